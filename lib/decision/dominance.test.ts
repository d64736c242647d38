import fc from "fast-check";
import { expect, test } from "vitest";
import pairs from "./cases/dominance_brans_mareschal1994.json";
import sorted from "./cases/dominance_jmcdm_nds.json";
import mixtures from "./cases/potential_optimality_quantecon.json";
import { dominators, potentialOptima } from "./dominance";
import { type ValueTable, leadersOf, tableScores } from "./value-table";

function solved(values: ValueTable) {
  const answer = potentialOptima(values);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.options;
}

test("[DM1] at least as good everywhere and better once (analytic)", () => {
  const values = [
    [0.5, 0.5],
    [0.5, 0.4],
    [0.5, 0.5],
    [1, 0],
  ];
  expect(dominators(values)).toEqual([[], [0, 2], [], []]);
  expect(dominators([[0.5], [0.5 - 1e-12]])).toEqual([[], []]);
  expect(dominators([])).toEqual([]);
});

test("[DM1] Brans & Mareschal (1994): which of two options are efficient", () => {
  for (const { values, efficient } of Object.values(pairs.examples))
    expect(dominators(values).map((above) => above.length === 0)).toEqual(efficient);
});

test("[DM1] JMcDM's non-dominated sorting: how many options each dominates", () => {
  for (const { values, direction, dominates } of sorted.examples) {
    const above = dominators(values.map((row) => row.map((v) => v * direction)));
    expect(values.map((_, at) => above.filter((each) => each.includes(at)).length)).toEqual(dominates);
  }
});

test("[DM2] options with different empty cells are not compared: the one with less can score more", () => {
  const values = [
    [0.9, 0.5],
    [0.8, null],
  ];
  expect(dominators(values)).toEqual([[], []]);
  expect(leadersOf(tableScores(values, [1, 1]))).toEqual([1]);
  expect(
    dominators([
      [0.9, null],
      [0.8, null],
    ]),
  ).toEqual([[], [0]]);
});

test("[DM3] not dominated, yet never first: a mixture of the others beats it (analytic)", () => {
  const options = solved([
    [1, 0],
    [0, 1],
    [0.4, 0.4],
    [0.6, 0.6],
  ]);
  expect(options.map(({ possible }) => possible)).toEqual([true, true, false, true]);
  expect(
    dominators([
      [1, 0],
      [0, 1],
      [0.4, 0.4],
    ]),
  ).toEqual([[], [], []]);
  const [, , , middle] = options;
  // At half and half it leads by 0.6 − 0.5.
  expect(middle).toEqual({
    possible: true,
    weights: [expect.closeTo(0.5), expect.closeTo(0.5)],
    margin: expect.closeTo(0.1),
  });
});

test("[DM3][DM4] QuantEcon: an action that a mixture of others dominates is never first", () => {
  for (const { payoffs, dominated } of mixtures.examples) {
    const never = solved(payoffs).flatMap(({ possible }, at) => (possible ? [] : [at]));
    expect(never).toEqual(dominated);
  }
  expect(dominators(mixtures.examples[0]?.payoffs ?? [])).toEqual([[], [], []]);
});

test("[DM4] one option, one criterion, all alike", () => {
  expect(solved([[0.2, 0.4]])).toMatchObject([{ possible: true, margin: 0 }]);
  expect(solved([[0.2], [0.4]])).toMatchObject([
    { possible: false, margin: expect.closeTo(-0.2), weights: [expect.closeTo(1)] },
    { possible: true, margin: expect.closeTo(0.2) },
  ]);
  expect(
    solved([
      [0, 0],
      [0, 0],
    ]).map(({ possible }) => possible),
  ).toEqual([true, true]);
});

test("[DM5] empty cells or no table: a reason", () => {
  expect(potentialOptima([[1, null]])).toEqual({ ok: false, reason: "missing-value" });
  expect(potentialOptima([])).toEqual({ ok: false, reason: "no-options" });
  expect(potentialOptima([[Number.NaN]])).toEqual({ ok: false, reason: "not-a-value" });
});

const mark = fc.integer({ min: 0, max: 4 }).map((each) => each / 4);
const tables = fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 6 });

test("[DM3] the weights shown do make it first; a dominated option never leads; some option always does", () => {
  fc.assert(
    fc.property(tables, (values) => {
      const options = solved(values);
      const above = dominators(values);
      options.forEach(({ possible, weights, margin }, at) => {
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 9);
        const scores = tableScores(values, weights).map((each) => each ?? 0);
        const others = scores.filter((_, other) => other !== at);
        if (others.length > 0) expect((scores[at] ?? 0) - Math.max(...others)).toBeCloseTo(margin, 8);
        if (above[at]?.length) expect(margin).toBeLessThanOrEqual(1e-9);
        expect(possible).toBe(margin >= -1e-9);
      });
      expect(options.some(({ possible }) => possible)).toBe(true);
    }),
  );
});

test("[DM3] no weights of a grid make an option first that cannot be", () => {
  const grid = [0, 1, 2, 3, 4, 5].flatMap((a) => [0, 1, 2, 3, 4, 5].map((b) => [a, b, 10 - a - b]));
  fc.assert(
    fc.property(tables, (values) => {
      const options = solved(values);
      for (const weights of grid) {
        for (const leader of leadersOf(tableScores(values, weights))) {
          if (!options[leader]?.possible) throw new Error(`${leader} leads under ${weights.join(" ")}`);
        }
      }
      expect(options).toHaveLength(values.length);
    }),
  );
});
