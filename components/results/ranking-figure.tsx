import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Icon } from "../ui/icon";
import { axis, bestOn, betterThan, byWeight } from "./reading";
import { type ResultsData, criterionTitle, optionTitle } from "./results-props";
import { MOST_LABELS, RankingLabels } from "./ranking-labels";
import styles from "./results.module.css";
import { RuleLinks } from "./rule-links";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

/** More criteria on which the first is beaten are left to the table. */
const MOST_BEATEN = 2;

const tone = (at: number) => Math.min(at, 4) + 1;
const percentOf = (part: number, whole: number) => `${whole > 0 ? (part / whole) * 100 : 0}%`;

/** Scores as stacked contributions on a fixed scale, heaviest criterion first; what is out, below. */
export function RankingFigure(data: ResultsData) {
  const { frame, evaluation, analysis } = data;
  const t = useTranslations("results");
  const { score, short, percent, tenth, list } = useFigures();
  const order = byWeight(evaluation, frame.criteria);
  const { ranking, winners, weights } = evaluation;
  const leader = ranking[0];
  const { max, ticks } = axis(
    ranking.map((entry) => entry.high),
    0,
  );
  const best = winners.length === 1 && leader ? bestOn(evaluation, leader.option) : [];
  const title =
    winners.length > 1
      ? t("ranking.titleTie", { options: list(winners.map((id) => optionTitle(frame, id))) })
      : t("ranking.title", {
          first: optionTitle(frame, winners[0] ?? ""),
          best: best.length,
          criteria: frame.criteria.length,
          kind: best.length === frame.criteria.length ? "all" : "some",
        });
  const open = ranking.some((entry) => entry.high - entry.low > 1e-9);
  const beaten = winners.length === 1 && leader ? betterThan(evaluation, leader.option) : [];
  const [near, far] = leader ? [Math.max(0, leader.score - analysis.bars.lead / 100), leader.score] : [0, 0];
  const hasBand = ranking.length > 1 && far > near;
  const lead = (at: number) => {
    const here = ranking[at];
    const next = ranking[at + 1];
    return here && next ? here.score - next.score : null;
  };
  return (
    <Section
      id="ranking"
      title={title}
      lede={
        <>
          {t("ranking.lede")} {weights.from === "equal" ? t("ranking.equalWeights") : null}{" "}
          {beaten.length > 0 && beaten.length <= MOST_BEATEN
            ? `${beaten
                .map(({ criterion, options }) =>
                  t("ranking.beaten", {
                    options: list(options.map((id) => optionTitle(frame, id))),
                    count: options.length,
                    criterion: criterionTitle(frame, criterion),
                  }),
                )
                .join(" ")} `
            : null}
          {open ? `${t("ranking.interval")} ` : null}
          <RuleLinks rules={open ? ["AD1", "RA1", "EV6", "CO5"] : ["AD1", "RA1", "EV6"]} />
        </>
      }
    >
      <figure className={styles.ranking}>
        <div className={styles.rankingHead} aria-hidden="true">
          <RankingLabels {...data} order={order} max={max} />
          <span className={styles.lead}>{t("ranking.leadHead")}</span>
        </div>
        <p className={styles.criteriaKey} data-always={order.length > MOST_LABELS ? "" : undefined}>
          {order.map((id, at) => (
            <span key={id}>
              <i className={styles.swatch} data-step={tone(at)} />
              {t("ranking.weighs", {
                criterion: criterionTitle(frame, id),
                weight: percent(weights.shares[id] ?? 0),
              })}
            </span>
          ))}
        </p>
        <ol>
          {ranking.map((entry, at) => (
            <li key={entry.option} className={styles.row} data-first={entry.rank === 1 ? "" : undefined}>
              <span className={`${styles.rank} num`}>{entry.rank}</span>
              <span className={styles.name}>{optionTitle(frame, entry.option)}</span>
              <span className={styles.plot}>
                {hasBand && at > 0 ? (
                  <i
                    className={styles.band}
                    style={{ left: percentOf(near, max), width: percentOf(far - near, max) }}
                    aria-hidden="true"
                  />
                ) : null}
                <span
                  className={styles.bar}
                  style={{ width: percentOf(entry.score, max) }}
                  aria-hidden="true"
                >
                  {order.map((id, step) => {
                    const part = entry.contributions.find((each) => each.criterion === id);
                    if (!part || part.points === 0) return null;
                    return (
                      <i
                        key={id}
                        data-step={tone(step)}
                        style={{ width: percentOf(part.points, entry.score) }}
                        title={t("ranking.part", {
                          criterion: criterionTitle(frame, id),
                          weight: tenth(part.weight),
                          value: score(part.value),
                          points: score(part.points),
                        })}
                      >
                        {part.points / max > 0.055 ? short(part.points) : null}
                      </i>
                    );
                  })}
                </span>
                {entry.high - entry.low > 1e-9 ? (
                  <i
                    className={styles.interval}
                    style={{ left: percentOf(entry.low, max), width: percentOf(entry.high - entry.low, max) }}
                    aria-hidden="true"
                  />
                ) : null}
                <b
                  className={`${styles.score} num`}
                  style={{ left: percentOf(Math.max(entry.score, entry.high), max) } as CSSProperties}
                >
                  {score(entry.score)}
                </b>
              </span>
              <Lead value={lead(at)} />
            </li>
          ))}
        </ol>
        <div className={styles.rankingAxis} aria-hidden="true">
          <span className={`${styles.plot} num`}>
            {ticks.map((tick) => (
              <span key={tick} style={{ left: percentOf(tick, max) }}>
                {t("tick", { value: tick })}
              </span>
            ))}
            {hasBand ? (
              <i
                className={styles.bandFoot}
                style={{ left: percentOf(near, max), width: percentOf(far - near, max) }}
              />
            ) : null}
          </span>
        </div>
        {hasBand ? (
          <p className={styles.bandSays}>
            <span style={{ paddingRight: percentOf(max - far, max) }}>
              {t("ranking.band", { bar: score(analysis.bars.lead / 100) })}
            </span>
          </p>
        ) : null}
      </figure>
      <Out {...data} />
      <AsTable label={t("showTable")} caption={t("ranking.caption")}>
        <thead>
          <tr>
            <th scope="col">{t("ranking.option")}</th>
            <th scope="col">{t("ranking.rank")}</th>
            <th scope="col">{t("ranking.score")}</th>
            {open ? <th scope="col">{t("ranking.between")}</th> : null}
            {order.map((id) => (
              <th scope="col" key={id}>
                {t("ranking.weighs", {
                  criterion: criterionTitle(frame, id),
                  weight: tenth(weights.shares[id] ?? 0),
                })}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="num">
          {ranking.map((entry) => (
            <tr key={entry.option}>
              <th scope="row">{optionTitle(frame, entry.option)}</th>
              <td>{entry.rank}</td>
              <td>{score(entry.score)}</td>
              {open ? (
                <td>{t("ranking.range", { low: score(entry.low), high: score(entry.high) })}</td>
              ) : null}
              {order.map((id) => {
                const part = entry.contributions.find((each) => each.criterion === id);
                return (
                  <td key={id}>
                    {part ? score(part.points) : t("ranking.notScored")}
                    {part ? (
                      <small>
                        {t("ranking.product", { weight: tenth(part.weight), value: score(part.value) })}
                      </small>
                    ) : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </AsTable>
    </Section>
  );
}

function Lead({ value }: { value: number | null }) {
  const t = useTranslations("results");
  const { score } = useFigures();
  return (
    <span className={`${styles.lead} num`}>
      {value === null ? (
        <span aria-hidden="true">–</span>
      ) : (
        <>
          <span className="sr">{t("ranking.leadWord")} </span>
          {t("ranking.leadValue", { value: score(value) })}
        </>
      )}
    </span>
  );
}

/** Options that are not in the ranking, with the reason. */
function Out({ frame, evaluation }: ResultsData) {
  const t = useTranslations("results");
  const { mark, list } = useFigures();
  const { knockedOut, unscored, ranking } = evaluation;
  const incomplete = ranking.filter((entry) => entry.missing.length > 0);
  if (knockedOut.length + unscored.length + incomplete.length === 0) return null;
  const titles = (ids: readonly string[]) =>
    list(ids.map((id) => t("quoted", { title: criterionTitle(frame, id) })));
  return (
    <ul className={styles.out}>
      {knockedOut.map(({ option, reasons }) => (
        <li key={option}>
          <Icon name="not-applicable" />
          <span>
            {t("out.knockedOut", {
              option: optionTitle(frame, option),
              reasons: list(
                reasons.map((each) =>
                  t("out.reason", {
                    criterion: t("quoted", { title: criterionTitle(frame, each.criterion) }),
                    mark: mark(each.mark),
                    bar: each.bar,
                  }),
                ),
              ),
            })}{" "}
            <RuleLinks rules={["KO1"]} />
          </span>
        </li>
      ))}
      {unscored.map((option) => (
        <li key={option}>
          <Icon name="not-applicable" />
          <span>
            {t("out.unscored", { option: optionTitle(frame, option) })} <RuleLinks rules={["AD4"]} />
          </span>
        </li>
      ))}
      {incomplete.map(({ option, missing }) => (
        <li key={option}>
          <Icon name="warn" />
          <span>
            {t("out.incomplete", {
              option: optionTitle(frame, option),
              criteria: titles(missing),
              count: missing.length,
            })}{" "}
            <RuleLinks rules={["AD2"]} />
          </span>
        </li>
      ))}
    </ul>
  );
}
