import { expect, test } from "vitest";
import { axis, spread } from "./reading";

test("labels keep their order and a gap, as near to their values as that allows", () => {
  expect(spread([10, 50, 90], 5)).toEqual([10, 50, 90]);
  expect(spread([50, 50, 52], 5)).toEqual([50, 55, 60]);
  expect(spread([100, 99, 98], 10)).toEqual([100, 90, 80]);
  expect(spread([], 5)).toEqual([]);
});

test("an axis ends on tenths and holds all values", () => {
  expect(axis([0.381, 0.884])).toEqual({ min: 0.3, max: 0.9, ticks: [0.3, 0.5, 0.7, 0.9] });
  expect(axis([0.725], 0)).toEqual({ min: 0, max: 0.8, ticks: [0, 0.2, 0.4, 0.6, 0.8] });
  expect(axis([0.5, 0.5])).toEqual({ min: 0.5, max: 0.6, ticks: [0.5, 0.6] });
  expect(axis([1, 1], 0).max).toBe(1);
  expect(axis([])).toMatchObject({ min: 1 });
});
