import fc from "fast-check";
import { expect, test } from "vitest";
import proportional from "./cases/tipping_weight_proportional.json";
import car from "./cases/weighted_sum_car_tweaks.json";
import { tippingWeights } from "./tipping-weight";
import { type ValueTable, leadersOf, tableScores, withWeight } from "./value-table";

function solved(values: ValueTable, weights: readonly number[]) {
  const answer = tippingWeights(values, weights);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

test("[TW1] the published line: the first of three is overtaken at 4/9", () => {
  const { values, weights, criterion, pair } = proportional.input;
  const { expected, tolerance } = proportional;
  const { leader, criteria } = solved(values, weights);
  expect(leader).toBe(expected.best);
  const { down, up, stable } = criteria[criterion] ?? {};
  expect(Math.abs((down?.at ?? -1) - expected.tip)).toBeLessThan(tolerance);
  expect(down?.overtakes).toEqual([pair[1]]);
  expect(up).toBeNull();
  expected.stable_interval.forEach((each, at) =>
    expect(Math.abs((stable?.[at] ?? -1) - each)).toBeLessThan(tolerance),
  );
});

test("[TW1] choosing a car: the SUV passes between the published weights of fun, at 1 and at 2", () => {
  const { criteria, expected, scores, weights } = car;
  const fun = criteria.indexOf("fun");
  const { leader, criteria: tips } = solved(scores, weights);
  expect(leader).toBe(expected.winner);
  const { present, up } = tips[fun] ?? {};
  expect(present).toBeCloseTo(1 / 7, 12);
  expect(up?.overtakes).toEqual([expected.fun_at_2.winner]);
  expect(up?.at).toBeGreaterThan(1 / 7);
  expect(up?.at).toBeLessThan(2 / 8);
  // Where 29 + 4x = 26 + 6x.
  expect(up?.at).toBeCloseTo(1.5 / 7.5, 12);
});

test("[TW1] two options, two criteria: they meet at one half, from either side (analytic)", () => {
  const values = [
    [1, 0],
    [0, 1],
  ];
  const { criteria } = solved(values, [3, 1]);
  expect(criteria).toEqual([
    {
      criterion: 0,
      present: 0.75,
      down: { at: expect.closeTo(0.5), overtakes: [1] },
      up: null,
      stable: [expect.closeTo(0.5), 1],
    },
    {
      criterion: 1,
      present: 0.25,
      down: null,
      up: { at: expect.closeTo(0.5), overtakes: [1] },
      stable: [0, expect.closeTo(0.5)],
    },
  ]);
});

test("[TW1] several that meet the leader at one weight are all named", () => {
  const { criteria } = solved(
    [
      [1, 0],
      [0, 1],
      [0, 1],
    ],
    [0.75, 0.25],
  );
  expect(criteria[0]?.down).toEqual({ at: expect.closeTo(0.5), overtakes: [1, 2] });
});

test("[TW1] of several that meet the leader at one weight, those are named that are first beyond it", () => {
  // Scores 0.5, 0.5 + t/4 − 1/8 and 0.5 + t/2 − 1/4: all the same at one half, the last the steepest.
  const { criteria } = solved(
    [
      [0.5, 0.5],
      [0.625, 0.375],
      [0.75, 0.25],
    ],
    [0.4, 0.6],
  );
  expect(criteria[0]?.up).toEqual({ at: expect.closeTo(0.5), overtakes: [2] });
});

test("[TW2] a cell that nobody scored: the option keeps the score of its other cells (analytic)", () => {
  // Option 1 stands at 0.5 whatever the first criterion weighs; option 0 falls below it at t = 5/8.
  const { leader, criteria } = solved(
    [
      [0.2, 1],
      [null, 0.5],
    ],
    [0.25, 0.75],
  );
  expect(leader).toBe(0);
  expect(criteria[0]?.up).toEqual({ at: expect.closeTo(0.625), overtakes: [1] });
});

test("[TW2] an option with values only where there was no weight enters as soon as there is some", () => {
  const { criteria } = solved(
    [
      [0.4, 0.5],
      [0.9, null],
    ],
    [0, 1],
  );
  expect(criteria[0]).toMatchObject({ present: 0, up: { at: 0, overtakes: [1] }, stable: [0, 0] });
});

test("[TW3] one option, one criterion, a criterion with all the weight", () => {
  expect(solved([[0.4, 0.1]], [1, 1]).criteria.map(({ stable }) => stable)).toEqual([
    [0, 1],
    [0, 1],
  ]);
  expect(solved([[0.4], [0.1]], [1]).criteria[0]).toMatchObject({ present: 1, down: null, up: null });
  // The other two share equally: at t = 0 the scores are 0 and 1, at t = 1 they are 1 and 0.
  expect(
    solved(
      [
        [1, 0, 0],
        [0, 1, 1],
      ],
      [1, 0, 0],
    ).criteria[0]?.down?.at,
  ).toBeCloseTo(0.5, 12);
});

test("[TW4] a tie at the top, no values, bad input: a reason", () => {
  expect(
    tippingWeights(
      [
        [1, 0],
        [0, 1],
      ],
      [1, 1],
    ),
  ).toEqual({ ok: false, reason: "tied", leaders: [0, 1] });
  expect(tippingWeights([[null]], [1])).toEqual({ ok: false, reason: "no-values" });
  expect(tippingWeights([], [])).toEqual({ ok: false, reason: "no-options" });
  expect(tippingWeights([[1]], [-1])).toEqual({ ok: false, reason: "not-a-weight" });
});

const cell = fc.option(
  fc.integer({ min: 0, max: 8 }).map((mark) => mark / 8),
  { freq: 4 },
);
const problems = fc
  .record({ options: fc.integer({ min: 1, max: 5 }), criteria: fc.integer({ min: 1, max: 4 }) })
  .chain(({ options, criteria }) =>
    fc.record({
      values: fc.array(fc.array(cell, { minLength: criteria, maxLength: criteria }), {
        minLength: options,
        maxLength: options,
      }),
      weights: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: criteria, maxLength: criteria }),
    }),
  );

test("[TW1][TW2] inside the stable interval the leader leads, just outside it does not (against brute force)", () => {
  fc.assert(
    fc.property(problems, ({ values, weights }) => {
      const answer = tippingWeights(values, weights);
      fc.pre(answer.ok);
      const scoresAt = (criterion: number, t: number) =>
        tableScores(values, withWeight(weights, criterion, t));
      for (const { criterion, down, up, stable } of answer.criteria) {
        const [low, high] = stable;
        const margins = Array.from({ length: 59 }, (_, i) => {
          const scores = scoresAt(criterion, low + ((high - low) * (i + 1)) / 60);
          return (scores[answer.leader] ?? 0) - Math.max(...scores.map((each) => each ?? 0));
        });
        expect(Math.min(...margins)).toBeGreaterThan(-1e-8);
        for (const tip of [down, up]) {
          if (!tip) continue;
          const beyond = tip.at + (tip === down ? -1 : 1) * 1e-5;
          if (beyond <= 0 || beyond >= 1) continue;
          const scores = scoresAt(criterion, beyond);
          for (const option of tip.overtakes)
            expect(scores[option]).toBeGreaterThan((scores[answer.leader] ?? -1) - 1e-9);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test("[TW1] neither the order of the options nor the size of the weights counts", () => {
  fc.assert(
    fc.property(problems, ({ values, weights }) => {
      const there = tippingWeights(values, weights);
      fc.pre(there.ok);
      const last = values.length - 1;
      const back = solved(
        [...values].reverse(),
        weights.map((w) => w * 4),
      );
      expect(last - back.leader).toBe(there.leader);
      back.criteria.forEach(({ down, up }, at) => {
        for (const [one, other] of [
          [down, there.criteria[at]?.down],
          [up, there.criteria[at]?.up],
        ] as const) {
          expect(one?.at ?? null).toEqual(other ? expect.closeTo(other.at, 9) : null);
        }
      });
      expect(leadersOf(tableScores(values, weights))).toEqual([there.leader]);
    }),
  );
});
