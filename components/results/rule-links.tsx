import { useTranslations } from "next-intl";
import { Fragment } from "react";
import { Link } from "@/lib/i18n/navigation";
import styles from "./analysis.module.css";

/** The numbers of the rules that made a figure, each leading to its text. */
export function RuleLinks({ rules }: { rules: readonly string[] }) {
  const t = useTranslations("results");
  return (
    <span className={styles.rules}>
      {rules.map((rule, at) => (
        <Fragment key={rule}>
          {at > 0 ? " " : null}
          <Link href={`/rules#${rule}`} prefetch={false} aria-label={t("rule", { rule })}>
            {rule}
          </Link>
        </Fragment>
      ))}
    </span>
  );
}
