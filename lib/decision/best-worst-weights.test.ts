import fc from "fast-check";
import { expect, test } from "vitest";
import { type BestWorst, bestWorstWeights } from "./best-worst-weights";
import small from "./cases/bwm_rezaei2015_3crit.json";
import car from "./cases/bwm_rezaei2016_car.json";
import contradictory from "./cases/bwm_rezaei2016_example3.json";
import { solveLinearProgram } from "./linear-program";

function solved(judgements: BestWorst) {
  const answer = bestWorstWeights(judgements);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}
const near = (found: readonly number[], expected: readonly number[], tolerance: number) =>
  expected.forEach((each, at) => expect(Math.abs((found[at] ?? -1) - each)).toBeLessThan(tolerance));

test("[BW2] Rezaei's three criteria, non-linear form", () => {
  const { best_to_others, others_to_worst, best_index, worst_index } = small.input;
  const { xi, intervals } = solved({
    best: best_index,
    worst: worst_index,
    bestToOthers: best_to_others,
    othersToWorst: others_to_worst,
  });
  const { expected, tolerance } = small;
  expect(Math.abs(xi - expected.xi)).toBeLessThan(tolerance);
  // With three criteria the optimum is a point; here (2 − ξ)(5 − ξ) = 8 + ξ.
  expect(xi).toBeCloseTo(4 - Math.sqrt(14), 10);
  for (const end of ["low", "high"] as const) {
    near(
      intervals.map((each) => each[end]),
      expected.weights,
      tolerance,
    );
  }
});

const carCase = (name: "consistent" | "inconsistent") => ({
  best: car.best_index,
  worst: car.worst_index,
  bestToOthers: car[name].best_to_others,
  othersToWorst: car[name].others_to_worst,
});

test("[BW1][BW3] Rezaei's car, consistent: both forms agree and nothing is open", () => {
  const { weights, linearXi, xi, intervals, consistencyRatio } = solved(carCase("consistent"));
  near(weights, car.consistent.expected.weights, car.tolerance);
  near(
    intervals.map((each) => each.low),
    car.consistent.expected.weights,
    car.tolerance,
  );
  expect([linearXi, xi, consistencyRatio]).toEqual([expect.closeTo(0, 9), 0, 0]);
});

test("[BW1][BW2] Rezaei's car, not quite consistent: linear weights and non-linear intervals", () => {
  const { weights, linearXi, xi, intervals } = solved(carCase("inconsistent"));
  const { expected } = car.inconsistent;
  near(weights, expected.weights, car.tolerance);
  near([linearXi, xi], [expected.linear_xi, expected.xi], car.tolerance);
  intervals.forEach(({ low, high }, at) => near([low, high], expected.intervals[at] ?? [], car.tolerance));
});

/** Rezaei's way to the ends of an interval: with ξ given the rows are linear, so one programme for each end. */
function endsByProgramme(
  { best, worst, bestToOthers, othersToWorst }: BestWorst,
  xi: number,
  criterion: number,
) {
  const unit = (sign: number, at: number) => bestToOthers.map((_, k) => (k === at ? sign : 0));
  const row = (own: number, other: number, times: number) =>
    unit(1, own).map((each, k) => each - times * (unit(1, other)[k] ?? 0));
  const pairs = bestToOthers.flatMap((a, j) => [
    { own: best, other: j, times: a },
    { own: j, other: worst, times: othersToWorst[j] ?? 1 },
  ]);
  const atMost = pairs
    .filter(({ own, other }) => own !== other)
    .flatMap(({ own, other, times }) => [
      { row: row(own, other, times + xi), bound: 0 },
      { row: row(own, other, times - xi).map((each) => -each), bound: 0 },
    ]);
  const equal = [{ row: bestToOthers.map(() => 1), bound: 1 }];
  const [low, high] = [-1, 1].map((sign) => {
    const answer = solveLinearProgram({ objective: unit(sign, criterion), atMost, equal });
    if (!answer.ok) throw new Error(answer.reason);
    return sign * answer.value;
  });
  return { low: low ?? Number.NaN, high: high ?? Number.NaN };
}

test("[BW1][BW2] Rezaei's third example: ξ* is 1, and the intervals are those of his linear programmes", () => {
  const { best_index, worst_index, best_to_others, others_to_worst, expected, tolerance } = contradictory;
  const given = {
    best: best_index,
    worst: worst_index,
    bestToOthers: best_to_others,
    othersToWorst: others_to_worst,
  };
  const { weights, xi, intervals } = solved(given);
  near([xi], [expected.xi], tolerance);
  near(weights, expected.weights, tolerance);
  intervals.forEach(({ low, high }, j) => {
    // A hair above ξ*, so that rounding leaves a point.
    const ends = endsByProgramme(given, xi + 1e-9, j);
    expect(low).toBeCloseTo(ends.low, 7);
    expect(high).toBeCloseTo(ends.high, 7);
  });
  expect(intervals.some(({ low, high }) => high - low > 0.01)).toBe(true);
});

test("[BW3] the consistency index is Rezaei's table (2015, table 1)", () => {
  const indices = [1, 2, 3, 4, 5, 6, 7, 8, 9].map(
    (a) => solved({ best: 0, worst: 1, bestToOthers: [1, a], othersToWorst: [a, 1] }).consistencyIndex,
  );
  near(indices, [0, 0.44, 1, 1.63, 2.3, 3, 3.73, 4.47, 5.23], 0.00501);
});

test("[BW4] one criterion, two criteria, all equal", () => {
  expect(solved({ best: 0, worst: 0, bestToOthers: [1], othersToWorst: [1] })).toMatchObject({
    weights: [expect.closeTo(1)],
    consistencyRatio: 0,
  });
  const two = solved({ best: 1, worst: 0, bestToOthers: [4, 1], othersToWorst: [1, 4] });
  expect(two.weights).toEqual([expect.closeTo(0.2), expect.closeTo(0.8)]);
  expect(two.consistencyRatio).toBe(0);
  const equal = solved({ best: 0, worst: 1, bestToOthers: [1, 1, 1], othersToWorst: [1, 1, 1] });
  expect(equal.weights).toEqual([1, 1, 1].map(() => expect.closeTo(1 / 3)));
});

test("[BW5] judgements that are none are a reason", () => {
  const two = { best: 0, worst: 1, bestToOthers: [1, 3], othersToWorst: [3, 1] };
  const reason = (change: Partial<BestWorst>) => {
    const answer = bestWorstWeights({ ...two, ...change });
    return answer.ok ? null : answer.reason;
  };
  expect(reason({})).toBeNull();
  expect(reason({ bestToOthers: [], othersToWorst: [] })).toBe("no-criteria");
  expect(reason({ bestToOthers: [1] })).toBe("lengths-differ");
  expect(reason({ best: 7 })).toBe("no-such-criterion");
  expect(reason({ worst: 0.5 })).toBe("no-such-criterion");
  expect(reason({ worst: 0 })).toBe("best-is-worst");
  for (const bad of [0, 10, Number.NaN, -1, 0.5])
    expect(reason({ bestToOthers: [1, bad] })).toBe("out-of-range");
  expect(reason({ bestToOthers: [2, 3] })).toBe("not-one-to-itself");
  expect(reason({ bestToOthers: [1, 4] })).toBe("best-to-worst-differs");
  // What is worst is no further from the best than anything else is.
  const third = (a: number, b: number) => reason({ bestToOthers: [1, 3, a], othersToWorst: [3, 1, b] });
  expect([third(3, 3), third(4, 1), third(1, 4)]).toEqual([
    null,
    "beyond-best-to-worst",
    "beyond-best-to-worst",
  ]);
});

const judgements = fc.integer({ min: 3, max: 7 }).chain((n) => {
  const vector = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: n, maxLength: n });
  return fc.tuple(vector, vector).map(([toOthers, toWorst]): BestWorst => {
    const most = Math.max(...toOthers, ...toWorst);
    return {
      best: 0,
      worst: n - 1,
      bestToOthers: toOthers.map((a, j) => (j === 0 ? 1 : j === n - 1 ? most : a)),
      othersToWorst: toWorst.map((a, j) => (j === n - 1 ? 1 : j === 0 ? most : a)),
    };
  });
});

test("[BW2][BW3] weights inside the intervals reach ξ*, and the ratio lies between 0 and 1", () => {
  fc.assert(
    fc.property(judgements, (given) => {
      const { xi, intervals, weights, consistencyRatio } = solved(given);
      expect(weights.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
      expect(consistencyRatio).toBeGreaterThanOrEqual(0);
      expect(consistencyRatio).toBeLessThanOrEqual(1 + 1e-9);
      intervals.forEach(({ low, high }) => expect(high - low).toBeGreaterThan(-1e-12));
      // Best and worst are highest together, when all others are lowest: one optimum, checked by the definition.
      const last = intervals.length - 1;
      const optimum = intervals.map(({ high }, j) => (j === 0 || j === last ? high : null));
      const rest = 1 - (optimum[0] ?? 0) - (optimum[last] ?? 0);
      const others = intervals.slice(1, -1).reduce((sum, { low }) => sum + low, 0);
      expect(rest).toBeGreaterThan(others - 1e-9);
      const ratio = (optimum[0] ?? 0) / (optimum[last] ?? 1);
      expect(Math.abs(ratio - (given.bestToOthers[last] ?? 0))).toBeLessThanOrEqual(xi + 1e-9);
    }),
  );
});

test("[BW6] the order of the criteria changes nothing", () => {
  fc.assert(
    fc.property(judgements, (given) => {
      const there = solved(given);
      const last = given.bestToOthers.length - 1;
      const back = solved({
        best: last - given.best,
        worst: last - given.worst,
        bestToOthers: [...given.bestToOthers].reverse(),
        othersToWorst: [...given.othersToWorst].reverse(),
      });
      expect(back.xi).toBe(there.xi);
      expect(back.linearXi).toBeCloseTo(there.linearXi, 9);
      expect([...back.intervals].reverse()).toEqual(
        there.intervals.map(({ low, high }) => ({
          low: expect.closeTo(low, 10),
          high: expect.closeTo(high, 10),
        })),
      );
    }),
  );
});
