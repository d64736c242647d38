import fc from "fast-check";
import { expect, test } from "vitest";
import jmcdm from "./cases/promethee_jmcdm.json";
import problemsInPrint from "./cases/promethee_papathanasiou_ziemba.json";
import { type PreferenceFunction, promethee } from "./promethee";
import { leadersOf } from "./value-table";

const usual: PreferenceFunction = { kind: "usual" };
const linear = (indifference: number, preference: number): PreferenceFunction => ({
  kind: "linear",
  indifference,
  preference,
});
function flows(...given: Parameters<typeof promethee>) {
  const answer = promethee(...given);
  if (!answer.ok) throw new Error(answer.reason);
  return answer.options;
}
const nets = (...given: Parameters<typeof promethee>) => flows(...given).map(({ net }) => net);

test("[PR1] JMcDM's example, types III and V", () => {
  const { matrix, weights, indifference, preference } = jmcdm.input;
  // Its flows are those of values of which less is better; see the notes of the case.
  const found = nets(
    matrix.map((row) => row.map((v) => -v)),
    weights,
    indifference.map((q, k) => linear(q, preference[k] ?? 0)),
  );
  jmcdm.expected.net.forEach((each, at) =>
    expect(Math.abs((found[at] ?? 9) - each)).toBeLessThan(jmcdm.tolerance),
  );
});

test("[PR1] Papathanasiou & Ploskas (2018) and Ziemba (2017, 2019)", () => {
  for (const each of problemsInPrint.examples) {
    const found = nets(
      each.matrix.map((row) => row.map((v, k) => v * (each.directions[k] ?? 0))),
      each.weights,
      each.indifference.map((q, k) => linear(q, each.preference[k] ?? 0)),
    );
    expect(found).toHaveLength(each.net.length);
    each.net.forEach((net, at) => expect(Math.abs((found[at] ?? 9) - net)).toBeLessThan(each.tolerance));
  }
});

test("[PR1] three options, one criterion of each type (analytic)", () => {
  const column = [[0.9], [0.5], [0.4]];
  expect(nets(column, [1], [usual])).toEqual([1, 0, -1]);
  // Between q = 0.1 and p = 0.5: d = 0.4 counts 0.75, d = 0.1 nothing, d = 0.5 in full.
  expect(flows(column, [1], [linear(0.1, 0.5)])).toEqual([
    { positive: expect.closeTo(0.875), negative: 0, net: expect.closeTo(0.875) },
    { positive: 0, negative: expect.closeTo(0.375), net: expect.closeTo(-0.375) },
    { positive: 0, negative: expect.closeTo(0.5), net: expect.closeTo(-0.5) },
  ]);
  // q = p is a step.
  expect(nets(column, [1], [linear(0.2, 0.2)])).toEqual([1, -0.5, -0.5]);
});

test("[PR2] alone, or all alike, no option has a flow", () => {
  expect(flows([[0.3]], [1], [usual])).toEqual([{ positive: 0, negative: 0, net: 0 }]);
  expect(nets([[0.3], [0.3 + 1e-12]], [1], [usual])).toEqual([0, 0]);
});

test("[PR3] rank reversal: an option that is worst in everything makes the second the first", () => {
  const three = [
    [1, 0, 0.75],
    [0.75, 0.75, 0.25],
    [0.5, 0.5, 0.75],
  ];
  const weights = [0.4, 0.35, 0.25];
  const hopeless = [0, 0, 0];
  const by = [usual, usual, usual];
  expect(leadersOf(nets(three, weights, by))).toEqual([0]);
  expect(leadersOf(nets([...three, hopeless], weights, by))).toEqual([1]);
});

test("[PR4] a table with a hole, thresholds that are none: a reason", () => {
  expect(promethee([[1, null]], [1, 1], [usual, usual])).toEqual({ ok: false, reason: "missing-value" });
  expect(promethee([], [], [])).toEqual({ ok: false, reason: "no-options" });
  expect(promethee([[1]], [0], [usual])).toEqual({ ok: false, reason: "no-weight" });
  expect(promethee([[1]], [1], [])).toEqual({ ok: false, reason: "preferences-do-not-fit" });
  for (const bad of [linear(-1, 1), linear(0.5, 0.2), linear(Number.NaN, 1), linear(0, Number.NaN)]) {
    expect(promethee([[1]], [1], [bad])).toEqual({ ok: false, reason: "not-a-threshold" });
  }
});

const mark = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
const preference = fc.oneof(
  fc.constant(usual),
  fc.tuple(mark, mark).map(([a, b]) => linear(Math.min(a, b), Math.max(a, b))),
);
const problems = fc.record({
  values: fc.array(fc.tuple(mark, mark, mark), { minLength: 1, maxLength: 6 }),
  weights: fc.tuple(...[1, 2, 3].map(() => fc.integer({ min: 1, max: 9 }))),
  by: fc.tuple(preference, preference, preference),
});

test("[PR1] nets sum to 0; the order of the options and the size of the weights change nothing", () => {
  fc.assert(
    fc.property(problems, ({ values, weights, by }) => {
      const found = nets(values, weights, by);
      expect(found.reduce((sum, each) => sum + each, 0)).toBeCloseTo(0, 10);
      expect(nets([...values].reverse(), weights, by)).toEqual([...found].reverse());
      const larger = nets(
        values,
        weights.map((w) => w * 8),
        by,
      );
      expect(larger).toEqual(found.map((each) => expect.closeTo(each, 12)));
    }),
  );
});

test("[PR1] a higher value never lowers an option's net flow", () => {
  fc.assert(
    fc.property(problems, ({ values, weights, by }) => {
      const better = values.map((row, at) => (at === 0 ? row.map((v) => Math.min(1, v + 0.125)) : row));
      expect(nets(better, weights, by)[0]).toBeGreaterThanOrEqual(
        (nets(values, weights, by)[0] ?? 0) - 1e-12,
      );
    }),
  );
});
