import fc from "fast-check";
import { expect, test } from "vitest";
import cycle from "./cases/condorcet_cycle_25_40_35.json";
import { condorcetWinner } from "./condorcet";
import { copeland } from "./copeland";
import { TENNESSEE, counted, pairsOf, pairsOfProfile, profiles, raised, renamed } from "./testing-profiles";

/** Wikipedia, "Copeland's method": Tennessee, 3–2–1–0. */
test("[CP1] Tennessee", () => {
  expect(copeland(pairsOf(TENNESSEE))).toEqual([
    { option: "Nashville", score: 3, rank: 1, wins: 3, ties: 0, losses: 0 },
    { option: "Chattanooga", score: 2, rank: 2, wins: 2, ties: 0, losses: 1 },
    { option: "Knoxville", score: 1, rank: 3, wins: 1, ties: 0, losses: 2 },
    { option: "Memphis", score: 0, rank: 4, wins: 0, ties: 0, losses: 3 },
  ]);
});

test("[CP2] ties count half, a pair that nobody compared is a tie (analytic)", () => {
  const pairs = counted(
    ["a", "b", "c"],
    [
      { voter: "1", ranks: { a: 1, b: 2 } },
      { voter: "2", ranks: { c: 1 } },
    ],
  );
  expect(copeland(pairs)).toEqual([
    { option: "a", score: 1.5, rank: 1, wins: 1, ties: 1, losses: 0 },
    { option: "c", score: 1, rank: 2, wins: 0, ties: 2, losses: 0 },
    { option: "b", score: 0.5, rank: 3, wins: 0, ties: 1, losses: 1 },
  ]);
  expect(copeland(counted(["a"], [{ voter: "1", ranks: { a: 1 } }]))).toEqual([
    { option: "a", score: 0, rank: 1, wins: 0, ties: 0, losses: 0 },
  ]);
});

test("[CP3] a cycle of three is a tie, and without C, A stands above B", () => {
  const rows = cycle.input.ballots as [number, string][];
  expect(copeland(pairsOf(rows)).map(({ rank }) => rank)).toEqual([1, 1, 1]);
  const without = copeland(pairsOf(rows.map(([weight, order]) => [weight, order.replace("C", "")])));
  expect(without.map(({ option, rank }) => [option, rank])).toEqual([
    ["A", 1],
    ["B", 2],
  ]);
});

test("[CP1] other ids, other order: the same scores", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      const scores = new Map(copeland(other).map(({ option, score, rank }) => [option, [score, rank]]));
      for (const { option, score, rank } of copeland(pairs)) {
        expect(scores.get(renamed(option))).toEqual([score, rank]);
      }
    }),
  );
});

test("[CP1] picks the Condorcet winner; moving an option to the top never lowers it", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const winner = condorcetWinner(pairs);
      const entries = copeland(pairs);
      if (winner !== null)
        expect(entries.filter(({ rank }) => rank === 1)).toMatchObject([{ option: winner }]);
      const raisedOne = pairs.options[voter % pairs.options.length] ?? "";
      const after = pairsOfProfile(raised(profile, raisedOne, voter));
      const rankIn = (list: typeof entries) => list.find(({ option }) => option === raisedOne)?.rank ?? 0;
      if (after) expect(rankIn(copeland(after))).toBeLessThanOrEqual(rankIn(entries));
    }),
  );
});
