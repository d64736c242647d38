import fc from "fast-check";
import { expect, test } from "vitest";
import cycle from "./cases/condorcet_cycle_25_40_35.json";
import schulzeCase from "./cases/schulze_wikipedia_45.json";
import { pairOf, pairTable, pairwise, placedByDefeats, settled } from "./pairwise";
import { CONDORCET_60, ballotsOf, counted, pairsOf, pairsOfProfile, profiles } from "./testing-profiles";

test("[PW1] the pairs of Schulze's 45 voters, and of the printed cycle", () => {
  const pairs = pairsOf(schulzeCase.input.ballots as [number, string][]);
  expect(pairs.prefer).toEqual(schulzeCase.expected.pairwise);
  const three = pairsOf(cycle.input.ballots as [number, string][]);
  for (const [a, row] of Object.entries(cycle.expected.pairwise)) {
    for (const [b, votes] of Object.entries(row)) expect(pairOf(three.prefer, a, b)).toBe(votes);
  }
});

test("[PW1] margins and winning votes of Condorcet's 60 voters", () => {
  const pairs = pairsOf(CONDORCET_60);
  expect(pairs.prefer).toEqual({ A: { B: 33, C: 25 }, B: { A: 27, C: 42 }, C: { A: 35, B: 18 } });
  expect(pairs.margins).toEqual({ A: { B: 6, C: -10 }, B: { A: -6, C: 24 }, C: { A: 10, B: -24 } });
  expect(pairs.winningVotes).toEqual({ A: { B: 33, C: 0 }, B: { A: 0, C: 42 }, C: { A: 35, B: 0 } });
});

test("[PW2] a tie is neither a preference nor nothing; an equal pair has no winning votes", () => {
  const pairs = counted(
    ["a", "b", "c"],
    [
      { voter: "1", ranks: { a: 1, b: 1, c: 7 } },
      { voter: "2", ranks: { a: 2, b: 1, c: 2 } },
      { voter: "3", ranks: { a: -1, b: 3.5, c: 3.5 } },
    ],
  );
  expect(pairs.prefer).toEqual({ a: { b: 1, c: 2 }, b: { a: 1, c: 2 }, c: { a: 0, b: 0 } });
  expect(pairs.tied).toEqual({ a: { b: 1, c: 1 }, b: { a: 1, c: 1 }, c: { a: 1, b: 1 } });
  expect(pairs.winningVotes).toEqual({ a: { b: 0, c: 2 }, b: { a: 0, c: 2 }, c: { a: 0, b: 0 } });
});

test("[PW3] a pair counts only for voters who ranked both; whom nobody ranked is named", () => {
  const pairs = counted(
    ["c", "b", "a", "d"],
    [
      { voter: "1", ranks: { a: 1, b: 2 } },
      { voter: "2", ranks: { b: 1, a: 2, c: 3 } },
      { voter: "3", ranks: { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: 1, ghost: 1 } },
    ],
  );
  expect(pairs).toMatchObject({ options: ["a", "b", "c"], unranked: ["d"], ignoredBallots: 0 });
  expect(pairs.prefer).toEqual({ a: { b: 1, c: 1 }, b: { a: 1, c: 1 }, c: { a: 0, b: 0 } });
});

test("[PW4] weights: 1 unless given; fractions that ought to be equal are", () => {
  const pairs = counted(
    ["a", "b"],
    [
      ...["1", "2", "3"].map((voter) => ({ voter, weight: 0.1, ranks: { a: 1, b: 2 } })),
      { voter: "4", weight: 0.3, ranks: { a: 2, b: 1 } },
    ],
  );
  expect(pairs.margins).toEqual({ a: { b: 0 }, b: { a: 0 } });
  expect(pairs.winningVotes).toEqual({ a: { b: 0 }, b: { a: 0 } });
  expect(settled(0.1 + 0.2)).toBe(0.3);
  expect(settled(2e-9)).toBe(2e-9);
  const bad = [0, -1, Number.NaN, Number.POSITIVE_INFINITY].map((weight, at) => ({
    voter: `bad${at}`,
    weight,
    ranks: { b: 1, a: 2 },
  }));
  expect(counted(["a", "b"], [...bad, { voter: "1", ranks: { a: 1, b: 2 } }])).toMatchObject({
    prefer: { a: { b: 1 }, b: { a: 0 } },
    ignoredBallots: 4,
  });
});

test("[PW5] no pairs but a reason", () => {
  const ballot = { voter: "1", ranks: { a: 1 } };
  expect(pairwise([], [ballot])).toEqual({ ok: false, reason: "no-options" });
  expect(pairwise(["a", "a"], [ballot])).toEqual({ ok: false, reason: "duplicate-ids" });
  expect(pairwise(["a"], [ballot, ballot])).toEqual({ ok: false, reason: "duplicate-ids" });
  expect(pairwise(["a"], [])).toEqual({ ok: false, reason: "no-rankings" });
  expect(pairwise(["a"], [{ voter: "1", ranks: {} }])).toEqual({ ok: false, reason: "no-rankings" });
  expect(pairwise(["toString"], [{ voter: "1", ranks: {} }])).toEqual({ ok: false, reason: "no-rankings" });
  expect(pairwise(["a"], [ballot])).toMatchObject({ ok: true, options: ["a"], prefer: { a: {} } });
});

test("[PW1] what is not in a table is 0, and an option is not paired with itself", () => {
  const table = pairTable(["a", "b"], () => 3);
  expect(table).toEqual({ a: { b: 3 }, b: { a: 3 } });
  expect([pairOf(table, "a", "b"), pairOf(table, "a", "a"), pairOf(table, "x", "a")]).toEqual([3, 0, 0]);
});

test("[PW5] ranks from defeats: nobody above is first, ids order those side by side", () => {
  const beats = (a: string, b: string) => ["cb", "ca", "da"].includes(a + b);
  expect(placedByDefeats(["d", "b", "a", "c"], beats)).toEqual([
    { option: "c", rank: 1 },
    { option: "d", rank: 1 },
    { option: "b", rank: 2 },
    { option: "a", rank: 3 },
  ]);
});

test("[PW1] the order of options and of voters changes nothing", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const ballots = ballotsOf(profile);
      expect(pairwise([...profile.options].reverse(), [...ballots].reverse())).toEqual(
        pairwise(profile.options, ballots),
      );
    }),
  );
});

test("[PW2] what is preferred either way and what is tied add up to those who ranked both", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      for (const a of pairs?.options ?? []) {
        for (const b of pairs?.options ?? []) {
          if (a === b || !pairs) continue;
          const both = ballotsOf(profile).filter(({ ranks }) => a in ranks && b in ranks).length;
          const { prefer, tied } = pairs;
          expect(pairOf(prefer, a, b) + pairOf(prefer, b, a) + pairOf(tied, a, b)).toBe(both);
          expect(pairOf(pairs.margins, a, b)).toBe(pairOf(prefer, a, b) - pairOf(prefer, b, a));
        }
      }
    }),
  );
});
