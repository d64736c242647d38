import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { RoleGlyph } from "../ui/role-mark";
import { dissenters, rankedRoles } from "./reading";
import { type ResultsData, optionTitle, roleName } from "./results-props";
import styles from "./results.module.css";
import { useFigures } from "./use-figures";

interface Props extends ResultsData {
  /** Rounds, ballots, dates. */
  above: ReactNode;
  actions: ReactNode;
}

/** The result in a sentence, then who agrees and what the rules do, then how many voted. */
export function Verdict({ frame, evaluation, tones, above, actions }: Props) {
  const t = useTranslations("results");
  const { score, list } = useFigures();
  const name = (id: string) => optionTitle(frame, id);
  return (
    <section className={styles.verdict} id="verdict" aria-labelledby="verdict-title">
      <div className={styles.above}>{above}</div>
      <div className={styles.verdictGrid}>
        <div>
          <h2 id="verdict-title">{useVerdict({ frame, evaluation })}</h2>
          <p className={styles.stand}>
            <Stand frame={frame} evaluation={evaluation} />
          </p>
          <div className={styles.actions}>{actions}</div>
        </div>
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
                        options: list(role.winners.map(name)),
                        score: score(role.entries[0]?.score ?? 0),
                      })
                    : t(`turnout.${role.reason}`, { quorum: frame.quorum[role.role] ?? 1 })}
                </span>
              </li>
            ))}
          </ul>
        </aside>
      </div>
    </section>
  );
}

function useVerdict({ frame, evaluation }: Pick<ResultsData, "frame" | "evaluation">): string {
  const t = useTranslations("results");
  const { score, list } = useFigures();
  const { winners, margin, ranking } = evaluation;
  const second = ranking[1];
  if (winners.length > 1)
    return t("verdict.tie", { options: list(winners.map((id) => optionTitle(frame, id))) });
  const first = optionTitle(frame, winners[0] ?? "");
  if (margin === null || !second) return t("verdict.alone", { first });
  return t("verdict.lead", { first, margin: score(margin), second: optionTitle(frame, second.option) });
}

function Stand({ frame, evaluation }: Pick<ResultsData, "frame" | "evaluation">) {
  const t = useTranslations("results");
  const { list } = useFigures();
  const roles = rankedRoles(evaluation);
  const against = dissenters(evaluation);
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const sentences: string[] = [];
  if (roles.length > 1) {
    sentences.push(
      against.length === 0
        ? t("stand.allRoles", { roles: roles.length })
        : t("stand.someRoles", { agree: roles.length - against.length, roles: roles.length }),
    );
  }
  for (const role of against) {
    sentences.push(t("stand.against", { role: roleName(frame, role.role), options: names(role.winners) }));
  }
  const same = (winners: readonly string[]) => winners.join() === evaluation.winners.join();
  const turned = evaluation.variants.find((variant) => !same(variant.winners));
  const others = evaluation.variants.length > 1;
  if (turned) {
    sentences.push(
      t("stand.turned", {
        uncovered: t(`rules.${turned.uncovered}`),
        inside: t(`rules.${turned.insideRole}`),
        options: names(turned.winners),
      }),
    );
  } else if (others) sentences.push(t("stand.everyRule", { first: names(evaluation.winners) }));
  return sentences.join(" ");
}
