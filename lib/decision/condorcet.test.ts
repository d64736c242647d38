import fc from "fast-check";
import { expect, test } from "vitest";
import borda from "./cases/borda_tennessee.json";
import cycle from "./cases/condorcet_cycle_25_40_35.json";
import { condorcetWinner, smithSet } from "./condorcet";
import { pairOf } from "./pairwise";
import { TENNESSEE, counted, pairsOf, pairsOfProfile, profiles, raised, renamed } from "./testing-profiles";

test("[CW1] Tennessee has a Condorcet winner, the printed cycle none", () => {
  expect(condorcetWinner(pairsOf(TENNESSEE))).toBe(borda.expected.condorcet_winner);
  expect(condorcetWinner(pairsOf(cycle.input.ballots as [number, string][]))).toBe(
    cycle.expected.condorcet_winner,
  );
});

test("[CW2] the Smith set: the winner alone, or the cycle at the top (analytic)", () => {
  expect(smithSet(pairsOf(TENNESSEE))).toEqual(["Nashville"]);
  expect(smithSet(pairsOf(cycle.input.ballots as [number, string][]))).toEqual(["A", "B", "C"]);
  // A cycle of three above D and E.
  const five = pairsOf([
    [1, "ABCDE"],
    [1, "BCADE"],
    [1, "CABED"],
  ]);
  expect(smithSet(five)).toEqual(["A", "B", "C"]);
});

test("[CW3] a tie at the top: no Condorcet winner, and both are in the Smith set", () => {
  const tie = pairsOf([
    [1, "abc"],
    [1, "bac"],
  ]);
  expect(condorcetWinner(tie)).toBeNull();
  expect(smithSet(tie)).toEqual(["a", "b"]);
  const all = counted(["b", "a"], [{ voter: "1", ranks: { a: 1, b: 1 } }]);
  expect(smithSet(all)).toEqual(["a", "b"]);
  const alone = counted(["a"], [{ voter: "1", ranks: { a: 1 } }]);
  expect(condorcetWinner(alone)).toBe("a");
  expect(smithSet(alone)).toEqual(["a"]);
});

test("[CW2] each in the set beats each outside; the Condorcet winner is the set alone", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const set = smithSet(pairs);
      const outside = pairs.options.filter((option) => !set.includes(option));
      for (const a of set) for (const b of outside) expect(pairOf(pairs.margins, a, b)).toBeGreaterThan(0);
      const winner = condorcetWinner(pairs);
      if (winner !== null) expect(set).toEqual([winner]);
      else expect(set.length).toBeGreaterThan(1);
    }),
  );
});

test("[CW2] other ids, other order: the same options", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      expect(smithSet(other)).toEqual(smithSet(pairs).map(renamed).sort());
      const winner = condorcetWinner(pairs);
      expect(condorcetWinner(other)).toBe(winner === null ? null : renamed(winner));
    }),
  );
});

test("[CW1] a voter who moves the winner to the top does not unseat it", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      const winner = pairs && condorcetWinner(pairs);
      const after = winner && pairsOfProfile(raised(profile, winner, voter));
      if (after) expect(condorcetWinner(after)).toBe(winner);
    }),
  );
});
