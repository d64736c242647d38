import { useTranslations } from "next-intl";
import { Icon } from "../ui/icon";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./people.module.css";
import type { LinkItem, PeopleRole } from "./people-types";

type Translate = ReturnType<typeof useTranslations<"people">>;

/** A link in one line, where there is no room for marks: "Data Engineer · votes". */
export function wordsFor(t: Translate, link: LinkItem, roles: PeopleRole[]): string {
  if (link.access === null) return t("accountLink");
  const role = roles.find((each) => each.id === link.roleId);
  return `${role?.name ?? t("theirChoice")} · ${t(`access.${link.access}`)}`;
}

export function usesOf(t: Translate, link: LinkItem): string {
  return link.maxUses === null
    ? t("used", { uses: link.uses })
    : t("usedOf", { uses: link.uses, max: link.maxUses });
}

export function LinkTerms({ link, roles }: { link: LinkItem; roles: PeopleRole[] }) {
  const t = useTranslations("people");
  if (link.access === null) return <p className={styles.what}>{t("accountLink")}</p>;
  const role = roles.find((each) => each.id === link.roleId);
  return (
    <p className={styles.what}>
      <span>
        {role ? <RoleGlyph tone={role.tone} /> : <Icon name="people" />}
        {role?.name ?? t("theirChoice")}
      </span>
      <span>{t(`access.${link.access}`)}</span>
    </p>
  );
}
