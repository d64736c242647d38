import fc from "fast-check";
import { expect, test } from "vitest";
import { borda } from "./borda";
import tennessee from "./cases/borda_tennessee.json";
import { condorcetWinner } from "./condorcet";
import {
  CONDORCET_60,
  counted,
  pairsOf,
  pairsOfProfile,
  profiles,
  raised,
  renamed,
} from "./testing-profiles";

const points = (entries: ReturnType<typeof borda>) =>
  Object.fromEntries(entries.map((entry) => [entry.option, entry.points]));

test("[BO1] Tennessee", () => {
  const entries = borda(pairsOf(tennessee.input.ballots as [number, string[]][]));
  expect(points(entries)).toEqual(tennessee.expected.scores);
  expect(entries[0]).toMatchObject({ option: tennessee.expected.winner, rank: 1, possible: 300 });
});

/** Young, Condorcet's Theory of Voting (1988), on Condorcet's 60 voters. */
test("[BO1] Condorcet's 60 voters: 58, 69, 53", () => {
  expect(points(borda(pairsOf(CONDORCET_60)))).toEqual({ A: 58, B: 69, C: 53 });
});

test("[BO2] tied options get the average of their places (analytic)", () => {
  const pairs = counted(["a", "b", "c", "d"], [{ voter: "1", weight: 2, ranks: { a: 1, b: 2, c: 2, d: 3 } }]);
  expect(borda(pairs)).toEqual([
    { option: "a", score: 1, rank: 1, points: 6, possible: 6 },
    { option: "b", score: 0.5, rank: 2, points: 3, possible: 6 },
    { option: "c", score: 0.5, rank: 2, points: 3, possible: 6 },
    { option: "d", score: 0, rank: 4, points: 0, possible: 6 },
  ]);
});

test("[BO3] an option judged by fewer is not punished for it", () => {
  const pairs = counted(
    ["a", "b", "c", "d"],
    [
      { voter: "1", ranks: { a: 1, b: 2 } },
      { voter: "2", ranks: { a: 2, b: 3, c: 1 } },
      { voter: "3", ranks: { d: 1 } },
    ],
  );
  expect(
    borda(pairs).map(({ option, score, points: own, possible }) => [option, score, own, possible]),
  ).toEqual([
    ["c", 1, 2, 2],
    ["a", 2 / 3, 2, 3],
    ["d", 0.5, 0, 0],
    ["b", 0, 0, 3],
  ]);
});

test("[BO4] a further option can change the winner, and the Condorcet winner can lose", () => {
  const two = pairsOf([
    [3, "AB"],
    [2, "BA"],
  ]);
  const three = pairsOf([
    [3, "ABC"],
    [2, "BCA"],
  ]);
  expect(borda(two)[0]?.option).toBe("A");
  expect(borda(three)[0]?.option).toBe("B");
  expect(condorcetWinner(three)).toBe("A");
});

test("[BO1] other ids, other order: the same points", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const pairs = pairsOfProfile(profile);
      const other = pairsOfProfile(profile, renamed);
      if (!pairs || !other) return;
      const renamedPoints = Object.fromEntries(
        Object.entries(points(borda(pairs))).map(([option, own]) => [renamed(option), own]),
      );
      expect(points(borda(other))).toEqual(renamedPoints);
    }),
  );
});

test("[BO1] moving an option to the top never lowers it", () => {
  fc.assert(
    fc.property(profiles, fc.nat(), (profile, voter) => {
      const pairs = pairsOfProfile(profile);
      const option = pairs?.options[voter % pairs.options.length] ?? "";
      const after = pairsOfProfile(raised(profile, option, voter));
      if (!pairs || !after) return;
      const rankIn = (of: typeof pairs) => borda(of).find((entry) => entry.option === option)?.rank ?? 0;
      expect(rankIn(after)).toBeLessThanOrEqual(rankIn(pairs));
    }),
  );
});

test("[BO2] what a voter has to give does not depend on their ties", () => {
  fc.assert(
    fc.property(profiles, (profile) => {
      const complete = { ...profile, votes: profile.votes.map((ranks) => ranks.map((rank) => rank ?? 9)) };
      const entries = borda(pairsOfProfile(complete) ?? pairsOf([[1, "a"]]));
      const n = complete.options.length;
      const total = entries.reduce((sum, entry) => sum + entry.points, 0);
      expect(total).toBe((complete.votes.length * n * (n - 1)) / 2);
    }),
  );
});
