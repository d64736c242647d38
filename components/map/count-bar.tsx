import type { FitCounts } from "@/lib/decision/coverage";
import styles from "./count-bar.module.css";

const ORDER = ["efficient", "mixed", "inefficient", "uncovered", "unrated"] as const;

/** Stacked counts, always in the order of the fits. Decoration: the numbers stand beside it in words. */
export function CountBar({ counts, height = 5 }: { counts: FitCounts; height?: number }) {
  return (
    <span className={styles.bar} style={{ height }} aria-hidden="true">
      {ORDER.map((fit) =>
        counts[fit] > 0 ? <i key={fit} className={styles[fit]} style={{ flexGrow: counts[fit] }} /> : null,
      )}
    </span>
  );
}
