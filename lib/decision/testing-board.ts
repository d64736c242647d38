import { type AnalysisInput, analyse } from "./analyse";
import { evaluate } from "./evaluate";
import type { FrameBody } from "./frame";
import { ballot, criterion, frame } from "./testing-frame";

/**
 * A board on which nothing stands in the order of its ids. What the methods should be asked is worked out by hand:
 * an analysis must say, by name, what they answer. X is under the bar, the guests stayed away, and C's second task
 * is unrated.
 */
export const asked = frame({
  options: ["X", "C", "A", "B"].map((id) => ({ id, title: id })),
  criteria: [
    criterion("speed"),
    criterion("fit", { source: "map" }),
    criterion("cost", { knockOutBelow: 2 }),
  ],
  roles: ["sell", "make", "guest"].map((id) => ({ id, name: id })),
});
export const map = {
  tasks: ["t1", "t2"].map((id) => ({ id, title: id, inScope: true })),
  fits: {
    "t1|A": "efficient",
    "t2|A": "uncovered",
    "t1|B": "mixed",
    "t2|B": "inefficient",
    "t1|C": "efficient",
  } as const,
};
/** By three makers and a seller. */
export const MARKS: Record<string, [number, number, number, number]> = {
  "cost|A": [3, 2, 5, 3],
  "cost|B": [2, 4, 4, 5],
  "cost|C": [3, 5, 3, 2],
  "cost|X": [1, 1, 1, 1],
  "speed|A": [1, 5, 3, 3],
  "speed|B": [4, 4, 4, 5],
  "speed|C": [1, 1, 3, 5],
  "speed|X": [5, 5, 5, 5],
};
const OF_A_MAKER = { cost: 50, fit: 50, speed: 100 };
const OF_THE_SELLER = { cost: 50, fit: 100, speed: 50 };
export const VOTERS = ["m1", "m2", "m3", "s1"];
export const roleOf = (voter: string) => (voter === "s1" ? "sell" : "make");
export const ballots = VOTERS.map((voter, at) =>
  ballot(
    voter,
    roleOf(voter),
    Object.fromEntries(Object.entries(MARKS).map(([cell, marks]) => [cell, marks[at] ?? 0])),
    voter === "s1" ? OF_THE_SELLER : OF_A_MAKER,
  ),
);

/** In the order of the ids; X after the others where it has a place. */
export const OPTIONS = ["A", "B", "C"];
export const CRITERIA = ["cost", "fit", "speed"];
export const ROLES = ["guest", "make", "sell"];
/** Role × option × criterion, a mark r being worth (r − 1) / 4: the makers' means are 10/3, 10/3, 11/3 and 3, 4, 5/3. */
export const OF_ROLES = {
  guest: [
    [null, 0.5, null],
    [null, 0.25, null],
    [null, 1, null],
    [null, null, null],
  ],
  make: [
    [7 / 12, 0.5, 0.5],
    [7 / 12, 0.25, 0.75],
    [2 / 3, 1, 1 / 6],
    [0, null, 1],
  ],
  sell: [
    [0.5, 0.5, 0.5],
    [1, 0.25, 1],
    [0.25, 1, 1],
    [0, null, 1],
  ],
};
export const SHARES = { guest: null, make: [0.25, 0.25, 0.5], sell: [0.25, 0.5, 0.25] };
/** The means of the two roles. */
export const VALUES = [
  [13 / 24, 0.5, 0.5],
  [19 / 24, 0.25, 7 / 8],
  [11 / 24, 1, 7 / 12],
];
export const WEIGHTS = [0.25, 0.375, 0.375];
/** Each voter's score of A, B and C, in sixteenths: 4 8 6, 11 10 8, 10 10 10 and 8 10 13. */
export const RANKS = [
  [3, 1, 2],
  [1, 2, 3],
  [1, 1, 1],
  [3, 2, 1],
];

export function analysed(more: Partial<AnalysisInput> = {}) {
  // Four of the eight who could have voted.
  const eligible = { make: 4, sell: 2, guest: 2 };
  const input: AnalysisInput = { frame: asked, map, ballots, eligible, seed: 7, samples: 300, ...more };
  const evaluation = evaluate(input);
  if (!evaluation.ok) throw new Error(evaluation.reason);
  return { input, evaluation, analysis: analyse(input, evaluation) };
}
export const winnersAmong = (left: Partial<FrameBody>, cast = ballots) => {
  const outcome = evaluate({ frame: { ...asked, ...left }, map, ballots: cast });
  return outcome.ok ? outcome.winners : [];
};
