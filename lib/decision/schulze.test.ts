import fc from "fast-check";
import { expect, test } from "vitest";
import cycle from "./cases/condorcet_cycle_25_40_35.json";
import published from "./cases/schulze_wikipedia_45.json";
import { condorcetWinner, smithSet } from "./condorcet";
import { pairOf } from "./pairwise";
import { schulze } from "./schulze";
import { counted, pairsOf, pairsOfProfile, profiles, raised, renamed } from "./testing-profiles";

test("[SZ1] Schulze's 45 voters: strongest paths and ranking", () => {
  const outcome = schulze(pairsOf(published.input.ballots as [number, string][]));
  expect(outcome.strengths).toEqual(published.expected.strongest_paths);
  expect(outcome.entries).toEqual(published.expected.ranking.map((option, at) => ({ option, rank: at + 1 })));
  expect(outcome.winners).toEqual(["E"]);
  expect(outcome.defeats).toHaveLength(10);
});

test("[SZ2] the very path that beats: as Schulze prints it, or one as strong", () => {
  const { defeats } = schulze(pairsOf(published.input.ballots as [number, string][]));
  expect(defeats[0]).toEqual({
    winner: "E",
    loser: "A",
    // Printed: E-D-C-B-A. E beats B itself, by 27; the weakest link of both is B over A, 25.
    path: ["E", "B", "A"],
    strength: 25,
    back: 24,
  });
  const fromA = defeats.filter((each) => each.winner === "A").map((each) => each.path.join(""));
  expect(fromA).toEqual(["ADC", "ADCB", "AD"]);
});

/** Schulze, Social Choice and Welfare 36 (2011), section 3, example 1: 21 voters, d > a > c > b. */
test("[SZ1] Schulze's 21 voters", () => {
  const outcome = schulze(
    pairsOf([
      [8, "acdb"],
      [2, "badc"],
      [4, "cdba"],
      [4, "dbac"],
      [3, "dcba"],
    ]),
  );
  expect(outcome.strengths).toEqual({
    a: { b: 14, c: 14, d: 12 },
    b: { a: 13, c: 13, d: 12 },
    c: { a: 13, b: 15, d: 12 },
    d: { a: 13, b: 19, c: 13 },
  });
  expect(outcome.entries.map(({ option }) => option)).toEqual(["d", "a", "c", "b"]);
});

test("[SZ3] equal paths tie: nobody is above the other (analytic)", () => {
  const tie = schulze(
    pairsOf([
      [1, "abc"],
      [1, "bca"],
      [1, "cab"],
    ]),
  );
  expect(tie.entries).toEqual([
    { option: "a", rank: 1 },
    { option: "b", rank: 1 },
    { option: "c", rank: 1 },
  ]);
  expect(tie.defeats).toEqual([]);
  expect(tie.winners).toEqual(["a", "b", "c"]);
  const alike = schulze(counted(["b", "a"], [{ voter: "1", ranks: { a: 1, b: 1 } }]));
  expect(alike).toMatchObject({ winners: ["a", "b"], strengths: { a: { b: 0 }, b: { a: 0 } } });
  expect(schulze(counted(["a"], [{ voter: "1", ranks: { a: 1 } }]))).toMatchObject({
    entries: [{ option: "a", rank: 1 }],
  });
});

test("[SZ5] leaving out an option may turn the others round", () => {
  const rows = cycle.input.ballots as [number, string][];
  expect(schulze(pairsOf(rows)).winners).toEqual(["B"]);
  const without = rows.map(([weight, order]): [number, string] => [weight, order.replace("C", "")]);
  expect(schulze(pairsOf(without)).winners).toEqual(["A"]);
});

test("[SZ2] every path is as strong as its weakest link, visits nobody twice, and wins each pair", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      for (const { winner, loser, path, strength, back } of schulze(pairs).defeats) {
        const links = path.slice(1).map((to, at) => pairOf(pairs.winningVotes, path[at] ?? "", to));
        expect([path[0], path.at(-1)]).toEqual([winner, loser]);
        expect(new Set(path).size).toBe(path.length);
        expect(Math.min(...links)).toBe(strength);
        expect(strength).toBeGreaterThan(back);
      }
    }),
  );
});

test("[SZ4] from the Smith set, the Condorcet winner if there is one; moving a winner up keeps it", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      if (!pairs) return;
      const { winners, entries } = schulze(pairs);
      const condorcet = condorcetWinner(pairs);
      if (condorcet !== null) expect(winners).toEqual([condorcet]);
      for (const winner of winners) {
        expect(smithSet(pairs)).toContain(winner);
        const after = pairsOfProfile(raised(profile, winner, voter));
        if (after) expect(schulze(after).winners).toContain(winner);
      }
      expect(entries.map(({ option }) => option).sort()).toEqual(pairs.options);
    }),
  );
});

test("[SZ3] other ids, other order: the same ranking", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      const ranks = new Map(schulze(other).entries.map(({ option, rank }) => [option, rank]));
      for (const { option, rank } of schulze(pairs).entries) expect(ranks.get(renamed(option))).toBe(rank);
    }),
  );
});
