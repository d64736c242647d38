import fc from "fast-check";
import { expect, test } from "vitest";
import published from "./cases/quantile_r7.json";
import { interquartileRange, quantile } from "./quantile";

test("[QU1] Hyndman and Fan's type 7", () => {
  const { values } = published.input;
  const { q1, median, q3, iqr } = published.expected;
  expect([0.25, 0.5, 0.75].map((p) => quantile(values, p))).toEqual([q1, median, q3]);
  expect(interquartileRange(values)).toBe(iqr);
});

test("[QU1] R's quantile(1:10)", () => {
  const oneToTen = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1];
  expect([0, 0.25, 0.5, 0.75, 1].map((p) => quantile(oneToTen, p))).toEqual([1, 3.25, 5.5, 7.75, 10]);
});

test("[QU2] nothing to take a quantile of: null, never NaN", () => {
  expect(quantile([], 0.5)).toBeNull();
  expect(interquartileRange([])).toBeNull();
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(quantile([1, bad, 3], 0.5)).toBeNull();
    expect(interquartileRange([1, bad])).toBeNull();
  }
  for (const p of [-0.1, 1.1, Number.NaN]) {
    expect(quantile([1, 2], p)).toBeNull();
    expect(quantile([4], p)).toBeNull();
  }
});

test("[QU3] one voter or all alike: no width", () => {
  expect(quantile([4], 0.9)).toBe(4);
  expect(interquartileRange([4])).toBe(0);
  expect(interquartileRange([2, 2, 2])).toBe(0);
  expect(interquartileRange([1, 3, 3, 3, 5])).toBe(0);
});

const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 25 });

test("[QU1] the order of the values changes nothing, and they stay as they were", () => {
  fc.assert(
    fc.property(values, fc.double({ min: 0, max: 1, noNaN: true }), (list, p) => {
      const copy = [...list];
      expect(quantile([...list].reverse(), p)).toBe(quantile(list, p));
      expect(list).toEqual(copy);
    }),
  );
});

test("[QU1] rises with p, from the lowest value to the highest", () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  fc.assert(
    fc.property(values, share, share, (list, p, q) => {
      const low = quantile(list, Math.min(p, q)) ?? Number.NaN;
      const high = quantile(list, Math.max(p, q)) ?? Number.NaN;
      expect(low).toBeLessThanOrEqual(high + 1e-9);
      expect(quantile(list, 0)).toBe(Math.min(...list));
      expect(quantile(list, 1)).toBe(Math.max(...list));
    }),
  );
});

test("[QU3] moving all values moves no width", () => {
  fc.assert(
    fc.property(values, fc.integer({ min: -9, max: 9 }), (list, by) => {
      expect(interquartileRange(list.map((value) => value + by))).toBeCloseTo(
        interquartileRange(list) ?? Number.NaN,
        9,
      );
    }),
  );
});
