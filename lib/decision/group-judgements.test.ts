import fc from "fast-check";
import { expect, test } from "vitest";
import { type Comparisons, ahpWeights } from "./ahp-weights";
import parties from "./cases/ahp_group_escobar2015.json";
import opposite from "./cases/ahp_group_geometric_mean.json";
import { groupJudgements } from "./group-judgements";

const pair = (a: number): Comparisons => [
  [1, a],
  [1 / a, 1],
];
function together(people: readonly Comparisons[]) {
  const answer = groupJudgements(people);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.matrix;
}

test("[GJ1] 3 and 1/3 make 1, and the matrix stays reciprocal", () => {
  const { judgements_1_over_2: given } = opposite.input;
  const { expected, tolerance } = opposite;
  const [[, above] = [], [below] = []] = together(given.map(pair));
  expect(Math.abs((above ?? 0) - expected.geometric)).toBeLessThan(tolerance);
  expect((above ?? 0) * (below ?? 0)).toBeCloseTo(1, 12);
  // What the arithmetic mean would do to it.
  const mean = given.reduce((sum, a) => sum + a, 0) / given.length;
  expect(Math.abs(mean - expected.arithmetic)).toBeLessThan(tolerance);
  expect(Math.abs(mean * mean - expected.arithmetic_reciprocal_product)).toBeLessThan(tolerance);
});

test("[GJ1] 2, 4 and 8 make 4 (analytic)", () => {
  expect(together([2, 4, 8].map(pair))).toEqual([
    [1, expect.closeTo(4, 12)],
    [expect.closeTo(0.25, 12), 1],
  ]);
});

test("[GJ1] three parties' judgements joined (Escobar, Aguarón & Moreno-Jiménez 2015)", () => {
  const { expected, input, tolerance } = parties;
  const above = (upper: readonly (readonly number[])[]): Comparisons =>
    [...upper, []].map((row, i) => [...new Array<null>(i + 1).fill(null), ...row]);
  const answer = ahpWeights(together(Object.values(input.upper).map(above)));
  if (!answer.ok) throw new Error(answer.reason);
  expected.group.forEach((each, at) =>
    expect(Math.abs((answer.geometric?.[at] ?? -1) - each)).toBeLessThan(tolerance),
  );
});

test("[GJ2] a pair is averaged over those who compared it", () => {
  const silent: Comparisons = [
    [1, null],
    [null, 1],
  ];
  expect(together([pair(5), silent])).toEqual(pair(5));
  expect(together([silent])).toEqual(silent);
});

test("[GJ3] nobody, or somebody without judgements, is a reason", () => {
  expect(groupJudgements([])).toEqual({ ok: false, reason: "no-people" });
  expect(groupJudgements([pair(2), [[1]]])).toEqual({ ok: false, reason: "sizes-differ" });
  const broken: Comparisons = [
    [1, 2],
    [2, 1],
  ];
  expect(groupJudgements([pair(2), broken])).toEqual({
    ok: false,
    reason: "unusable-person",
    person: 1,
    why: "not-reciprocal",
  });
});

test("[GJ1] the order of the people changes nothing; for consistent people it is their mean priority", () => {
  const points = fc.array(fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 }))), {
    minLength: 1,
    maxLength: 6,
  });
  fc.assert(
    fc.property(points, (given) => {
      const people = given.map((own) => own.map((a) => own.map((b) => (a ?? 1) / (b ?? 1))));
      const matrix = together(people);
      expect(together([...people].reverse())).toEqual(matrix);
      const answer = ahpWeights(matrix);
      if (!answer.ok) throw new Error(answer.reason);
      expect(answer.consistencyIndex).toBeLessThan(1e-9);
    }),
  );
});
