import { useTranslations } from "next-intl";
import type { PolicyOutcome } from "@/lib/decision/analysis";
import analysisStyles from "./analysis.module.css";
import { type ResultsData, optionTitle } from "./results-props";
import styles from "./results.module.css";
import { RuleLinks } from "./rule-links";
import { Section } from "./section";
import { useFigures } from "./use-figures";

const UNCOVERED = ["zero", "skip"] as const;
const COLUMNS = (["mean", "median"] as const).flatMap((insideRole) =>
  (["equal", "pooled"] as const).map((betweenRoles) => ({ insideRole, betweenRoles })),
);

/** What each rule does to the first place alone, then every combination; a changed first place is hatched. */
export function Policies(data: ResultsData) {
  const { frame, evaluation, analysis } = data;
  const t = useTranslations("results");
  const { list } = useFigures();
  const { winners } = evaluation;
  const names = (ids: readonly string[]) => list(ids.map((id) => optionTitle(frame, id)));
  const turned = (policy: PolicyOutcome) => policy.winners.join() !== winners.join();
  const other = analysis.policies.find(turned);
  const usesMap = frame.criteria.some((criterion) => criterion.source === "map");
  const say = useSay(data);
  const title = other
    ? t("policies.titleTurned", {
        uncovered: t(`rules.${other.uncovered}`),
        inside: t(`rules.${other.insideRole}`),
        between: other.betweenRoles,
        options: names(other.winners),
        count: other.winners.length,
      })
    : t("policies.title", { options: names(winners) });
  return (
    <Section
      id="policies"
      title={title}
      lede={
        <>
          <Lede frame={frame} evaluation={evaluation} /> <RuleLinks rules={["EV7", "AN3"]} />
        </>
      }
    >
      <Pairs {...data} usesMap={usesMap} />
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={t("policies.caption")}>
        <table className={styles.combinations}>
          <caption>{t("policies.caption")}</caption>
          <thead>
            <tr>
              <td />
              {COLUMNS.map(({ insideRole, betweenRoles }) => (
                <th scope="col" key={`${insideRole} ${betweenRoles}`}>
                  {t(`policies.columns.${insideRole}.${betweenRoles}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {UNCOVERED.filter((uncovered) => usesMap || uncovered === frame.policies.uncovered).map(
              (uncovered) => (
                <tr key={uncovered}>
                  <th scope="row">{usesMap ? t(`rules.${uncovered}`) : t("policies.noMap")}</th>
                  {COLUMNS.map(({ insideRole, betweenRoles }) => {
                    const key = `${insideRole} ${betweenRoles}`;
                    const policy = analysis.policies.find(
                      (each) =>
                        each.uncovered === uncovered &&
                        each.insideRole === insideRole &&
                        each.betweenRoles === betweenRoles,
                    );
                    if (!policy) return <td key={key} />;
                    return (
                      <td
                        key={key}
                        data-label={t(`policies.columns.${insideRole}.${betweenRoles}`)}
                        data-current={policy.asVoted ? "" : undefined}
                        data-turned={turned(policy) ? "" : undefined}
                      >
                        <First frame={frame} winners={policy.winners} />
                        <span className="num">{say(policy)}</span>
                        {policy.asVoted ? <em>{t("policies.asVoted")}</em> : null}
                        {turned(policy) && policy.winners.length > 0 ? <em>{t("policies.turned")}</em> : null}
                      </td>
                    );
                  })}
                </tr>
              ),
            )}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

/** The first place under a rule; there may be none. */
function First({ frame, winners }: Pick<ResultsData, "frame"> & { winners: readonly string[] }) {
  const t = useTranslations("results.policies");
  const { list } = useFigures();
  return <b>{winners.length > 0 ? list(winners.map((id) => optionTitle(frame, id))) : t("noFirst")}</b>;
}

function useSay({ frame }: ResultsData) {
  const t = useTranslations("results.policies");
  const { score } = useFigures();
  return ({ winners, margin, runnerUp }: PolicyOutcome): string => {
    if (winners.length === 0) return t("noneLeft");
    if (winners.length > 1) return t("tie");
    if (margin === null || runnerUp === null) return t("alone");
    return t("over", { margin: score(margin), second: optionTitle(frame, runnerUp) });
  };
}

const RULES = { uncovered: ["CO3", "CO4"], inside: ["AG5"], between: ["AG6", "PO1"] };

/** One rule at a time, the others as they were fixed. */
function Pairs(data: ResultsData & { usesMap: boolean }) {
  const { frame, evaluation, analysis, usesMap } = data;
  const t = useTranslations("results.policies");
  const say = useSay(data);
  const { uncovered, insideRole } = frame.policies;
  const find = (want: Partial<PolicyOutcome>) => {
    const whole = { uncovered, insideRole, betweenRoles: "equal", ...want };
    return analysis.policies.find(
      (each) =>
        each.uncovered === whole.uncovered &&
        each.insideRole === whole.insideRole &&
        each.betweenRoles === whole.betweenRoles,
    );
  };
  const pairs = [
    {
      rule: "uncovered" as const,
      sides: UNCOVERED.map((side) => ({ side, found: find({ uncovered: side }) })),
    },
    {
      rule: "inside" as const,
      sides: (["mean", "median"] as const).map((side) => ({ side, found: find({ insideRole: side }) })),
    },
    {
      rule: "between" as const,
      sides: (["equal", "pooled"] as const).map((side) => ({ side, found: find({ betweenRoles: side }) })),
    },
  ].filter(({ rule }) => usesMap || rule !== "uncovered");
  const widest = Math.max(0.05, ...analysis.policies.map((each) => each.margin ?? 0));
  return (
    <div className={analysisStyles.pairs}>
      {pairs.map(({ rule, sides }) => (
        <section key={rule} aria-labelledby={`pair-${rule}`}>
          <h3 id={`pair-${rule}`}>
            {t(`pairs.${rule}`)} <RuleLinks rules={RULES[rule]} />
          </h3>
          <ul>
            {sides.map(({ side, found }) =>
              found ? (
                <li
                  key={side}
                  data-current={found.asVoted ? "" : undefined}
                  data-turned={found.winners.join() === evaluation.winners.join() ? undefined : ""}
                >
                  <span>
                    {t(`sides.${side}`)} {found.asVoted ? <em>{t("asVoted")}</em> : null}
                  </span>
                  <span>
                    <First frame={frame} winners={found.winners} /> <span className="num">{say(found)}</span>
                  </span>
                  <i aria-hidden="true">
                    <u style={{ width: `${((found.margin ?? 0) / widest) * 100}%` }} />
                  </i>
                </li>
              ) : null,
            )}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** What the policy does on the map alone: the lesson that the whole method starts from. */
function Lede({ frame, evaluation }: Pick<ResultsData, "frame" | "evaluation">) {
  const t = useTranslations("results");
  const { score } = useFigures();
  const counted = frame.options.flatMap((option) => {
    const cover = evaluation.map[option.id];
    const { efficient = 0, mixed = 0, uncovered = 0 } = cover?.counts ?? {};
    if (!cover || cover.efficiency === null || cover.covered + uncovered === 0) return [];
    return [
      {
        title: option.title,
        skip: cover.efficiency,
        zero: (efficient + mixed / 2) / (cover.covered + uncovered),
        covered: cover.covered,
      },
    ];
  });
  const best = (key: "skip" | "zero") => [...counted].sort((a, b) => b[key] - a[key])[0];
  const [skip, zero] = [best("skip"), best("zero")];
  const usesMap = frame.criteria.some((criterion) => criterion.source === "map");
  if (!usesMap || !skip || !zero) return <>{t("policies.lede")}</>;
  return (
    <>
      {t("policies.lede")}{" "}
      {t("policies.map", {
        skip: skip.title,
        skipValue: score(skip.skip),
        covered: skip.covered,
        zero: zero.title,
        zeroValue: score(zero.zero),
      })}
    </>
  );
}
