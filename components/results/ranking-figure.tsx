import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { Icon } from "../ui/icon";
import { axis, bestOn, byWeight } from "./reading";
import { type ResultsData, criterionTitle, optionTitle } from "./results-props";
import styles from "./results.module.css";
import { AsTable, Section } from "./section";
import { useFigures } from "./use-figures";

const tone = (at: number) => Math.min(at, 4) + 1;
const percentOf = (part: number, whole: number) => `${whole > 0 ? (part / whole) * 100 : 0}%`;

/** Scores as stacked contributions on a fixed scale, heaviest criterion first; what is out, below. */
export function RankingFigure(data: ResultsData) {
  const { frame, evaluation } = data;
  const t = useTranslations("results");
  const { score, short, percent, list } = useFigures();
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
        });
  const open = ranking.some((entry) => entry.high - entry.low > 1e-9);
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
          {open ? t("ranking.interval") : null}
        </>
      }
    >
      <figure className={styles.ranking}>
        <div className={styles.rankingHead} aria-hidden="true">
          <Labels {...data} order={order} max={max} />
          <span className={styles.lead}>{t("ranking.leadHead")}</span>
        </div>
        <p className={styles.criteriaKey}>
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
                          weight: percent(part.weight),
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
          </span>
        </div>
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
                  weight: percent(weights.shares[id] ?? 0),
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
                return <td key={id}>{part ? score(part.points) : t("ranking.notScored")}</td>;
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

/** Direct labels over the leader's segments, each as wide as its segment; the key below serves narrow screens. */
function Labels({ frame, evaluation, order, max }: ResultsData & { order: string[]; max: number }) {
  const t = useTranslations("results");
  const { percent } = useFigures();
  const leader = evaluation.ranking[0];
  if (!leader) return <span className={styles.labels} />;
  let start = 0;
  return (
    <span className={styles.labels}>
      {order.map((id) => {
        const points = leader.contributions.find((each) => each.criterion === id)?.points ?? 0;
        const left = start;
        start += points;
        if (points / max < 0.07) return null;
        return (
          <span key={id} style={{ left: percentOf(left, max), width: percentOf(points, max) }}>
            <b>{criterionTitle(frame, id)}</b>
            <i className="num">
              {t("ranking.weighsShort", { weight: percent(evaluation.weights.shares[id] ?? 0) })}
            </i>
          </span>
        );
      })}
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
  const titles = (ids: readonly string[]) => list(ids.map((id) => criterionTitle(frame, id)));
  return (
    <ul className={styles.out}>
      {knockedOut.map(({ option, reasons }) => (
        <li key={option}>
          <Icon name="not-applicable" />
          {t("out.knockedOut", {
            option: optionTitle(frame, option),
            reasons: list(
              reasons.map((each) =>
                t("out.reason", {
                  criterion: criterionTitle(frame, each.criterion),
                  mark: mark(each.mark),
                  bar: each.bar,
                }),
              ),
            ),
          })}
        </li>
      ))}
      {unscored.map((option) => (
        <li key={option}>
          <Icon name="not-applicable" />
          {t("out.unscored", { option: optionTitle(frame, option) })}
        </li>
      ))}
      {incomplete.map(({ option, missing }) => (
        <li key={option}>
          <Icon name="warn" />
          {t("out.incomplete", { option: optionTitle(frame, option), criteria: titles(missing) })}
        </li>
      ))}
    </ul>
  );
}
