import { useTranslations } from "next-intl";
import { softHyphens } from "../ui/soft-hyphens";
import { spread } from "./reading";
import { type ResultsData, criterionTitle } from "./results-props";
import styles from "./results.module.css";
import { useFigures } from "./use-figures";

/** With more criteria the labels have no room: the key names them. */
export const MOST_LABELS = 7;
/** A label's least width, in hundredths of the plot: a sixth while there are few. */
const gapOf = (labels: number) => Math.min(16, 98 / labels);

/** Direct labels over the leader's segments, each led to its own; the key below serves narrow screens. */
export function RankingLabels({
  frame,
  evaluation,
  order,
  max,
}: ResultsData & { order: readonly string[]; max: number }) {
  const t = useTranslations("results");
  const { percent } = useFigures();
  const leader = evaluation.ranking[0];
  if (!leader || order.length > MOST_LABELS) return <span className={styles.labels} />;
  let end = 0;
  const segments = order.flatMap((id) => {
    const points = leader.contributions.find((each) => each.criterion === id)?.points ?? 0;
    const start = end;
    end += points;
    return points > 0 ? [{ id, at: max > 0 ? (start / max) * 100 : 0 }] : [];
  });
  const places = spread(
    segments.map(({ at }) => at),
    gapOf(segments.length),
    100 - gapOf(segments.length),
  );
  const columns = places.map((place, at) => {
    const next = places[at + 1];
    return next === undefined ? "minmax(0, 1fr)" : `${next - place}%`;
  });
  return (
    <span className={styles.labels}>
      <span
        className={styles.labelRow}
        style={{ gridTemplateColumns: `${places[0] ?? 0}% ${columns.join(" ")}` }}
      >
        <span />
        {segments.map(({ id }) => (
          <span key={id} className={styles.label}>
            <b>{softHyphens(criterionTitle(frame, id))}</b>
            <i className="num">
              {t("ranking.weighsShort", { weight: percent(evaluation.weights.shares[id] ?? 0) })}
            </i>
          </span>
        ))}
      </span>
      <svg viewBox="0 0 100 12" preserveAspectRatio="none">
        {segments.map(({ id, at }, index) => (
          <path key={id} d={`M${places[index] ?? at} 0V3L${at} 9V12`} vectorEffect="non-scaling-stroke" />
        ))}
      </svg>
    </span>
  );
}
