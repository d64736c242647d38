/**
 * Rank-order centroid weights (RO1–RO3): people only order the criteria, w_i = (1/n) Σ_{k=i…n} 1/k. It is the
 * mean of all weights that keep the order, so the least arbitrary single choice; it is also steep (n = 4: 52, 27,
 * 15, 6 %). Criteria at the same rank share the mean of the places they take. Only the order of `ranks` counts,
 * 1 the most important: 1-2-2-4 and 1-2-2-3 say the same.
 * Source: Edwards & Barron (1994), SMARTS and SMARTER, Organizational Behavior and Human Decision Processes
 * 60:306–325. O(n log n).
 */
export function rankOrderWeights(
  ranks: readonly number[],
): { ok: true; weights: number[] } | { ok: false; reason: "no-criteria" | "not-a-rank" } {
  const n = ranks.length;
  if (n === 0) return { ok: false, reason: "no-criteria" };
  if (!ranks.every(Number.isFinite)) return { ok: false, reason: "not-a-rank" };
  const placed = new Array<number>(n).fill(0);
  for (let i = n - 1, sum = 0; i >= 0; i--) {
    sum += 1 / (i + 1);
    placed[i] = sum / n;
  }
  return {
    ok: true,
    weights: ranks.map((rank) => {
      const before = ranks.filter((each) => each < rank).length;
      const same = ranks.filter((each) => each === rank).length;
      return placed.slice(before, before + same).reduce((sum, each) => sum + each, 0) / same;
    }),
  };
}
