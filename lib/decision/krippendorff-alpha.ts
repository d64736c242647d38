export type Level = "nominal" | "ordinal" | "interval" | "ratio";

export type Alpha =
  | {
      ok: true;
      /** 1: all agree. 0: no more than chance. Below 0: they disagree more than chance would. */
      alpha: number;
      /** Values that stand beside another one in their unit; the others say nothing about agreement. */
      pairable: number;
      /** Units with at least two values. */
      units: number;
    }
  | { ok: false; reason: "too-few-values" | "no-variation" | "negative-value" };

/**
 * Krippendorff's alpha of units (rows), each with the values that raters gave it in any order; null, undefined
 * or not finite = missing (KA1–KA4):
 *
 *     α = 1 − Dₒ / Dₑ,   Dₒ = (1/n) Σ o(c,k) δ²(c,k),   Dₑ = (1/(n (n − 1))) Σ n(c) n(k) δ²(c,k)
 *
 * o(c,k) counts ordered pairs inside units, each weighted 1/(values in the unit − 1); n(c) is how often c is
 * pairable and n their sum. δ² by level: nominal 1; interval (c − k)²; ratio ((c − k)/(c + k))²; ordinal
 * (Σ n(g) for g from c to k, less the half of n(c) and n(k))².
 *
 * Not defined when nobody varies: then chance would agree as well (no-variation, which is not perfect agreement
 * in the sense of alpha). Low when nearly all give the same mark, even if few differ: read it beside the marks.
 * O(values + (units + V) · V) for V different values.
 * Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); Content Analysis (2004), ch. 11.
 */
export function krippendorffAlpha(
  units: readonly (readonly (number | null | undefined)[])[],
  level: Level,
): Alpha {
  const finite = units.map((unit) => unit.filter((value): value is number => Number.isFinite(value)));
  return alphaOfCounts(finite.map(countsOf), level);
}

/** How often each value occurs. */
type Counts = ReadonlyMap<number, number>;

/** The same from how often each value occurs in each unit. */
export function alphaOfCounts(units: readonly Counts[], level: Level): Alpha {
  const sizeOf = (counts: Counts) => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const paired = units.map((counts) => ({ counts, size: sizeOf(counts) })).filter(({ size }) => size >= 2);
  const together = new Map<number, number>();
  for (const { counts } of paired)
    for (const [value, count] of counts) together.set(value, (together.get(value) ?? 0) + count);
  const all = new Map([...together].sort(([a], [b]) => a - b));
  const n = sizeOf(all);
  if (n === 0) return { ok: false, reason: "too-few-values" };
  if (level === "ratio" && [...all.keys()].some((value) => value < 0))
    return { ok: false, reason: "negative-value" };
  const difference = squaredDifference(all, level);
  let observed = 0;
  for (const { counts, size } of paired) observed += sumOverPairs(counts, difference) / (size - 1);
  const expected = sumOverPairs(all, difference) / (n - 1);
  if (expected === 0) return { ok: false, reason: "no-variation" };
  return { ok: true, alpha: 1 - observed / expected, pairable: n, units: paired.length };
}

/** Over ordered pairs of different positions; a value with itself differs by 0. */
function sumOverPairs(counts: Counts, difference: (c: number, k: number) => number): number {
  let sum = 0;
  for (const [c, times] of counts) for (const [k, others] of counts) sum += times * others * difference(c, k);
  return sum;
}

/** In the order in which the values first occur. */
function countsOf(values: readonly number[]): Counts {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** δ² of the level. `all` is sorted: the ordinal one needs how many values lie below each. */
function squaredDifference(all: Counts, level: Level): (c: number, k: number) => number {
  const square = (x: number) => x * x;
  switch (level) {
    case "nominal":
      return (c, k) => (c === k ? 0 : 1);
    case "interval":
      return (c, k) => square(c - k);
    case "ratio":
      return (c, k) => (c === k ? 0 : square((c - k) / (c + k)));
    case "ordinal": {
      // The formula's sum is the distance between the middles of the two values' groups in the sorted list.
      const middle = new Map<number, number>();
      let below = 0;
      for (const [value, count] of all) {
        middle.set(value, below + count / 2);
        below += count;
      }
      return (c, k) => square((middle.get(c) ?? 0) - (middle.get(k) ?? 0));
    }
  }
}
