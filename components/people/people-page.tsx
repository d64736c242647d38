import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { LinkForm } from "./link-form";
import { LinkList } from "./link-list";
import { MemberList } from "./member-list";
import styles from "./people.module.css";
import type { LinkActions, LinkItem, MemberActions, PeopleRole, PersonItem } from "./people-types";

interface Props {
  people: PersonItem[];
  roles: PeopleRole[];
  /** Null for those who only read. */
  manage: { members: MemberActions; links: LinkItem[]; linkActions: LinkActions; note: ReactNode } | null;
}

/** Who is on the board, and the links through which others come. */
export function PeoplePage({ people, roles, manage }: Props) {
  const t = useTranslations("people");
  return (
    <main id="content" className={styles.page}>
      {manage ? (
        <section aria-labelledby="invite">
          <div className={styles.head}>
            <h2 id="invite">{t("invite")}</h2>
          </div>
          <p className={styles.lede}>{t("inviteText")}</p>
          {manage.note ? <div className={styles.note}>{manage.note}</div> : null}
          <LinkForm create={manage.linkActions.create} roles={roles} />
          <LinkList links={manage.links} roles={roles} revoke={manage.linkActions.revoke} />
        </section>
      ) : null}
      <MemberList people={people} roles={roles} actions={manage?.members ?? null} />
    </main>
  );
}
