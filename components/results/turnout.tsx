import { useTranslations } from "next-intl";
import { RoleGlyph } from "../ui/role-mark";
import { type ResultsData, optionTitle, roleName } from "./results-props";
import styles from "./results.module.css";
import { useFigures } from "./use-figures";

/** How many voted in each role, and what the role would choose alone. */
export function Turnout({ frame, evaluation, tones }: ResultsData) {
  const t = useTranslations("results");
  const { score, either } = useFigures();
  const name = (id: string) => optionTitle(frame, id);
  return (
    <aside className={styles.turnout} aria-labelledby="turnout-title">
      <h3 id="turnout-title">{t("turnout.title")}</h3>
      <ul>
        {evaluation.roles.map((role) => (
          <li key={role.role}>
            <RoleGlyph tone={tones[role.role] ?? 0} />
            <span>{roleName(frame, role.role)}</span>
            <b className="num">{t("turnout.of", { ballots: role.ballots, eligible: role.eligible })}</b>
            <span className={styles.turnoutChoice}>
              {role.ok
                ? t("turnout.choice", {
                    options: either(role.winners.map(name)),
                    score: score(role.entries[0]?.score ?? 0),
                  })
                : role.eligible === 0 && role.ballots === 0
                  ? t("turnout.nobody")
                  : t(`turnout.${role.reason}`, { quorum: frame.quorum[role.role] ?? 1 })}
            </span>
          </li>
        ))}
      </ul>
    </aside>
  );
}
