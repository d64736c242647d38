import { expect, test } from "vitest";
import { type RankedRole, axis, byChoice, partings, spread } from "./reading";

test("labels keep their order and a gap, as near to their values as that allows", () => {
  expect(spread([10, 50, 90], 5)).toEqual([10, 50, 90]);
  expect(spread([50, 50, 52], 5)).toEqual([50, 55, 60]);
  expect(spread([100, 99, 98], 10)).toEqual([100, 90, 80]);
  expect(spread([], 5)).toEqual([]);
  expect(spread([0, 80, 90], 10, 88)).toEqual([0, 78, 88]);
});

test("an axis ends on tenths and holds all values", () => {
  expect(axis([0.381, 0.884])).toEqual({ min: 0.3, max: 0.9, ticks: [0.3, 0.5, 0.7, 0.9] });
  expect(axis([0.725], 0)).toEqual({ min: 0, max: 0.8, ticks: [0, 0.2, 0.4, 0.6, 0.8] });
  expect(axis([0.5, 0.5])).toEqual({ min: 0.5, max: 0.6, ticks: [0.5, 0.6] });
  expect(axis([1, 1], 0).max).toBe(1);
  expect(axis([])).toMatchObject({ min: 1 });
});

const role = (id: string, winners: string[], points: Record<string, number>): RankedRole => ({
  role: id,
  ok: true,
  ballots: 1,
  eligible: 1,
  winners,
  weights: {},
  weightsFrom: "role",
  leftOut: [],
  entries: [
    {
      option: "a",
      rank: 1,
      score: Object.values(points).reduce((sum, each) => sum + each, 0),
      missing: [],
      contributions: Object.entries(points).map(([criterion, each]) => ({
        criterion,
        weight: 0.5,
        value: each * 2,
        points: each,
      })),
    },
  ],
});

test("roles that would choose the same stand together", () => {
  const [x, y, z] = [role("x", ["a"], {}), role("y", ["b"], {}), role("z", ["a"], {})];
  expect(byChoice([x, y, z])).toEqual([
    { roles: [x, z], winners: ["a"] },
    { roles: [y], winners: ["b"] },
  ]);
});

test("two roles part over an option by what its criteria add for the one and the other", () => {
  const [left, right] = [role("x", ["a"], { cost: 0.1, ease: 0.4 }), role("y", ["a"], { cost: 0.3 })];
  expect(partings(left, right, "a")).toEqual([
    { criterion: "ease", by: 0.4 },
    { criterion: "cost", by: expect.closeTo(-0.2) },
  ]);
});
