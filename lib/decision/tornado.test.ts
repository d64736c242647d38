import fc from "fast-check";
import { expect, test } from "vitest";
import car from "./cases/weighted_sum_car_tweaks.json";
import { tornado } from "./tornado";
import { tableScores, withWeight } from "./value-table";

function bars(...given: Parameters<typeof tornado>) {
  const answer = tornado(...given);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.bars;
}
const table = [
  [1, 0.2],
  [0.4, 0.6],
];

test("[TN1] a weight from 0 to 1: the score runs from one value to the other (analytic)", () => {
  expect(bars(table, [1, 1], 0, { weights: [[0, 1], null] })).toEqual([
    {
      kind: "weight",
      criterion: 0,
      low: { at: 0, score: expect.closeTo(0.2), margin: expect.closeTo(-0.4) },
      high: { at: 1, score: expect.closeTo(1), margin: expect.closeTo(0.6) },
      swing: expect.closeTo(1),
    },
  ]);
});

test("[TN2] a cell of the option or of a rival moves the lead by its weight (analytic)", () => {
  const found = bars(table, [3, 1], 0, {
    weights: [null, null],
    values: [
      [null, [0, 1]],
      [[0, 0.8], null],
    ],
  });
  expect(found).toMatchObject([
    {
      kind: "value",
      option: 1,
      criterion: 0,
      swing: expect.closeTo(0.6),
      low: { score: expect.closeTo(0.8) },
    },
    {
      kind: "value",
      option: 0,
      criterion: 1,
      swing: expect.closeTo(0.25),
      high: { score: expect.closeTo(1) },
    },
  ]);
});

test("[TN1][TN2] choosing a car: one weight or one cell moves, and the published totals stand at the ends", () => {
  const { criteria, expected, scores, weights } = car;
  const [fun, cost, efficiency] = ["fun", "cost", "efficiency"].map((id) => criteria.indexOf(id));
  const [sedan, minivan, suv] = [0, 1, 2];
  const total = (each: number | undefined, whole: number) => expect.closeTo((each ?? 0) / whole, 12);
  const still = criteria.map(() => null);
  const [weight] = bars(scores, weights, suv, {
    weights: criteria.map((_, k) => (k === fun ? [1 / 7, 2 / 8] : null)),
  });
  expect(weight).toMatchObject({
    low: { score: total(expected.totals[suv], 7), margin: total(32 - 33, 7) },
    high: { score: total(expected.fun_at_2.totals[suv], 8), margin: total(38 - 37, 8) },
  });
  const range = (option: number | undefined, criterion: number | undefined, to: readonly [number, number]) =>
    scores.map((row, o) => row.map((_, k) => (o === option && k === criterion ? to : null)));
  const [own] = bars(scores, weights, minivan, { weights: still, values: range(minivan, cost, [5, 6]) });
  expect(own).toMatchObject({
    low: { score: total(expected.totals[minivan], 7) },
    high: { score: total(expected.minivan_cost_6, 7) },
  });
  const [sedans] = bars(scores, weights, sedan, { weights: still, values: range(sedan, efficiency, [4, 5]) });
  expect(sedans).toMatchObject({
    low: { score: total(expected.sedan_efficiency_4, 7) },
    high: { score: total(expected.totals[sedan], 7) },
  });
});

test("[TN3] the longest bar is first; without a rival it goes by score", () => {
  const found = bars([[1, 0.5, 0]], [1, 1, 1], 0, {
    weights: [
      [0.3, 0.4],
      [0, 1],
      [0, 1],
    ],
  });
  expect(found.map((bar) => bar.criterion)).toEqual([2, 0, 1]);
  expect(found[0]?.low).toEqual({ at: 0, score: expect.closeTo(0.75), margin: null });
  // With all the weight on the cell that is empty there is no score, and no length to show.
  expect(bars([[null, 0.5]], [1, 1], 0, { weights: [[0, 1], null] })[0]).toMatchObject({
    swing: 0,
    low: { score: 0.5 },
    high: { score: null },
  });
  // An option that nobody scored has nothing to move.
  expect(bars([[null], [1]], [1], 0, { weights: [[0, 1]] })[0]).toMatchObject({
    swing: 0,
    low: { score: null },
  });
});

test("[TN4] what does not fit is a reason", () => {
  const reason = (...given: Parameters<typeof tornado>) => {
    const answer = tornado(...given);
    return answer.ok ? null : answer.reason;
  };
  expect(reason([], [], 0, { weights: [] })).toBe("no-options");
  expect(reason(table, [0, 0], 0, { weights: [null, null] })).toBe("no-weight");
  expect(reason(table, [1, 1], 2, { weights: [null, null] })).toBe("no-such-option");
  expect(reason(table, [1, 1], 0, { weights: [null] })).toBe("ranges-do-not-fit");
  expect(reason(table, [1, 1], 0, { weights: [null, null], values: [[null]] })).toBe("ranges-do-not-fit");
  for (const bad of [
    [0.5, 0.4],
    [-0.1, 1],
    [0, 1.1],
    [Number.NaN, 1],
    [0, Number.NaN],
  ] as [number, number][])
    expect(reason(table, [1, 1], 0, { weights: [bad, null] })).toBe("not-a-range");
});

const mark = fc.option(
  fc.integer({ min: 0, max: 8 }).map((each) => each / 8),
  { freq: 5 },
);
const problems = fc.record({
  values: fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 5 }),
  weights: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 }))),
});

test("[TN1] between the ends the score lies between theirs", () => {
  fc.assert(
    fc.property(problems, fc.integer({ min: 1, max: 19 }), ({ values, weights }, step) => {
      for (const bar of bars(values, weights, 0, {
        weights: [
          [0.05, 0.9],
          [0.05, 0.9],
          [0.05, 0.9],
        ],
      })) {
        const t = 0.05 + (0.85 * step) / 20;
        const score = tableScores(values, withWeight(weights, bar.criterion, t))[0] ?? null;
        const ends = [bar.low.score, bar.high.score];
        if (score === null) expect(ends).toEqual([null, null]);
        else {
          expect(score).toBeGreaterThanOrEqual(Math.min(...ends.map((each) => each ?? 9)) - 1e-9);
          expect(score).toBeLessThanOrEqual(Math.max(...ends.map((each) => each ?? -9)) + 1e-9);
        }
      }
    }),
  );
});

test("[TN3] neither the size of the weights nor the order of the rivals counts", () => {
  fc.assert(
    fc.property(problems, ({ values: [own = [1, 1, 1], ...rivals], weights }) => {
      const ranges = {
        weights: [
          [0, 1],
          [0.2, 0.5],
          [0, 0.3],
        ] as [number, number][],
      };
      const there = bars([own, ...rivals], weights, 0, ranges);
      const back = bars(
        [own, ...rivals.reverse()],
        weights.map((w) => w * 2),
        0,
        ranges,
      );
      expect(back).toEqual(there);
    }),
  );
});
