import fc from "fast-check";
import { expect, test } from "vitest";
import { additive } from "./additive";
import { leadersOf, tableProblem, tableScores, withWeight } from "./value-table";

test("[VT1] a table or weights that no method can work on is a reason", () => {
  expect(tableProblem([[0.5, null]], [1, 0])).toBeNull();
  expect(tableProblem([], [])).toBe("no-options");
  expect(tableProblem([[]], [])).toBe("no-criteria");
  expect(tableProblem([[1, 1], [1]], [1, 1])).toBe("ragged");
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 1e12])
    for (const values of [[[bad]], [[0, bad]], [[bad, 0]], [[0], [bad]]] as const)
      expect(tableProblem(values, values[0]?.map(() => 1) ?? [])).toBe("not-a-value");
  expect(tableProblem([[1, 1]], [1])).toBe("weights-do-not-fit");
  for (const bad of [Number.NaN, -1, Number.POSITIVE_INFINITY])
    for (const weights of [
      [bad, 1],
      [1, bad],
    ])
      expect(tableProblem([[1, 1]], weights)).toBe("not-a-weight");
  expect(tableProblem([[1e9, -1e9]], [1e9, 0])).toBeNull();
  expect(tableProblem([[1, 1]], [0, 0])).toBe("no-weight");
});

test("[VT2] scores are those of the additive model, to the bit", () => {
  const cell = fc.option(fc.integer({ min: 0, max: 8 }).map((mark) => mark / 8));
  const table = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });
  const weights = fc.tuple(fc.nat(100), fc.nat(100), fc.nat(100));
  fc.assert(
    fc.property(table, weights, (values, points) => {
      const ids = values.map((_, at) => `o${at}`);
      const { entries } = additive(
        ids,
        Object.fromEntries(points.map((w, at) => [`c${at}`, w])),
        (criterion, option) => values[Number(option.slice(1))]?.[Number(criterion.slice(1))] ?? null,
      );
      const scores = tableScores(values, points);
      ids.forEach((id, at) =>
        expect(scores[at]).toBe(entries.find((entry) => entry.option === id)?.score ?? null),
      );
      expect(leadersOf(scores).map((at) => `o${at}`)).toEqual(
        entries.filter((entry) => entry.rank === 1).map((entry) => entry.option),
      );
    }),
  );
});

test("[VT3] the others keep their proportions when one weight moves (analytic)", () => {
  expect(withWeight([0.5, 0.3, 0.2], 0, 0)).toEqual([0, expect.closeTo(0.6), expect.closeTo(0.4)]);
  expect(withWeight([0.5, 0.3, 0.2], 0, 0.75)).toEqual([0.75, expect.closeTo(0.15), expect.closeTo(0.1)]);
  expect(withWeight([1, 0, 0], 0, 0.5)).toEqual([0.5, 0.25, 0.25]);
  expect(withWeight([1], 0, 0.3)).toEqual([1]);
});
