import fc from "fast-check";
import { expect, test } from "vitest";
import parties from "./cases/ahp_group_escobar2015.json";
import { groupWeights } from "./group-weights";

const weightsOf = (...given: Parameters<typeof groupWeights>) => {
  const answer = groupWeights(...given);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.weights;
};

test("[GW1] arithmetic mean of shares, whatever numbers people used (analytic)", () => {
  expect(
    weightsOf(
      [
        [80, 20],
        [1, 3],
      ],
      "arithmetic",
    ),
  ).toEqual([0.525, 0.475].map((w) => expect.closeTo(w, 12)));
});

test("[GW2] geometric mean: opposite ratios cancel (analytic)", () => {
  expect(
    weightsOf(
      [
        [8, 1],
        [1, 2],
      ],
      "geometric",
    ),
  ).toEqual([2 / 3, 1 / 3].map((w) => expect.closeTo(w, 12)));
  expect(
    weightsOf(
      [
        [9, 1],
        [1, 9],
      ],
      "geometric",
    ),
  ).toEqual([0.5, 0.5].map((w) => expect.closeTo(w, 12)));
});

test("[GW2] three parties and their group (Escobar, Aguarón & Moreno-Jiménez 2015)", () => {
  const { expected, tolerance } = parties;
  const group = weightsOf(Object.values(expected.priorities), "geometric");
  expected.group.forEach((each, at) => expect(Math.abs((group[at] ?? -1) - each)).toBeLessThan(tolerance));
  // The arithmetic mean would not do: 0.531 on the first.
  const [mean] = weightsOf(Object.values(expected.priorities), "arithmetic");
  expect(Math.abs((mean ?? 0) - (expected.group[0] ?? 0))).toBeGreaterThan(tolerance);
});

test("[GW3] one person's zero is a veto under the geometric mean only", () => {
  expect(
    weightsOf(
      [
        [1, 0],
        [1, 3],
      ],
      "geometric",
    ),
  ).toEqual([1, 0]);
  expect(
    weightsOf(
      [
        [1, 0],
        [1, 3],
      ],
      "arithmetic",
    ),
  ).toEqual([0.625, 0.375]);
  expect(
    groupWeights(
      [
        [1, 0],
        [0, 1],
      ],
      "geometric",
    ),
  ).toEqual({ ok: false, reason: "all-zero" });
});

test("[GW4] nobody, or somebody without weights, is a reason", () => {
  expect(groupWeights([], "arithmetic")).toEqual({ ok: false, reason: "no-people" });
  expect(groupWeights([[1, 2], [1]], "arithmetic")).toEqual({ ok: false, reason: "lengths-differ" });
  for (const bad of [
    [0, 0],
    [Number.NaN, 1],
    [-1, 2],
  ]) {
    expect(groupWeights([[1, 1], bad], "arithmetic")).toEqual({
      ok: false,
      reason: "unusable-person",
      person: 1,
    });
  }
  expect(groupWeights([[]], "geometric")).toEqual({ ok: false, reason: "unusable-person", person: 0 });
});

const people = fc.integer({ min: 1, max: 6 }).chain((criteria) =>
  fc.array(fc.array(fc.integer({ min: 1, max: 100 }), { minLength: criteria, maxLength: criteria }), {
    minLength: 1,
    maxLength: 8,
  }),
);

test("[GW1][GW2] neither the order of the people nor the size of their numbers counts", () => {
  fc.assert(
    fc.property(people, fc.constantFrom("arithmetic" as const, "geometric" as const), (given, mean) => {
      const there = weightsOf(given, mean);
      expect(weightsOf([...given].reverse(), mean)).toEqual(there);
      const louder = given.map((each, at) => (at === 0 ? each.map((w) => w * 7) : each));
      expect(weightsOf(louder, mean)).toEqual(there.map((w) => expect.closeTo(w, 12)));
      expect(there.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("[GW1] people who agree are the group", () => {
  fc.assert(
    fc.property(people, fc.constantFrom("arithmetic" as const, "geometric" as const), ([one = [1]], mean) => {
      const sum = one.reduce((total, w) => total + w, 0);
      expect(weightsOf([one, one, one], mean)).toEqual(one.map((w) => expect.closeTo(w / sum, 12)));
    }),
  );
});
