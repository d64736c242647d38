import fc from "fast-check";
import { expect, test } from "vitest";
import { competitionRanks, placesOf } from "./ranks";

test("[RA1] 1-2-2-4, by groups that reach down from their best by a billionth", () => {
  expect(placesOf([0.2, 0.9, 0.5, 0.5])).toEqual([4, 1, 2, 2]);
  expect(placesOf([0, -1])).toEqual([1, 2]);
  expect(placesOf([])).toEqual([]);
  // Exactly a billionth below the best is a tie; the next half billionth is not, though it is near its neighbour.
  expect(placesOf([1e-9, 0, -0.5e-9])).toEqual([1, 1, 3]);
});

test("[RA2] within a tie in the order of the ids", () => {
  const scored = [
    { option: "c", score: 0.5, more: 1 },
    { option: "a", score: 0.5 + 5e-10, more: 2 },
    { option: "b", score: 0.7, more: 3 },
  ];
  expect(competitionRanks(scored)).toEqual([
    { option: "b", score: 0.7, more: 3, rank: 1 },
    { option: "a", score: 0.5 + 5e-10, more: 2, rank: 2 },
    { option: "c", score: 0.5, more: 1, rank: 2 },
  ]);
});

test("[RA1] a rank is 1 more than the scores above its group", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -4, max: 4 })), (scores) => {
      const above = (score: number) => scores.filter((other) => other > score).length;
      expect(placesOf(scores)).toEqual(scores.map((score) => 1 + above(score)));
    }),
  );
});
