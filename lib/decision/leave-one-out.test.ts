import fc from "fast-check";
import { expect, test } from "vitest";
import { additive } from "./additive";
import reversal from "./cases/rank_reversal_belton_gear1983.json";
import { leaveOneOut } from "./leave-one-out";

const values: Record<string, Record<string, number>> = {
  a: { cost: 1, speed: 0.2, care: 0.4 },
  b: { cost: 0.1, speed: 0.9, care: 0.4 },
};
const winnersBy = (options: readonly string[], criteria: readonly string[]) =>
  additive(
    options,
    Object.fromEntries(criteria.map((id) => [id, 1])),
    (criterion, option) => values[option]?.[criterion] ?? null,
  )
    .entries.filter((entry) => entry.rank === 1)
    .map((entry) => entry.option);

test("[LO1] without one criterion the other option wins (analytic)", () => {
  const { winners, without } = leaveOneOut(["cost", "speed", "care"], (left) => winnersBy(["a", "b"], left));
  expect(winners).toEqual(["a"]);
  expect(without).toEqual([
    { item: "cost", winners: ["b"], changes: true },
    { item: "speed", winners: ["a"], changes: false },
    { item: "care", winners: ["a"], changes: false },
  ]);
});

test("[LO2] an option that leaves cannot win; that alone is no change", () => {
  const { without } = leaveOneOut(
    ["a", "b"],
    (left) => winnersBy(left, ["cost", "speed"]),
    (option, winners) => winners.filter((each) => each !== option),
  );
  expect(without).toEqual([
    { item: "a", winners: ["b"], changes: false },
    { item: "b", winners: ["a"], changes: false },
  ]);
});

test("[LO2] an option whose leaving makes another win is a change: the method has rank reversal", () => {
  const withReversal = (left: readonly string[]) => (left.includes("c") ? ["b"] : ["a"]);
  const { without } = leaveOneOut(["a", "b", "c"], withReversal, (option, winners) =>
    winners.filter((each) => each !== option),
  );
  expect(without.find(({ item }) => item === "c")).toEqual({ item: "c", winners: ["a"], changes: true });
});

/** AHP's composite weights of consistent comparisons: shares of each criterion, then their mean. */
const composites = (ratios: readonly (readonly number[])[]) =>
  ratios.map(
    (row) =>
      row.reduce((sum, each, k) => sum + each / ratios.reduce((all, other) => all + (other[k] ?? 0), 0), 0) /
      row.length,
  );

test("[LO2] Belton & Gear: a copy of the winner joins and another wins, so leaving it out is a change", () => {
  const { criteria, expected, options, ratios, saaty_vargas, tolerance } = reversal;
  const near = (found: readonly number[], published: readonly number[]) =>
    published.forEach((each, at) => expect(Math.abs((found[at] ?? -1) - each)).toBeLessThan(tolerance));
  near(composites(ratios), expected.composite);
  near(composites(ratios.slice(0, 3)), expected.composite_without_d);
  expect(ratios[0]).toHaveLength(criteria.length);
  const winnersOf =
    (names: readonly string[], rows: readonly (readonly number[])[]) => (left: readonly string[]) => {
      const scores = composites(rows.filter((_, at) => left.includes(names[at] ?? "")));
      return left.filter((_, at) => (scores[at] ?? 0) > Math.max(...scores) - 1e-9);
    };
  const own = (option: string, winners: readonly string[]) => winners.filter((each) => each !== option);
  const { winners, without } = leaveOneOut(options, winnersOf(options, ratios), own);
  expect(winners).toEqual(["A"]);
  expect(without[3]).toEqual({ item: "D", winners: ["B"], changes: true });
  // Saaty & Vargas: without the winner the second wins, and that alone is no change.
  near(composites(saaty_vargas.ratios), saaty_vargas.expected.composite);
  near(composites(saaty_vargas.ratios.slice(0, 2)), saaty_vargas.expected.composite_without_c);
  const other = leaveOneOut(saaty_vargas.options, winnersOf(saaty_vargas.options, saaty_vargas.ratios), own);
  expect(other.winners).toEqual(["C"]);
  expect(other.without[2]).toEqual({ item: "C", winners: ["A"], changes: false });
});

test("[LO4] with values divided by the largest the additive winners stay, D or no D", () => {
  const { expected, options, ratios, tolerance } = reversal;
  const largest = [9, 9, 9];
  const ranked = (left: readonly string[]) =>
    additive(left, { c0: 1, c1: 1, c2: 1 }, (criterion, option) => {
      const k = Number(criterion.slice(1));
      return (ratios[options.indexOf(option)]?.[k] ?? 0) / (largest[k] ?? 1);
    }).entries;
  for (const { option, score } of ranked(options)) {
    const published = expected.composite_of_largest[options.indexOf(option)] ?? -1;
    expect(Math.abs(score - published)).toBeLessThan(tolerance);
  }
  const winnersAmong = (left: readonly string[]) =>
    ranked(left)
      .filter(({ rank }) => rank === 1)
      .map(({ option }) => option);
  const { winners, without } = leaveOneOut(options, winnersAmong, (option, all) =>
    all.filter((each) => each !== option),
  );
  expect(winners).toEqual(["B", "D"]);
  expect(without.map(({ changes }) => changes)).toEqual([false, false, false, false]);
});

test("[LO3] no result without an item is a change; nothing to leave out is none", () => {
  const { without } = leaveOneOut(["only"], (left) => [...left]);
  expect(without).toEqual([{ item: "only", winners: [], changes: true }]);
  expect(leaveOneOut([], () => [])).toEqual({ winners: [], without: [] });
});

test("[LO3] a tie that opens or closes is a change; its order is not", () => {
  const { without } = leaveOneOut([1, 2, 3], (left) =>
    left.includes(1) ? (left.includes(2) ? ["a", "b"] : ["b", "a"]) : ["a"],
  );
  expect(without.map(({ changes }) => changes)).toEqual([true, false, false]);
});

test("[LO4] without any option but the winner, the additive winner stays", () => {
  const row = fc.array(fc.integer({ min: 0, max: 8 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (rows) => {
      const { without } = leaveOneOut(
        rows.map((_, at) => `o${at}`),
        (left) =>
          additive(
            left,
            { c0: 1, c1: 2, c2: 3 },
            (criterion, option) => (rows[Number(option.slice(1))]?.[Number(criterion.slice(1))] ?? 0) / 8,
          )
            .entries.filter((entry) => entry.rank === 1)
            .map((entry) => entry.option),
        (option, winners) => winners.filter((each) => each !== option),
      );
      expect(without.filter(({ changes }) => changes)).toEqual([]);
    }),
  );
});
