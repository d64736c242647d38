/**
 * The p-quantile by linear interpolation between order statistics (QU1, QU2): with h = (n − 1)·p,
 * x₍⌊h⌋₎ + (h − ⌊h⌋)·(x₍⌊h⌋₊₁₎ − x₍⌊h⌋₎), counting from 0. Null for no values, for a value that is not finite, and
 * for p outside 0…1. On few marks it falls between two marks of the scale: it describes, it is no mark anyone
 * gave. O(n log n).
 * Source: Hyndman & Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), 361–365,
 * type 7, which is R's default.
 */
export function quantile(values: readonly number[], p: number): number | null {
  if (values.length === 0 || values.some((value) => !Number.isFinite(value))) return null;
  if (!(p >= 0 && p <= 1)) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return between(sorted.length, p, (place) => sorted[place] ?? 0);
}

/** The same of marks 1, 2, … from how often each was given. O(marks). */
export function quantileOfCounts(counts: readonly number[], p: number): number | null {
  const n = counts.reduce((sum, count) => sum + count, 0);
  if (n === 0) return null;
  return between(n, p, (place) => {
    let below = 0;
    return 1 + counts.findIndex((count) => (below += count) > place);
  });
}

function between(n: number, p: number, at: (place: number) => number): number {
  const h = (n - 1) * p;
  const below = Math.floor(h);
  return at(below) + (h - below) * (at(Math.ceil(h)) - at(below));
}

/** The middle half's width, Q3 − Q1 (QU3): 0 when half of the people or more gave the same mark in the middle. */
export function interquartileRange(values: readonly number[]): number | null {
  const q1 = quantile(values, 0.25);
  return q1 === null ? null : (quantile(values, 0.75) ?? q1) - q1;
}
