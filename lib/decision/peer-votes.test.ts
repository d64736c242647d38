/** Held against another implementation: the npm package `votes`, by lzear, on profiles that a seed repeats. */
import { expect, test } from "vitest";
import { Borda, Copeland, Kemeny, RankedPairs, Schulze, Smith, utils } from "votes";
import { borda } from "./borda";
import { smithSet } from "./condorcet";
import { copeland } from "./copeland";
import { kemeny } from "./kemeny";
import { type RankingBallot, pairOf } from "./pairwise";
import { rankedPairs } from "./ranked-pairs";
import { schulze } from "./schulze";
import { counted } from "./testing-profiles";

/** Mulberry32, by Tommy Ettinger: 32 bits of state, good enough to spread test cases. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Complete rankings of 2 to 6 options by 1 to 9 groups of voters, about one option in four tied with another. */
function randomProfile(seed: number): { options: string[]; ballots: RankingBallot[] } {
  const random = seeded(seed);
  const below = (bound: number) => Math.floor(random() * bound);
  const options = ["a", "b", "c", "d", "e", "f"].slice(0, 2 + below(5));
  const ballots = Array.from({ length: 1 + below(9) }, (_, at) => ({
    voter: `${at}`,
    weight: 1 + below(seed % 2 === 0 ? 3 : 40),
    ranks: Object.fromEntries(options.map((option) => [option, below(options.length * 2)])),
  }));
  return { options, ballots };
}

/** The same ballot as `votes` wants it: groups of tied options, best first. */
const grouped = ({ ranks, weight = 1 }: RankingBallot) => {
  const levels = [...new Set(Object.values(ranks))].sort((a, b) => a - b);
  const at = (level: number) => Object.keys(ranks).filter((option) => ranks[option] === level);
  return { weight, ranking: levels.map(at) };
};
const best = (scores: Record<string, number>) => {
  const most = Math.max(...Object.values(scores));
  return Object.keys(scores).filter((option) => scores[option] === most);
};

test("[CC4] 1,000 random profiles: Smith, Copeland, Borda, Schulze, Kemeny and ranked pairs as `votes` has them", () => {
  let compared = 0;
  for (let seed = 1; seed <= 1000; seed++) {
    const { options, ballots } = randomProfile(seed);
    const pairs = counted(options, ballots);
    const theirs = { candidates: options, ballots: ballots.map(grouped) };
    const matrix = utils.matrixFromBallots(theirs.ballots, options);
    options.forEach((a, row) =>
      options.forEach((b, column) => expect(matrix.array[row]?.[column]).toBe(pairOf(pairs.prefer, a, b))),
    );

    expect(best(new Smith(matrix).scores()), `Smith, seed ${seed}`).toEqual(smithSet(pairs));

    const copelandScores = Object.fromEntries(copeland(pairs).map(({ option, score }) => [option, score]));
    expect(new Copeland(matrix).scores(), `Copeland, seed ${seed}`).toEqual(copelandScores);

    // They give n points for the first place where the classical count gives n − 1.
    const voters = ballots.reduce((sum, { weight = 1 }) => sum + weight, 0);
    const points = Object.fromEntries(borda(pairs).map((entry) => [entry.option, entry.points + voters]));
    expect(new Borda(theirs).scores(), `Borda, seed ${seed}`).toEqual(points);

    const { defeats, strengths } = schulze(pairs);
    const beaten = (option: string) => defeats.filter(({ winner }) => winner === option).length;
    const defeatsOf = Object.fromEntries(options.map((option) => [option, beaten(option)]));
    expect(new Schulze(matrix).scores(), `Schulze, seed ${seed}`).toEqual(defeatsOf);
    expect(Object.keys(strengths)).toEqual(options);

    // Their score is the sum, over all optimal rankings, of the options below.
    const optimum = kemeny(pairs);
    if (!optimum.ok) throw new Error(optimum.reason);
    const kemenyScores = new Kemeny(matrix).scores();
    for (const { option, mean } of optimum.entries) {
      expect(kemenyScores[option], `Kemeny, seed ${seed}`).toBeCloseTo(
        (options.length - mean) * optimum.optimal,
        6,
      );
    }

    // They look at votes for, also of lost pairs, and drop whole groups of ties: the same question only if all differ.
    const strengthsAll = matrix.array.flat().filter((votes) => votes > 0);
    const { margins } = pairs;
    const won = options.flatMap((a) => options.map((b) => pairOf(margins, a, b)).filter((each) => each > 0));
    const pairsInAll = (options.length * (options.length - 1)) / 2;
    const sameOrder = sameOrderByVotesAndMargins(pairs.options, pairs.prefer);
    if (new Set(strengthsAll).size < strengthsAll.length || won.length < pairsInAll || !sameOrder) continue;
    compared++;
    const order = new RankedPairs(matrix).ranking().flat();
    expect(order, `ranked pairs, seed ${seed}`).toEqual(
      rankedPairs(pairs).entries.map(({ option }) => option),
    );
  }
  expect(compared).toBeGreaterThan(100);
});

/** With ties on ballots the order by votes for and the order by margins can differ; then so may the methods. */
function sameOrderByVotesAndMargins(
  options: readonly string[],
  prefer: Record<string, Record<string, number>>,
) {
  const won = options
    .flatMap((a) => options.map((b) => ({ votes: pairOf(prefer, a, b), against: pairOf(prefer, b, a) })))
    .filter(({ votes, against }) => votes > against)
    .sort((a, b) => b.votes - a.votes);
  const margins = won.map(({ votes, against }) => votes - against);
  return margins.every((margin, at) => at === 0 || margin < (margins[at - 1] ?? 0));
}
