import fc from "fast-check";
import { expect, test } from "vitest";
import tables from "./cases/rank_order_centroid_tables.json";
import { rankOrderWeights } from "./rank-order-weights";

const weightsOf = (ranks: readonly number[]) => {
  const answer = rankOrderWeights(ranks);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.weights;
};

test("[RO1] the table of Edwards & Barron (1994) for 2, 3 and 4 criteria", () => {
  const rounded = (ranks: number[]) => weightsOf(ranks).map((w) => Math.round(w * 10_000) / 10_000);
  expect(rounded([1, 2])).toEqual([0.75, 0.25]);
  expect(rounded([1, 2, 3])).toEqual([0.6111, 0.2778, 0.1111]);
  expect(rounded([1, 2, 3, 4])).toEqual([0.5208, 0.2708, 0.1458, 0.0625]);
});

test("[RO1] tables for two to twelve criteria", () => {
  for (const [n, expected] of Object.entries(tables.weights)) {
    const found = weightsOf(expected.map((_, at) => at + 1));
    expect(found).toHaveLength(Number(n));
    expected.forEach((each, at) => expect(Math.abs((found[at] ?? -1) - each)).toBeLessThan(tables.tolerance));
  }
});

test("[RO2] criteria at one rank share the mean of their places (analytic)", () => {
  const shared = [25 / 48, 10 / 48, 10 / 48, 3 / 48].map((w) => expect.closeTo(w, 12));
  expect(weightsOf([1, 2, 2, 4])).toEqual(shared);
  expect(weightsOf([1, 2, 2, 3])).toEqual(shared);
  expect(weightsOf([5, 5, 5])).toEqual([1, 1, 1].map(() => expect.closeTo(1 / 3, 12)));
  expect(weightsOf([1])).toEqual([1]);
});

test("[RO3] no criteria, or a rank that is none, is a reason", () => {
  expect(rankOrderWeights([])).toEqual({ ok: false, reason: "no-criteria" });
  expect(rankOrderWeights([1, Number.NaN])).toEqual({ ok: false, reason: "not-a-rank" });
});

const ranks = fc.array(fc.integer({ min: -5, max: 9 }), { minLength: 1, maxLength: 12 });

test("[RO1][RO2] weights sum to 1 and follow the order; neither order of listing nor numbering counts", () => {
  fc.assert(
    fc.property(ranks, (given) => {
      const weights = weightsOf(given);
      expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
      given.forEach((a, i) =>
        given.forEach((b, j) => a < b && expect(weights[i]).toBeGreaterThan(weights[j] ?? 1)),
      );
      expect(weightsOf([...given].reverse())).toEqual([...weights].reverse());
      expect(weightsOf(given.map((each) => each * 3 + 7))).toEqual(weights);
    }),
  );
});
