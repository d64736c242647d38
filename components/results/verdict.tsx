import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FirmnessBars } from "./firmness-bars";
import { byChoice, castBallots, dissenters, rankedRoles } from "./reading";
import { type ResultsData, criterionTitle, optionTitle, roleName } from "./results-props";
import { RuleLinks } from "./rule-links";
import styles from "./results.module.css";
import { useFigures } from "./use-figures";

interface Props extends ResultsData {
  /** Rounds, ballots, dates. */
  above: ReactNode;
  actions: ReactNode;
}

/** A longer sentence, for options with long names, is set smaller. */
const LONG = 140;

/** The result in a sentence, then who agrees and what the rules do, then how many voted. */
export function Verdict({ above, actions, ...data }: Props) {
  const title = useVerdict(data);
  return (
    <section className={styles.verdict} id="verdict" aria-labelledby="verdict-title">
      <div className={styles.above}>{above}</div>
      <div className={styles.verdictGrid}>
        <div>
          <h2 id="verdict-title" data-long={title.length > LONG ? "" : undefined}>
            {title}
          </h2>
          <p className={styles.stand}>
            <Stand {...data} /> <RuleLinks rules={["EV6", "FM1", "EV5", "AN3", "FI1"]} />
          </p>
          <div className={styles.actions}>{actions}</div>
        </div>
        <FirmnessBars {...data} />
      </div>
    </section>
  );
}

function useVerdict({ frame, evaluation, analysis }: ResultsData): string {
  const t = useTranslations("results.verdict");
  const { score, percent, list } = useFigures();
  const { winners, margin, ranking } = evaluation;
  const second = ranking[1];
  if (winners.length > 1) return t("tie", { options: list(winners.map((id) => optionTitle(frame, id))) });
  const first = optionTitle(frame, winners[0] ?? "");
  if (margin === null || !second) return t("alone", { first });
  const { bars, firmness } = analysis;
  const { verdict, met, missed } = firmness;
  const names = { first, second: optionTitle(frame, second.option) };
  if (verdict === "firm") {
    const share = met.find((each) => each.bar === "firstPlace")?.found ?? 0;
    return t("firm", { ...names, margin: score(margin), share: percent(share) });
  }
  const short = (bar: (typeof missed)[number]["bar"]) => missed.some((each) => each.bar === bar);
  const facts = {
    ...names,
    margin: score(margin, bars.lead / 100),
    share: percent(missed.find((each) => each.bar === "firstPlace")?.found ?? 0, bars.firstPlace / 100),
  };
  const [lead, firstPlace] = [short("lead"), short("firstPlace")];
  const which =
    lead && firstPlace ? "leadAndFirstPlace" : lead ? "lead" : firstPlace ? "firstPlace" : undefined;
  const why = [
    ...(which ? [t(`because.${which}`, facts)] : []),
    ...(short("ballots") ? [t("because.ballots", castBallots(evaluation))] : []),
  ];
  return t("notFirm", {
    why: why.length > 1 ? t("because.also", { why: why[0] ?? "", more: why[1] ?? "" }) : (why[0] ?? ""),
  });
}

function Stand({ frame, evaluation, analysis }: ResultsData) {
  const t = useTranslations("results");
  const { list, either, weightBeside } = useFigures();
  const roles = rankedRoles(evaluation);
  const against = dissenters(evaluation);
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const sentences: string[] = castBallots(evaluation).ballots === 1 ? [t("stand.oneBallot")] : [];
  const tie = evaluation.winners.length > 1;
  if (roles.length > 1 && against.length === 0) {
    sentences.push(t(tie ? "stand.allRolesTie" : "stand.allRoles", { roles: roles.length }));
  } else if (roles.length > 1 && !tie) {
    sentences.push(t("stand.someRoles", { agree: roles.length - against.length, roles: roles.length }));
  }
  // In a tie that not every role sees, each role's own choice says more than how many see it.
  for (const { roles: group, winners } of byChoice(tie && against.length > 0 ? roles : against)) {
    sentences.push(
      t("stand.against", {
        roles: list(group.map((role) => roleName(frame, role.role))),
        count: group.length,
        options: either(winners.map((id) => optionTitle(frame, id))),
      }),
    );
  }
  const same = (winners: readonly string[]) => winners.join() === evaluation.winners.join();
  const turned = analysis.policies.find((each) => !same(each.winners));
  if (turned) {
    sentences.push(
      t("stand.turned", {
        uncovered: t(`rules.${turned.uncovered}`),
        inside: t(`rules.${turned.insideRole}`),
        between: turned.betweenRoles,
        options: names(turned.winners),
        count: turned.winners.length,
      }),
    );
  } else if (analysis.policies.length > 1) {
    const { winners } = evaluation;
    sentences.push(t("stand.everyRule", { first: names(winners), count: winners.length }));
  }
  const tip = analysis.findings.find((each) => each.kind === "criterion-tips");
  if (tip?.kind === "criterion-tips") {
    sentences.push(
      t("stand.tips", {
        overtakes: names(tip.overtakes),
        count: tip.overtakes.length,
        criterion: criterionTitle(frame, tip.criterion),
        at: weightBeside(tip.at, tip.present),
        present: weightBeside(tip.present, tip.at),
        more: tip.at > tip.present ? "more" : "less",
      }),
    );
  }
  return sentences.join(" ");
}
