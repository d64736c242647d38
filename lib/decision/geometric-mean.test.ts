import fc from "fast-check";
import { expect, test } from "vitest";
import { geometricMean, nthRoot } from "./geometric-mean";

test("[GW2] roots of perfect powers are exact (analytic)", () => {
  expect([nthRoot(8, 3), nthRoot(1 / 8, 3), nthRoot(1024, 10), nthRoot(1, 7), nthRoot(5, 1)]).toEqual([
    2, 0.5, 2, 1, 5,
  ]);
  expect(geometricMean([2, 8])).toBe(4);
  expect(geometricMean([3, 1 / 3])).toBe(1);
});

test("[GW2] two hundred large judgements neither overflow nor vanish", () => {
  expect(geometricMean(Array(200).fill(1000))).toBeCloseTo(1000, 9);
  expect(geometricMean(Array(200).fill(1 / 1000))).toBeCloseTo(0.001, 12);
});

test("[GW2] a root is right to a few last digits, and order changes no bit", () => {
  const judgement = fc.double({ min: 1 / 9, max: 9, noNaN: true });
  fc.assert(
    fc.property(fc.array(judgement, { minLength: 1, maxLength: 30 }), (given) => {
      const mean = geometricMean(given);
      const byLogarithm = Math.exp(given.reduce((sum, x) => sum + Math.log(x), 0) / given.length);
      expect(Math.abs(mean / byLogarithm - 1)).toBeLessThan(1e-13);
      expect(geometricMean([...given].reverse())).toBe(mean);
    }),
  );
});
