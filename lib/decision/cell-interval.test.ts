import fc from "fast-check";
import { expect, test } from "vitest";
import { acrossRoles } from "./aggregate";
import published from "./cases/cell_interval_missing_answers.json";
import { cellInterval } from "./cell-interval";

test("[CI1] a missing role may be at worst or at best (analytic)", () => {
  const cells = [{ value: 0.6 }, { value: 0.4 }, { value: null }, { value: null }];
  expect(cellInterval(cells)).toEqual({ low: 0.25, high: 0.75 });
  expect(cellInterval(cells, [3, 1, 0, 4])).toEqual({
    low: expect.closeTo(0.275),
    high: expect.closeTo(0.775),
  });
});

test("[CI1][CI3] worst-case bounds of a share with missing answers, as wide as the share that is missing", () => {
  for (const { answers, bounds } of published.examples) {
    const { low, high } = cellInterval(answers.map((value) => ({ value })));
    expect(Math.abs(low - (bounds[0] ?? 9))).toBeLessThan(published.tolerance);
    expect(Math.abs(high - (bounds[1] ?? 9))).toBeLessThan(published.tolerance);
    const missing = answers.filter((each) => each === null).length;
    expect(high - low).toBeCloseTo(missing / answers.length, 12);
  }
});

test("[CI2] when every role counts there is nothing open", () => {
  const cells = [{ value: 0.6 }, { value: 0.4 }];
  expect(cellInterval(cells)).toEqual({ low: 0.5, high: 0.5 });
});

test("[CI3] when no role counts everything is open", () => {
  expect(cellInterval([])).toEqual({ low: 0, high: 1 });
  expect(cellInterval([{ value: null }])).toEqual({ low: 0, high: 1 });
  expect(cellInterval([{ value: 0.5 }], [0])).toEqual({ low: 0, high: 1 });
});

test("[CI1] the interval holds the value, and an answer more never widens it", () => {
  const cells = fc.array(fc.record({ value: fc.option(fc.integer({ min: 0, max: 8 }).map((v) => v / 8)) }), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(cells, fc.integer({ min: 0, max: 8 }), (given, answer) => {
      const { low, high } = cellInterval(given);
      const value = acrossRoles(given);
      if (value !== null) {
        expect(value).toBeGreaterThanOrEqual(low - 1e-12);
        expect(value).toBeLessThanOrEqual(high + 1e-12);
      }
      const first = given.findIndex((each) => each.value === null);
      const answered = cellInterval(given.map((each, at) => (at === first ? { value: answer / 8 } : each)));
      expect(answered.low).toBeGreaterThanOrEqual(low);
      expect(answered.high).toBeLessThanOrEqual(high);
    }),
  );
});
