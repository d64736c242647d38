import fc from "fast-check";
import { type Pairwise, type RankingBallot, pairwise } from "./pairwise";

/** Strict ballots as sources print them: `[25, "ABC"]` is 25 voters with A before B before C. */
export function printed(rows: readonly (readonly [number, string | readonly string[]])[]): {
  options: string[];
  ballots: RankingBallot[];
} {
  const ballots = rows.map(([weight, order], at) => ({
    voter: `${at}`,
    weight,
    ranks: Object.fromEntries([...order].map((option, place) => [option, place + 1])),
  }));
  return { options: [...(rows[0]?.[1] ?? [])], ballots };
}

export function counted(options: readonly string[], ballots: readonly RankingBallot[]): Pairwise {
  const outcome = pairwise(options, ballots);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

export const pairsOf = (rows: readonly (readonly [number, string | readonly string[]])[]): Pairwise => {
  const { options, ballots } = printed(rows);
  return counted(options, ballots);
};

/** Wikipedia, "Condorcet method": where Tennessee's capital should lie. Nashville beats every other city. */
export const TENNESSEE = [
  [42, ["Memphis", "Nashville", "Chattanooga", "Knoxville"]],
  [26, ["Nashville", "Chattanooga", "Knoxville", "Memphis"]],
  [15, ["Chattanooga", "Knoxville", "Nashville", "Memphis"]],
  [17, ["Knoxville", "Chattanooga", "Nashville", "Memphis"]],
] as const;

/** Condorcet's 60 voters, after Young, Condorcet's Theory of Voting, APSR 82 (1988): A > B > C > A, 33, 42, 35. */
export const CONDORCET_60 = [
  [23, "ABC"],
  [17, "BCA"],
  [2, "BAC"],
  [10, "CAB"],
  [8, "CBA"],
] as const;

/** Voters of weight 1 who rank 1…5 options with ties; some leave options unranked. */
export const profiles = fc.integer({ min: 1, max: 5 }).chain((size) =>
  fc.record({
    options: fc.constant(["a", "b", "c", "d", "e"].slice(0, size)),
    votes: fc.array(
      fc.array(fc.option(fc.integer({ min: 1, max: 4 }), { freq: 6 }), { minLength: size, maxLength: size }),
      { minLength: 1, maxLength: 9 },
    ),
  }),
);

export type Profile = typeof profiles extends fc.Arbitrary<infer Each> ? Each : never;

/** The ballots of a profile, its options renamed if a name is given. */
export function ballotsOf({ options, votes }: Profile, name = (option: string) => option): RankingBallot[] {
  return votes.map((ranks, at) => ({
    voter: `v${at}`,
    ranks: Object.fromEntries(
      options.flatMap((option, place) => {
        const rank = ranks[place];
        return rank === null || rank === undefined ? [] : [[name(option), rank]];
      }),
    ),
  }));
}

/** Null when no voter ranks anything. */
export function pairsOfProfile(profile: Profile, name = (option: string) => option): Pairwise | null {
  const outcome = pairwise(profile.options.map(name), ballotsOf(profile, name));
  return outcome.ok ? outcome : null;
}

/** Other ids in another order: a becomes z9, b becomes y8, … */
export const renamed = (option: string): string => {
  const at = option.charCodeAt(0) - "a".charCodeAt(0);
  return String.fromCharCode("z".charCodeAt(0) - at) + (9 - at);
};

/** The same profile with one voter ranking the option above all others, where that voter ranks it at all. */
export function raised(profile: Profile, option: string, voter: number): Profile {
  const place = profile.options.indexOf(option);
  return {
    ...profile,
    votes: profile.votes.map((ranks, at) =>
      at !== voter % profile.votes.length || ranks[place] === null
        ? ranks
        : ranks.map((rank, each) => (each === place ? 0 : rank)),
    ),
  };
}
