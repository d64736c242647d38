import fc from "fast-check";
import { expect, test } from "vitest";
import car from "./cases/weighted_sum_car_tweaks.json";
import { roleScores } from "./role-scores";
import { roleTipping } from "./role-tipping";
import { withWeight } from "./value-table";

function solved(...given: Parameters<typeof roleTipping>) {
  const answer = roleTipping(...given);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

test("[RT1] two roles of opposite minds meet at one half (analytic)", () => {
  const tables = {
    values: [
      [[1], [0]],
      [[0], [1]],
    ],
    weights: [[1], [1]],
  };
  const { leader, roles } = solved([3, 1], (w) => roleScores(tables, w));
  expect(leader).toBe(0);
  expect(roles).toEqual([
    {
      role: 0,
      present: 0.75,
      down: { at: expect.closeTo(0.5, 11), overtakes: [1] },
      up: null,
      stable: [expect.closeTo(0.5, 11), 1],
    },
    {
      role: 1,
      present: 0.25,
      down: null,
      up: { at: expect.closeTo(0.5, 11), overtakes: [1] },
      stable: [0, expect.closeTo(0.5, 11)],
    },
  ]);
});

test("[RT1] choosing a car, each criterion read as a role: the SUV passes between the published weights", () => {
  const { criteria, expected, scores, weights } = car;
  const tables = {
    values: criteria.map((_, k) => scores.map((row) => [row[k] ?? 0])),
    weights: criteria.map(() => [1]),
  };
  const at = (points: readonly number[], whole: number) =>
    roleScores(tables, points).map((score) => (score ?? 0) * whole);
  expect(at(weights, 7)).toEqual(expected.totals.map((each) => expect.closeTo(each, 9)));
  expect(at([3, 2, 1, 2], 8)).toEqual(expected.fun_at_2.totals.map((each) => expect.closeTo(each, 9)));
  const { leader, roles } = solved(weights, (w) => roleScores(tables, w));
  expect(leader).toBe(expected.winner);
  const { up } = roles[criteria.indexOf("fun")] ?? {};
  expect(up).toEqual({ at: expect.closeTo(1.5 / 7.5, 11), overtakes: [expected.fun_at_2.winner] });
  expect(up?.at).toBeGreaterThan(1 / 7);
  expect(up?.at).toBeLessThan(2 / 8);
});

test("[RT1] through cells and criteria weights the scores are quadratic (analytic)", () => {
  // With t on the second role: cells of option 0 are 1 − t and 0, weights 1 − t and t, score (1 − t)²; option 1 is at 1/4.
  const tables = {
    values: [
      [
        [1, 0],
        [0.25, 0.25],
      ],
      [
        [0, 0],
        [0.25, 0.25],
      ],
    ],
    weights: [
      [1, 0],
      [0, 1],
    ],
  };
  const { roles } = solved([3, 1], (w) => roleScores(tables, w));
  expect(roles[1]?.up).toEqual({ at: expect.closeTo(0.5, 11), overtakes: [1] });
});

test("[RT2] a leader that is passed and comes back within one step is not missed", () => {
  // The margin is (t − 0.503)² − 0.000001: below 0 only from 0.502 to 0.504, between two weights of the search.
  const { roles } = solved([0.9, 0.1], ([, t = 0]) => [(t - 0.503) ** 2, 0.000001]);
  expect(roles[1]?.up).toEqual({ at: expect.closeTo(0.502, 9), overtakes: [1] });
});

test("[RT2] nor is one that does so right beside its present weight, or at the very end", () => {
  const dip = (bottom: number) => solved([0.5, 0.5], ([, t = 0]) => [(t - bottom) ** 2, 0.000001]).roles[1];
  // Below 0 from 0.501 to 0.503 and from 0.997 to 0.999; steps are 0.0208.
  expect(dip(0.502)?.up?.at).toBeCloseTo(0.501, 9);
  expect(dip(0.998)?.up?.at).toBeCloseTo(0.997, 9);
});

test("[RT2] a leader that drops out of the ranking, under a bar say, has been overtaken", () => {
  const { roles } = solved([0.5, 0.5], ([t = 0]) => [t < 0.3 ? null : 0.9, 0.2, 0.2, 0.1]);
  expect(roles[0]?.down).toEqual({ at: expect.closeTo(0.3, 11), overtakes: [1, 2] });
});

test("[RT1] of several that pass at one weight, those are named that are first beyond it", () => {
  const { roles } = solved([0.4, 0.6], ([t = 0]) => [0.5, 0.375 + t / 4, 0.25 + t / 2]);
  expect(roles[0]?.up).toEqual({ at: expect.closeTo(0.5, 8), overtakes: [2] });
});

test("[RT2] of two that pass between the same weights of the search, the nearer one counts", () => {
  // Present 0.5: steps end at 0.5208. The one passes at 0.51, the other at 0.505.
  const { roles } = solved([0.5, 0.5], ([t = 0]) => [0.5, 0.5 + (t - 0.51), 0.5 + (t - 0.505) / 10]);
  expect(roles[0]?.up).toEqual({ at: expect.closeTo(0.505, 9), overtakes: [2] });
  // And where one passes only for a moment, in a dip that reaches into the next step.
  const dip = solved([0.5, 0.5], ([t = 0]) => [0, t > 0.53 ? 1 : -1, -((t - 0.5195) ** 2) + 0.000001])
    .roles[0];
  expect(dip?.up).toEqual({ at: expect.closeTo(0.5185, 9), overtakes: [2] });
});

test("[RT3] one role, one option, a role that alone has a say", () => {
  expect(solved([1], () => [0.5, 0.2]).roles[0]).toMatchObject({ down: null, up: null, stable: [0, 1] });
  expect(solved([1, 1], () => [0.5]).roles.map(({ stable }) => stable)).toEqual([
    [0, 1],
    [0, 1],
  ]);
  // The two without a say share equally once the first gives some up.
  const { roles } = solved([1, 0, 0], ([a = 0, b = 0, c = 0]) => [a, b + c]);
  expect(roles[0]?.down?.at).toBeCloseTo(0.5, 11);
  expect(roles[1]?.up?.at).toBeCloseTo(0.5, 11);
});

test("[RT4] a tie at the top, nobody, no weight: a reason", () => {
  expect(roleTipping([1, 1], () => [0.5, 0.5])).toEqual({ ok: false, reason: "tied", leaders: [0, 1] });
  expect(roleTipping([1, 1], () => [null])).toEqual({ ok: false, reason: "no-values" });
  expect(roleTipping([], () => [1])).toEqual({ ok: false, reason: "no-roles" });
  for (const bad of [[0, 0], [1, -1], [Number.NaN], [1, Number.NaN], [1, 2e9]])
    expect(roleTipping(bad, () => [1])).toEqual({ ok: false, reason: "not-a-weight" });
});

const mark = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
const role = fc.record({
  table: fc.array(fc.tuple(mark, mark), { minLength: 3, maxLength: 3 }),
  share: mark,
  weight: fc.integer({ min: 1, max: 9 }),
});

test("[RT1][RT2] every tip is the first: a finer search finds none before", () => {
  fc.assert(
    fc.property(fc.array(role, { minLength: 2, maxLength: 4 }), (given) => {
      const tables = {
        values: given.map(({ table }) => table),
        weights: given.map(({ share }) => [share, 1 - share]),
      };
      const present = given.map(({ weight }) => weight);
      const answer = roleTipping(present, (w) => roleScores(tables, w));
      fc.pre(answer.ok);
      const { leader } = answer;
      const margin = (which: number, t: number) => {
        const scores = roleScores(tables, withWeight(present, which, t)).map((each) => each ?? -1);
        return (scores[leader] ?? -1) - Math.max(...scores.filter((_, at) => at !== leader));
      };
      for (const { role: which, stable, down, up } of answer.roles) {
        const [low, high] = stable;
        const inside = Array.from({ length: 399 }, (_, i) =>
          margin(which, low + ((high - low) * (i + 1)) / 400),
        );
        expect(Math.min(...inside)).toBeGreaterThan(-1e-8);
        if (down) expect(Math.abs(margin(which, down.at))).toBeLessThan(1e-8);
        if (up) expect(Math.abs(margin(which, up.at))).toBeLessThan(1e-8);
      }
    }),
    { numRuns: 40 },
  );
});

test("[RT1] the size of the role weights does not count", () => {
  fc.assert(
    fc.property(fc.array(role, { minLength: 2, maxLength: 4 }), (given) => {
      const tables = {
        values: given.map(({ table }) => table),
        weights: given.map(({ share }) => [share, 1 - share]),
      };
      const tips = (times: number) =>
        roleTipping(
          given.map(({ weight }) => weight * times),
          (w) => roleScores(tables, w),
        );
      const once = tips(1);
      fc.pre(once.ok);
      const scaled = tips(4);
      expect(scaled).toEqual(once);
    }),
    { numRuns: 30 },
  );
});
