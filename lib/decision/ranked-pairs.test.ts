import fc from "fast-check";
import { expect, test } from "vitest";
import cycle from "./cases/condorcet_cycle_25_40_35.json";
import { condorcetWinner, smithSet } from "./condorcet";
import { rankedPairs } from "./ranked-pairs";
import { TENNESSEE, counted, pairsOf, pairsOfProfile, profiles, raised, renamed } from "./testing-profiles";

const order = (outcome: ReturnType<typeof rankedPairs>) => outcome.entries.map(({ option }) => option);
const rows = cycle.input.ballots as [number, string][];

/** Wikipedia, "Ranked pairs": Tennessee. */
test("[RP1] Tennessee: Nashville, Chattanooga, Knoxville, Memphis", () => {
  const outcome = rankedPairs(pairsOf(TENNESSEE));
  expect(order(outcome)).toEqual(["Nashville", "Chattanooga", "Knoxville", "Memphis"]);
  expect(outcome.entries.map(({ rank }) => rank)).toEqual([1, 2, 3, 4]);
  expect(outcome.decidedByIds).toBe(false);
});

test("[RP1] the printed cycle: the weakest pair is dropped", () => {
  expect(rankedPairs(pairsOf(rows))).toEqual({
    entries: [
      { option: "B", rank: 1 },
      { option: "C", rank: 2 },
      { option: "A", rank: 3 },
    ],
    winners: ["B"],
    pairs: [
      { winner: "C", loser: "A", margin: 50, locked: true },
      { winner: "B", loser: "C", margin: 30, locked: true },
      { winner: "A", loser: "B", margin: 20, locked: false },
    ],
    decidedByIds: false,
  });
});

test("[RP2] equal margins are taken in id order, and it is said when that decided", () => {
  const tied = rankedPairs(
    pairsOf([
      [1, "abc"],
      [1, "bca"],
      [1, "cab"],
    ]),
  );
  expect(tied.pairs).toEqual([
    { winner: "a", loser: "b", margin: 1, locked: true },
    { winner: "b", loser: "c", margin: 1, locked: true },
    { winner: "c", loser: "a", margin: 1, locked: false },
  ]);
  expect(tied).toMatchObject({ winners: ["a"], decidedByIds: true });
});

test("[RP2] equal margins that drop nothing, or would be dropped in any order, decide nothing", () => {
  // All margins are 1 and in line: every pair is locked.
  expect(rankedPairs(pairsOf([[1, "abcd"]]))).toMatchObject({ winners: ["a"], decidedByIds: false });
  // C > A by 5 and B > C by 3; A > B by 1 closes a cycle with them, whatever D > E by 1 does beside it.
  const pairs = pairsOf(rows);
  const margins = {
    A: { B: 1, C: -5, D: 9, E: 9 },
    B: { A: -1, C: 3, D: 9, E: 9 },
    C: { A: 5, B: -3, D: 9, E: 9 },
    D: { A: -9, B: -9, C: -9, E: 1 },
    E: { A: -9, B: -9, C: -9, D: -1 },
  };
  const outcome = rankedPairs({ ...pairs, options: ["A", "B", "C", "D", "E"], margins });
  expect(order(outcome)).toEqual(["B", "C", "A", "D", "E"]);
  expect(outcome.pairs.filter((pair) => !pair.locked)).toMatchObject([{ winner: "A", loser: "B" }]);
  expect(outcome.decidedByIds).toBe(false);
});

test("[RP3] a tied pair locks nothing: options side by side share a rank", () => {
  const pairs = pairsOf([
    [1, "abc"],
    [1, "bac"],
  ]);
  expect(rankedPairs(pairs)).toMatchObject({
    entries: [
      { option: "a", rank: 1 },
      { option: "b", rank: 1 },
      { option: "c", rank: 3 },
    ],
    winners: ["a", "b"],
  });
  expect(rankedPairs(counted(["a"], [{ voter: "1", ranks: { a: 1 } }]))).toEqual({
    entries: [{ option: "a", rank: 1 }],
    winners: ["a"],
    pairs: [],
    decidedByIds: false,
  });
});

test("[RP5] leaving out an option may turn the others round", () => {
  const without = rows.map(([weight, ranking]): [number, string] => [weight, ranking.replace("C", "")]);
  expect(rankedPairs(pairsOf(without)).winners).toEqual(["A"]);
});

test("[RP4] from the Smith set, the Condorcet winner if there is one; locked pairs are obeyed", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const { winners, entries, pairs: considered } = rankedPairs(pairs);
      const condorcet = condorcetWinner(pairs);
      if (condorcet !== null) expect(winners).toEqual([condorcet]);
      for (const winner of winners) expect(smithSet(pairs)).toContain(winner);
      const rankOf = new Map(entries.map(({ option, rank }) => [option, rank]));
      for (const { winner, loser, locked } of considered) {
        if (locked) expect(rankOf.get(winner)).toBeLessThan(rankOf.get(loser) ?? 0);
        else expect(rankOf.get(winner)).toBeGreaterThan(rankOf.get(loser) ?? 9);
      }
    }),
  );
});

test("[RP2] other ids, other order: the same ranking, unless ids decided", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      const outcome = rankedPairs(pairs);
      expect(rankedPairs(other).decidedByIds).toBe(outcome.decidedByIds);
      if (outcome.decidedByIds) return;
      const ranks = new Map(rankedPairs(other).entries.map(({ option, rank }) => [option, rank]));
      for (const { option, rank } of outcome.entries) expect(ranks.get(renamed(option))).toBe(rank);
    }),
  );
});

test("[RP4] moving the winner up keeps it, where ids did not decide", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      const outcome = pairs && rankedPairs(pairs);
      const winner = outcome?.winners[0];
      if (!outcome || winner === undefined || outcome.decidedByIds) return;
      const after = pairsOfProfile(raised(profile, winner, voter));
      const later = after && rankedPairs(after);
      if (later && !later.decidedByIds) expect(later.winners).toContain(winner);
    }),
  );
});
