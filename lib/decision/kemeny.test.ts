import fc from "fast-check";
import { expect, test } from "vitest";
import published from "./cases/condorcet_cycle_25_40_35.json";
import { condorcetWinner, smithSet } from "./condorcet";
import { KEMENY_MAX_OPTIONS, kemeny } from "./kemeny";
import { type Pairwise, pairOf } from "./pairwise";
import {
  CONDORCET_60,
  TENNESSEE,
  counted,
  pairsOf,
  pairsOfProfile,
  profiles,
  raised,
  renamed,
} from "./testing-profiles";

const optimum = (pairs: Pairwise) => {
  const outcome = kemeny(pairs);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
};
const order = (pairs: Pairwise) => optimum(pairs).entries.map(({ option }) => option);
const rows = published.input.ballots as [number, string][];

const distance = (pairs: Pairwise, ranking: readonly string[]) =>
  ranking.reduce(
    (sum, above, at) =>
      ranking.slice(at + 1).reduce((part, below) => part + pairOf(pairs.prefer, below, above), sum),
    0,
  );
const permutations = (list: readonly string[]): string[][] =>
  list.length === 0
    ? [[]]
    : list.flatMap((first) =>
        permutations(list.filter((each) => each !== first)).map((rest) => [first, ...rest]),
      );

test("[KE1] the printed cycle: B > C > A at distance 120, and the distances of all six", () => {
  const pairs = pairsOf(rows);
  expect(order(pairs)).toEqual(published.expected.kemeny);
  expect(optimum(pairs)).toMatchObject({
    distance: published.expected.kemeny_distance,
    optimal: 1,
    winners: ["B"],
  });
  for (const [ranking, expected] of Object.entries(published.expected.all_distances)) {
    expect(distance(pairs, [...ranking])).toBe(expected);
  }
});

/** Wikipedia, "Kemeny–Young method": Tennessee, score 393 of 600. */
test("[KE1] Tennessee", () => {
  const pairs = pairsOf(TENNESSEE);
  expect(order(pairs)).toEqual(["Nashville", "Chattanooga", "Knoxville", "Memphis"]);
  expect(600 - optimum(pairs).distance).toBe(393);
});

/** Young, Condorcet's Theory of Voting (1988): B, C, A, with 104 of 180 votes for its pairs. */
test("[KE1] Condorcet's 60 voters", () => {
  const pairs = pairsOf(CONDORCET_60);
  expect(order(pairs)).toEqual(["B", "C", "A"]);
  expect(180 - optimum(pairs).distance).toBe(104);
});

test("[KE2] several optimal rankings: counted, the first in id order shown, places over all (analytic)", () => {
  const tie = optimum(
    pairsOf([
      [1, "abc"],
      [1, "bca"],
      [1, "cab"],
    ]),
  );
  expect(tie).toEqual({
    ok: true,
    entries: [
      { option: "a", rank: 1, best: 1, worst: 3, mean: 2 },
      { option: "b", rank: 2, best: 1, worst: 3, mean: 2 },
      { option: "c", rank: 3, best: 1, worst: 3, mean: 2 },
    ],
    winners: ["a", "b", "c"],
    distance: 4,
    optimal: 3,
  });
  const alike = counted(["a", "b", "c", "d"], [{ voter: "1", ranks: { a: 2, b: 1, c: 2, d: 2 } }]);
  expect(optimum(alike)).toMatchObject({ optimal: 6, winners: ["b"], distance: 0 });
  expect(optimum(alike).entries).toEqual([
    { option: "b", rank: 1, best: 1, worst: 1, mean: 1 },
    { option: "a", rank: 2, best: 2, worst: 4, mean: expect.closeTo(3, 12) },
    { option: "c", rank: 3, best: 2, worst: 4, mean: expect.closeTo(3, 12) },
    { option: "d", rank: 4, best: 2, worst: 4, mean: expect.closeTo(3, 12) },
  ]);
});

test("[KE2] fractions of weights that ought to be equal are a tie", () => {
  const thirds = ["1", "2", "3"].map((voter) => ({ voter, weight: 1 / 3, ranks: { a: 1, b: 2, c: 3 } }));
  const pairs = counted(["a", "b", "c"], [...thirds, { voter: "4", ranks: { a: 3, b: 2, c: 1 } }]);
  expect(optimum(pairs)).toMatchObject({ optimal: 6, distance: 3, winners: ["a", "b", "c"] });
});

test("[KE3] twelve options are done, thirteen are refused", () => {
  const letters = [..."abcdefghijklm"];
  const vote = (options: readonly string[]) =>
    counted(options, [{ voter: "1", ranks: Object.fromEntries(options.map((each, at) => [each, -at])) }]);
  expect(KEMENY_MAX_OPTIONS).toBe(12);
  expect(order(vote(letters.slice(0, 12)))).toEqual(letters.slice(0, 12).reverse());
  expect(kemeny(vote(letters))).toEqual({ ok: false, reason: "too-many-options" });
  expect(optimum(vote(["a"]))).toMatchObject({
    entries: [{ option: "a", rank: 1, best: 1, worst: 1, mean: 1 }],
  });
});

test("[KE5] leaving out an option may turn the others round", () => {
  const without = rows.map(([weight, ranking]): [number, string] => [weight, ranking.replace("C", "")]);
  expect(order(pairsOf(without))).toEqual(["A", "B"]);
});

test("[KE1] the best of all permutations, all of them counted", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const all = permutations(pairs.options).map((ranking) => ({ ranking, cost: distance(pairs, ranking) }));
      const least = Math.min(...all.map(({ cost }) => cost));
      const best = all.filter(({ cost }) => cost === least).map(({ ranking }) => ranking);
      const outcome = optimum(pairs);
      expect(outcome.distance).toBe(least);
      expect(outcome.optimal).toBe(best.length);
      // Permutations come in id order: the first is the one to show.
      expect(outcome.entries.map(({ option }) => option)).toEqual(best[0]);
      for (const entry of outcome.entries) {
        const places = best.map((ranking) => ranking.indexOf(entry.option) + 1);
        expect(entry).toMatchObject({ best: Math.min(...places), worst: Math.max(...places) });
        expect(entry.mean).toBeCloseTo(places.reduce((sum, place) => sum + place, 0) / best.length, 9);
      }
    }),
  );
});

test("[KE4] the Condorcet winner first, the Smith set on top; moving a winner up keeps it", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const { winners, entries } = optimum(pairs);
      const condorcet = condorcetWinner(pairs);
      if (condorcet !== null) expect(winners).toEqual([condorcet]);
      const smith = smithSet(pairs);
      expect(
        entries
          .slice(0, smith.length)
          .map(({ option }) => option)
          .sort(),
      ).toEqual(smith);
      for (const winner of winners) {
        const after = pairsOfProfile(raised(profile, winner, voter));
        if (after) expect(optimum(after).winners).toContain(winner);
      }
    }),
  );
});

test("[KE2] other ids, other order: the same distance, number, winners and mean places", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      const { winners, distance: cost, optimal, entries } = optimum(pairs);
      const again = optimum(other);
      expect([again.distance, again.optimal]).toEqual([cost, optimal]);
      expect(again.winners).toEqual(winners.map(renamed).sort());
      const means = new Map(again.entries.map(({ option, mean }) => [option, mean]));
      for (const { option, mean } of entries) expect(means.get(renamed(option))).toBeCloseTo(mean, 9);
    }),
  );
});
