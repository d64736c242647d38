import { directWeights } from "./direct-weights";

/** 33.3 + 33.3 + 33.4 is not exactly 100 in binary. */
const TOLERANCE = 1e-9;

/**
 * Point allocation (BU1, BU2): a budget of points, 100 by default, to be spent to the last one, w = p / budget.
 * The fixed sum makes every point for one criterion a point taken from another; it also makes people round to
 * tens and forget small criteria (Doyle, Green & Bottomley 1997, Organizational Behavior and Human Decision
 * Processes 70:65–72, compare it with direct rating). O(criteria).
 */
export function budgetWeights(
  points: readonly number[],
  budget = 100,
):
  | { ok: true; weights: number[] }
  | { ok: false; reason: "no-criteria" | "out-of-range" }
  /** Spent minus budget: what to take back, or below zero what is left to give. */
  | { ok: false; reason: "off-budget"; difference: number } {
  if (!(budget > 0 && budget <= 1e9)) return { ok: false, reason: "out-of-range" };
  const shares = directWeights(points);
  if (!shares.ok && shares.reason !== "all-zero") return { ok: false, reason: shares.reason };
  const difference = points.reduce((sum, each) => sum + each, 0) - budget;
  return shares.ok && Math.abs(difference) <= TOLERANCE * budget
    ? shares
    : { ok: false, reason: "off-budget", difference };
}
