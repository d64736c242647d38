import fc from "fast-check";
import { expect, test } from "vitest";
import jmcdm from "./cases/topsis_jmcdm.json";
import tzeng from "./cases/topsis_tzeng2011.json";
import { topsis } from "./topsis";
import { leadersOf } from "./value-table";

function closeness(...given: Parameters<typeof topsis>): number[] {
  const answer = topsis(...given);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.options.map((each) => each.closeness);
}

test("[TS1] Tzeng & Huang's example", () => {
  const { matrix, weights } = tzeng.input;
  const found = closeness(matrix, weights);
  tzeng.expected.similarity.forEach((each, at) =>
    expect(Math.abs((found[at] ?? -1) - each)).toBeLessThan(tzeng.tolerance),
  );
  const ranks = found.map((each) => 1 + found.filter((other) => other > each).length);
  expect(ranks).toEqual(tzeng.expected.ranks);
});

test("[TS1] JMcDM's example", () => {
  const found = closeness(jmcdm.input.matrix, jmcdm.input.weights);
  jmcdm.expected.similarity.forEach((each, at) =>
    expect(Math.abs((found[at] ?? -1) - each)).toBeLessThan(jmcdm.tolerance),
  );
});

test("[TS2] best everywhere is 1, worst everywhere 0, all alike 0.5, alone 0.5 (analytic)", () => {
  expect(
    closeness(
      [
        [1, 1],
        [0.5, 0.5],
        [0, 0],
      ],
      [1, 1],
    ),
  ).toEqual([1, expect.closeTo(0.5), 0]);
  expect(
    closeness(
      [
        [0.4, 0.2],
        [0.4, 0.2],
      ],
      [3, 1],
    ),
  ).toEqual([0.5, 0.5]);
  expect(closeness([[0.9]], [1])).toEqual([0.5]);
  // A criterion that is 0 for all has no norm.
  expect(
    closeness(
      [
        [0, 1],
        [0, 0],
      ],
      [1, 1],
    ),
  ).toEqual([1, 0]);
});

test("[TS3] rank reversal: an option that is better in nothing makes the second the first", () => {
  const two = [
    [0.25, 0.75],
    [0.5, 0.25],
  ];
  const dominated = [0, 0.75];
  expect(leadersOf(closeness(two, [1, 1]))).toEqual([0]);
  expect(leadersOf(closeness([...two, dominated], [1, 1]))).toEqual([1]);
});

test("[TS4] a table with a hole, or none, is a reason", () => {
  expect(
    topsis(
      [
        [1, null],
        [0, 1],
      ],
      [1, 1],
    ),
  ).toEqual({ ok: false, reason: "missing-value" });
  expect(topsis([], [])).toEqual({ ok: false, reason: "no-options" });
  expect(topsis([[1]], [0])).toEqual({ ok: false, reason: "no-weight" });
  expect(topsis([[Number.NaN]], [1])).toEqual({ ok: false, reason: "not-a-value" });
});

const mark = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
const tables = fc.record({
  values: fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 6 }),
  weights: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 }))),
});

test("[TS1] the order of the options and the size of the weights change nothing; closeness is 0…1", () => {
  fc.assert(
    fc.property(tables, ({ values, weights }) => {
      const found = closeness(values, weights);
      expect(closeness([...values].reverse(), weights)).toEqual([...found].reverse());
      const larger = closeness(
        values,
        weights.map((w) => w * 8),
      );
      expect(larger).toEqual(found.map((each) => expect.closeTo(each, 12)));
      for (const each of found) expect(each >= 0 && each <= 1).toBe(true);
    }),
  );
});

test("[TS1] vector normalisation takes the unit out of a criterion; none leaves it in", () => {
  const values = [
    [1, 0.2],
    [0.4, 0.8],
  ];
  const inTens = values.map(([a = 0, b = 0]) => [a * 10, b]);
  expect(closeness(inTens, [1, 1])).toEqual(
    closeness(values, [1, 1]).map((each) => expect.closeTo(each, 12)),
  );
  expect(leadersOf(closeness(values, [1, 1], "none"))).toEqual([0, 1]);
  expect(leadersOf(closeness(inTens, [1, 1], "none"))).toEqual([0]);
});

test("[TS2] without normalisation a higher value never moves an option away from the ideal", () => {
  fc.assert(
    fc.property(tables, ({ values, weights }) => {
      const better = values.map((row, at) => (at === 0 ? row.map((v) => Math.min(1, v + 0.125)) : row));
      const [before = 0] = closeness(values, weights, "none");
      const [after = 0] = closeness(better, weights, "none");
      // Alike all options stand at 0.5; being at neither end there, nothing can be compared.
      fc.pre(new Set(values.map(String)).size > 1 && new Set(better.map(String)).size > 1);
      expect(after).toBeGreaterThanOrEqual(before - 1e-12);
    }),
  );
});
