/** Weights of one person or one group: numbers from 0 that sum to 1, in the order of the criteria. */
export type Weighting =
  | { ok: true; weights: number[] }
  | { ok: false; reason: "no-criteria" | "out-of-range" | "all-zero" };

/** Beyond this a sum of points could leave what a double holds; no scale that people use comes near. */
const LARGEST = 1e9;

/**
 * Direct rating (DW1, DW2): any numbers from 0 up, w = p / Σp, so only proportions count. Quick, but people
 * rate how important a criterion sounds rather than what its range is worth here; swing weights ask for that.
 * Source: von Winterfeldt & Edwards, Decision Analysis and Behavioral Research (1986), ch. 8. O(criteria).
 */
export function directWeights(points: readonly number[]): Weighting {
  if (points.length === 0) return { ok: false, reason: "no-criteria" };
  if (!points.every((each) => each >= 0 && each <= LARGEST)) return { ok: false, reason: "out-of-range" };
  const sum = points.reduce((total, each) => total + each, 0);
  return sum === 0 ? { ok: false, reason: "all-zero" } : { ok: true, weights: points.map((p) => p / sum) };
}
