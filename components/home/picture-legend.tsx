import { FitMarkShape, type FitState } from "../ui/fit-mark";
import styles from "./board-picture.module.css";
import type { Standing } from "./standing";

export interface LegendWords {
  rank: string;
  value: string;
  /** "0.816", "17/19 × 0.912", as the reader's language writes them. */
  total: string;
  formula: string;
  fits: Record<"efficient" | "mixed" | "inefficient" | "uncovered" | "out", string>;
}

const [X, Y, W, H] = [16, 530, 174, 202];

/** The legend with the totals, where the map leaves room for it: bottom left. */
export function PictureLegend({
  standing,
  outOfScope,
  words,
}: {
  standing: Standing;
  outOfScope: number;
  words: LegendWords;
}) {
  const { counts } = standing.coverage;
  const rows: [FitState & keyof LegendWords["fits"], number][] = [
    ["efficient", counts.efficient],
    ["mixed", counts.mixed],
    ["inefficient", counts.inefficient],
    ["uncovered", counts.uncovered],
    ["out", outOfScope],
  ];
  return (
    <g>
      <rect className={styles.legend} x={X} y={Y} width={W} height={H} rx="10" />
      <text className={styles.strong} x={X + 12} y={Y + 23}>
        {standing.option.title}
      </text>
      <text className={`${styles.small} ${styles.end}`} x={X + W - 12} y={Y + 23}>
        {words.rank}
      </text>
      <text className={`${styles.value} num`} x={X + 12} y={Y + 52}>
        {words.total}
      </text>
      <text className={styles.small} x={X + 12} y={Y + 69}>
        {words.value}
      </text>
      <text className={`${styles.word} num`} x={X + 12} y={Y + 85}>
        {words.formula}
      </text>
      <path className={styles.rule} d={`M${X + 12} ${Y + 94.5}h${W - 24}`} />
      {rows.map(([fit, count], i) => (
        <g key={fit} transform={`translate(${X + 12} ${Y + 103 + i * 19})`}>
          <g transform="scale(.75)">
            <FitMarkShape fit={fit} />
          </g>
          <text className={`${styles.word} ${count === 0 ? styles.zero : ""}`} x="24" y="12">
            {words.fits[fit]}
          </text>
          <text className={`${styles.count} ${count === 0 ? styles.zero : ""} num`} x={W - 24} y="12">
            {count}
          </text>
        </g>
      ))}
    </g>
  );
}
