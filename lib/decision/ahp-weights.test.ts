import fc from "fast-check";
import { expect, test } from "vitest";
import { type Comparisons, ahpWeights } from "./ahp-weights";
import parties from "./cases/ahp_group_escobar2015.json";
import drinks from "./cases/ahp_saaty_drinks.json";
import house from "./cases/ahp_saaty_house.json";

function solved(matrix: Comparisons) {
  const answer = ahpWeights(matrix);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

test("[AH1][AH2] Saaty's drinks: weights and consistency ratio", () => {
  const { names, matrix, random_index } = drinks.input;
  const { expected, tolerance } = drinks;
  const { weights, consistencyIndex, consistencyRatio } = solved(matrix);
  names.forEach((name, at) => {
    const published = expected.weights[name as keyof typeof expected.weights];
    expect(Math.abs((weights[at] ?? -1) - published)).toBeLessThan(tolerance);
  });
  expect(Math.abs((consistencyRatio ?? -1) - expected.cr_saaty)).toBeLessThan(tolerance);
  const other = consistencyIndex / random_index.donegan_dodd_7;
  expect(Math.abs(other - expected.cr_donegan_dodd)).toBeLessThan(tolerance);
});

/** A reciprocal matrix from what stands above its diagonal. */
const fromUpper = (upper: readonly (readonly number[])[]): Comparisons =>
  [...upper, []].map((_, i) =>
    [...upper, []].map((_, j) =>
      i === j ? 1 : i < j ? (upper[i]?.[j - i - 1] ?? null) : 1 / (upper[j]?.[i - j - 1] ?? Number.NaN),
    ),
  );

test("[AH1][AH2] Saaty's house: weights, λmax, index and ratio of eight criteria that contradict each other", () => {
  const { expected, input, tolerance } = house;
  const { weights, lambdaMax, consistencyIndex } = solved(fromUpper(input.upper));
  expect(weights).toHaveLength(input.names.length);
  expected.weights.forEach((each, at) =>
    expect(Math.abs((weights[at] ?? -1) - each)).toBeLessThan(tolerance),
  );
  expect(Math.abs(lambdaMax - expected.lambda_max)).toBeLessThan(tolerance);
  expect(Math.abs(consistencyIndex - expected.consistency_index)).toBeLessThan(tolerance);
  // Both published ratios divide by the random index of that time.
  const ratio = consistencyIndex / input.random_index.old_8;
  expect(Math.abs(ratio - expected.cr_old)).toBeLessThan(tolerance);
  expect(Math.round(ratio * 100) / 100).toBe(expected.cr_old_rounded);
});

test("[AH1] row geometric means of three parties (Escobar, Aguarón & Moreno-Jiménez 2015)", () => {
  const { expected, input, tolerance } = parties;
  for (const party of ["PSOE", "PP", "PAR"] as const) {
    const { geometric } = solved(fromUpper(input.upper[party]));
    expected.priorities[party].forEach((each, at) =>
      expect(Math.abs((geometric?.[at] ?? -1) - each)).toBeLessThan(tolerance),
    );
  }
});

test("[AH1][AH2] three criteria: λmax = 1 + k + 1/k with k³ = a₁₂·a₂₃/a₁₃, and both priorities agree (analytic)", () => {
  // 2 × 4 against a direct judgement of 1: k = 2.
  const { weights, geometric, lambdaMax, consistencyIndex, consistencyRatio } = solved([
    [1, 2, 1],
    [1 / 2, 1, 4],
    [1, 1 / 4, 1],
  ]);
  expect(lambdaMax).toBeCloseTo(3.5, 12);
  expect(consistencyIndex).toBeCloseTo(0.25, 12);
  expect(consistencyRatio).toBeCloseTo(0.25 / 0.52, 12);
  expect(weights).toEqual(geometric?.map((each) => expect.closeTo(each, 12)));
});

test("[AH2] beyond ten criteria the ratio comes from Alonso & Lamata's line (analytic)", () => {
  const flat = Array.from({ length: 11 }, (_, i) =>
    Array.from({ length: 11 }, (_, j) => (i === 0 && j === 1 ? 9 : i === 1 && j === 0 ? 1 / 9 : 1)),
  );
  const { consistencyIndex, consistencyRatio } = solved(flat);
  expect(consistencyIndex / (consistencyRatio ?? 0)).toBeCloseTo((2.7699 * 11 - 4.3513 - 11) / 10, 9);
});

test("[AH2] one or two criteria cannot contradict each other", () => {
  expect(solved([[1]])).toMatchObject({ weights: [1], geometric: [1], consistencyRatio: 0 });
  expect(
    solved([
      [1, 3],
      [1 / 3, 1],
    ]),
  ).toMatchObject({
    weights: [expect.closeTo(0.75), expect.closeTo(0.25)],
    consistencyIndex: 0,
    consistencyRatio: 0,
  });
});

test("[AH3] a pair given one way is read the other way too", () => {
  expect(
    solved([
      [null, 4],
      [null, null],
    ]).weights,
  ).toEqual([expect.closeTo(0.8), expect.closeTo(0.2)]);
});

test("[AH4] a matrix that is none is a reason", () => {
  const reason = (matrix: Comparisons) => {
    const answer = ahpWeights(matrix);
    return answer.ok ? null : answer.reason;
  };
  expect(reason([])).toBe("no-criteria");
  expect(reason([[1, 2]])).toBe("not-square");
  for (const bad of [0, -3, Number.NaN, Number.POSITIVE_INFINITY, 1e6]) {
    expect(
      reason([
        [1, bad],
        [null, 1],
      ]),
    ).toBe("out-of-range");
  }
  expect(
    reason([
      [1, 3],
      [0.3, 1],
    ]),
  ).toBe("not-reciprocal");
  expect(
    reason([
      [1, 3],
      [0.333, 1],
    ]),
  ).toBeNull();
  expect(
    reason([
      [2, 1],
      [1, 1],
    ]),
  ).toBe("not-reciprocal");
});

test("[AH5] Harker: a missing pair takes the value that the others imply, so nothing is inconsistent (analytic)", () => {
  const { weights, geometric, consistencyIndex, consistencyRatio, missing } = solved([
    [1, 2, null],
    [1 / 2, 1, 3],
    [null, 1 / 3, 1],
  ]);
  expect(weights).toEqual([0.6, 0.3, 0.1].map((each) => expect.closeTo(each, 12)));
  expect(consistencyIndex).toBeCloseTo(0, 12);
  expect({ geometric, consistencyRatio, missing }).toEqual({
    geometric: null,
    consistencyRatio: null,
    missing: 1,
  });
});

test("[AH5] a chain of thirty criteria, each compared with the next only", () => {
  const chain = Array.from({ length: 30 }, (_, i) =>
    Array.from({ length: 30 }, (_, j) => (i === j ? 1 : j === i + 1 ? 1.25 : null)),
  );
  const { weights } = solved(chain);
  for (let at = 0; at < 29; at++) {
    expect((weights[at] ?? 0) / (weights[at + 1] ?? 0)).toBeCloseTo(1.25, 8);
  }
});

test("[AH6] two groups of criteria that nobody compared with each other have no weights", () => {
  const apart = [
    [1, 2, null, null],
    [null, 1, null, null],
    [null, null, 1, 5],
    [null, null, null, 1],
  ];
  expect(ahpWeights(apart)).toEqual({ ok: false, reason: "disconnected" });
  expect(
    ahpWeights([
      [1, null],
      [null, 1],
    ]),
  ).toEqual({ ok: false, reason: "disconnected" });
});

const positive = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

test("[AH1][AH2] judgements without a contradiction give back their weights", () => {
  fc.assert(
    fc.property(positive, (points) => {
      const answer = solved(points.map((a) => points.map((b) => a / b)));
      expect(answer.weights).toEqual(points.map((p) => expect.closeTo(p / sum(points), 10)));
      expect(answer.geometric).toEqual(points.map((p) => expect.closeTo(p / sum(points), 10)));
      expect(answer.consistencyIndex).toBeLessThan(1e-10);
    }),
  );
});

/** Any reciprocal matrix on Saaty's scale, from the upper triangle. */
const judgements = fc
  .integer({ min: 2, max: 7 })
  .chain((n) =>
    fc
      .array(fc.constantFrom(1 / 9, 1 / 5, 1 / 3, 1, 2, 4, 9), { minLength: n * n, maxLength: n * n })
      .map((all) =>
        Array.from({ length: n }, (_, i) =>
          Array.from({ length: n }, (_, j) =>
            i === j ? 1 : i < j ? (all[i * n + j] ?? 1) : 1 / (all[j * n + i] ?? 1),
          ),
        ),
      ),
  );

test("[AH1] the order of the criteria changes nothing, and λmax is never under n", () => {
  fc.assert(
    fc.property(judgements, (matrix) => {
      const there = solved(matrix);
      const back = solved([...matrix].reverse().map((row) => [...row].reverse()));
      expect([...back.weights].reverse()).toEqual(there.weights.map((each) => expect.closeTo(each, 10)));
      expect(there.lambdaMax).toBeGreaterThan(matrix.length - 1e-9);
      expect(sum(there.weights)).toBeCloseTo(1, 12);
    }),
  );
});
