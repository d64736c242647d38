import { upperGamma } from "./incomplete-gamma";
import { averageRanks } from "./ranks";

export type Concordance =
  | {
      ok: true;
      /** Kendall's W, 0 (the rank sums are all equal) to 1 (all raters rank alike). */
      w: number;
      raters: number;
      objects: number;
      /** m (n − 1) W. */
      chiSquare: number;
      degreesOfFreedom: number;
      /** Chance of a W as large if everybody ranked at random, by chi-square; null beyond 2,001 objects. */
      p: number | null;
      /** Fewer than 20 raters or at most 7 objects: p is a rough guide, not a test. */
      pIsRough: boolean;
    }
  | { ok: false; reason: "too-few-raters" | "too-few-objects" | "incomplete" | "all-tied" };

/** Below these the chi-square approximation is poor. */
const RATERS_FOR_P = 20;
const OBJECTS_FOR_P = 8;

/**
 * Kendall's coefficient of concordance, corrected for ties (KW1–KW4), of m raters (rows) who each rank the same
 * n objects (columns), lower first; only the order inside a row counts:
 *
 *     W = 12 Σ (Rⱼ − R̄)² / (m² (n³ − n) − m Σ T),   T = Σ (t³ − t) over a rater's groups of t tied objects
 *
 * where Rⱼ is the sum of the average ranks of object j. χ² = m (n − 1) W with n − 1 degrees of freedom. All rows
 * must be complete. W says how alike people rank, not whether the ranking is right. It never falls below 0 and is
 * 1/m on average when everybody ranks at random, so with few raters read it against 1/m.
 * O(m n log n).
 * Source: Siegel, Nonparametric Statistics for the Behavioral Sciences (1956), ch. 9. That the chi-square test is
 * too cautious under 20 raters: Legendre, Species Associations: The Kendall Coefficient of Concordance Revisited,
 * Journal of Agricultural, Biological, and Environmental Statistics 10 (2005), 226–245.
 */
export function kendallW(rows: readonly (readonly number[])[]): Concordance {
  const raters = rows.length;
  if (raters < 2) return { ok: false, reason: "too-few-raters" };
  const objects = Math.max(...rows.map((row) => row.length));
  if (objects < 2) return { ok: false, reason: "too-few-objects" };
  if (rows.some((row) => row.length < objects || row.some((rank) => !Number.isFinite(rank)))) {
    return { ok: false, reason: "incomplete" };
  }
  const sums = new Array<number>(objects).fill(0);
  let ties = 0;
  for (const row of rows) {
    const { ranks, tieTerm } = averageRanks(row);
    ranks.forEach((rank, object) => (sums[object] = (sums[object] ?? 0) + rank));
    ties += tieTerm;
  }
  const mean = (raters * (objects + 1)) / 2;
  const squares = sums.reduce((total, sum) => total + (sum - mean) * (sum - mean), 0);
  const most = raters * raters * (objects ** 3 - objects) - raters * ties;
  if (most === 0) return { ok: false, reason: "all-tied" };
  const w = (12 * squares) / most;
  const degreesOfFreedom = objects - 1;
  const chiSquare = raters * degreesOfFreedom * w;
  return {
    ok: true,
    w,
    raters,
    objects,
    chiSquare,
    degreesOfFreedom,
    p: upperGamma(degreesOfFreedom / 2, chiSquare / 2),
    pIsRough: raters < RATERS_FOR_P || objects < OBJECTS_FOR_P,
  };
}
