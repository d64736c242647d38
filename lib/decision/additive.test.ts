import fc from "fast-check";
import { expect, test } from "vitest";
import { additive } from "./additive";
import ties from "./cases/ties_with_epsilon.json";
import car from "./cases/weighted_sum_car_tweaks.json";
import sawOfSeven from "./cases/wsm_saw_max_5x7.json";
import saw from "./cases/wsm_saw_mixed_4x4.json";
import { competitionRanks } from "./ranks";

const table = (cells: Record<string, Record<string, number>>) => (criterion: string, option: string) =>
  cells[option]?.[criterion] ?? null;

test.each([saw, sawOfSeven])("[AD1] JMcDM: $name", ({ input, expected, tolerance }) => {
  const { matrix, weights, types } = input;
  const column = (at: number) => matrix.map((row) => row[at] ?? 0);
  const options = matrix.map((_, at) => `o${at}`);
  const { entries } = additive(
    options,
    Object.fromEntries(weights.map((w, at) => [`c${at}`, w])),
    (criterion, option) => {
      const at = Number(criterion.slice(1));
      const x = matrix[Number(option.slice(1))]?.[at] ?? 0;
      // The published normalisation of this example; the product's own marks are anchored instead (MA1).
      return types[at] === 1 ? x / Math.max(...column(at)) : Math.min(...column(at)) / x;
    },
  );
  for (const entry of entries) {
    const published = expected.scores[Number(entry.option.slice(1))] ?? 9;
    expect(Math.abs(entry.score - published)).toBeLessThan(tolerance);
  }
  if ("ranking" in expected)
    expect(entries.map(({ option }) => Number(option.slice(1)) + 1)).toEqual(expected.ranking);
});

test("[AD1] choosing a car: the totals, the order, and another order when fun weighs more", () => {
  const { criteria, expected, options, scores, weights } = car;
  const totals = (points: readonly number[]) => {
    const { entries } = additive(
      options,
      Object.fromEntries(points.map((w, k) => [criteria[k] ?? "", w])),
      (criterion, option) => scores[options.indexOf(option)]?.[criteria.indexOf(criterion)] ?? null,
    );
    const whole = points.reduce((sum, w) => sum + w, 0);
    expect(entries).toHaveLength(options.length);
    return {
      winner: options.indexOf(entries[0]?.option ?? ""),
      totals: options.map((option) => (entries.find((e) => e.option === option)?.score ?? 0) * whole),
    };
  };
  const near = (numbers: readonly number[]) => numbers.map((each) => expect.closeTo(each, 9));
  expect(totals(weights)).toEqual({ winner: expected.winner, totals: near(expected.totals) });
  const funAt2 = totals(weights.map((w, k) => (criteria[k] === "fun" ? 2 : w)));
  expect(funAt2).toEqual({ winner: expected.fun_at_2.winner, totals: near(expected.fun_at_2.totals) });
});

test("[AD2] leaves cells nobody scored out instead of counting them as zero", () => {
  const { entries } = additive(
    ["train", "plane"],
    { cost: 3, speed: 1 },
    table({ train: { cost: 0.8 }, plane: { cost: 0.2, speed: 1 } }),
  );
  expect(entries).toMatchObject([
    { option: "train", score: expect.closeTo(0.8), rank: 1, missing: ["speed"] },
    { option: "plane", score: expect.closeTo(0.4), rank: 2, missing: [] },
  ]);
});

test("[AD4] an option without a value is named, not ranked", () => {
  expect(additive(["b", "a"], { c: 1 }, () => null)).toEqual({ entries: [], unscored: ["a", "b"] });
  expect(additive(["a"], { c: 0 }, () => 1).unscored).toEqual(["a"]);
});

test("[RA1] ranks 1-1-3-4 with ties within a billionth", () => {
  const ranked = competitionRanks(
    Object.entries(ties.input.scores).map(([option, score]) => ({ option, score })),
  );
  expect(Object.fromEntries(ranked.map(({ option, rank }) => [option, rank]))).toEqual(ties.expected.ranks);
});

const weightsOf = (points: number[]) => Object.fromEntries(points.map((w, at) => [`c${at}`, w]));
const matrices = fc
  .record({ options: fc.integer({ min: 1, max: 7 }), criteria: fc.integer({ min: 1, max: 5 }) })
  .chain(({ options, criteria }) =>
    fc.record({
      points: fc.array(fc.integer({ min: 1, max: 100 }), { minLength: criteria, maxLength: criteria }),
      rows: fc.array(
        fc.array(fc.option(fc.integer({ min: 0, max: 8 })), { minLength: criteria, maxLength: criteria }),
        { minLength: options, maxLength: options },
      ),
    }),
  );
const value = (rows: (number | null)[][]) => (criterion: string, option: string) => {
  const cell = rows[Number(option.slice(1))]?.[Number(criterion.slice(1))];
  return cell === null || cell === undefined ? null : cell / 8;
};
const ids = (count: number) => Array.from({ length: count }, (_, at) => `o${at}`);

test("[RA2] the order of the options changes nothing", () => {
  fc.assert(
    fc.property(matrices, ({ points, rows }) => {
      const options = ids(rows.length);
      const there = additive(options, weightsOf(points), value(rows));
      const back = additive([...options].reverse(), weightsOf(points), value(rows));
      expect(back).toEqual(there);
    }),
  );
});

test("[AD1] scaling all weights changes nothing", () => {
  fc.assert(
    fc.property(matrices, fc.integer({ min: 2, max: 50 }), ({ points, rows }, k) => {
      const options = ids(rows.length);
      const once = additive(options, weightsOf(points), value(rows));
      const scaled = additive(options, weightsOf(points.map((w) => w * k)), value(rows));
      expect(scaled.entries.map(({ option, rank }) => [option, rank])).toEqual(
        once.entries.map(({ option, rank }) => [option, rank]),
      );
    }),
  );
});

test("[AD3] adding an option never reorders the others", () => {
  fc.assert(
    fc.property(matrices, ({ points, rows }) => {
      const options = ids(rows.length);
      const all = additive(options, weightsOf(points), value(rows)).entries.map((entry) => entry.option);
      const without = additive(options.slice(0, -1), weightsOf(points), value(rows)).entries.map(
        (entry) => entry.option,
      );
      expect(all.filter((option) => option !== options.at(-1))).toEqual(without);
    }),
  );
});

test("[AD1] a higher value never lowers an option's rank", () => {
  fc.assert(
    fc.property(matrices, ({ points, rows }) => {
      const better = rows.map((row, at) =>
        at === 0 ? row.map((cell) => (cell === null ? null : Math.min(8, cell + 1))) : row,
      );
      const rankOf = (cells: (number | null)[][]) =>
        additive(ids(rows.length), weightsOf(points), value(cells)).entries.find(
          (entry) => entry.option === "o0",
        )?.rank ?? 0;
      expect(rankOf(better)).toBeLessThanOrEqual(rankOf(rows));
    }),
  );
});
