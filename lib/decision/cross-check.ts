import { borda } from "./borda";
import { condorcetWinner, smithSet } from "./condorcet";
import { copeland } from "./copeland";
import { kemeny } from "./kemeny";
import type { Evaluation } from "./outcome";
import { type Pairwise, type Placed, type RankingBallot, pairwise } from "./pairwise";
import { rankedPairs } from "./ranked-pairs";
import { schulze } from "./schulze";
import type { VoterRanking, VoterRankings } from "./voter-rankings";

export const CROSS_CHECK_METHODS = [
  "condorcet",
  "copeland",
  "schulze",
  "ranked-pairs",
  "borda",
  "kemeny",
] as const;
export type CrossCheckMethod = (typeof CROSS_CHECK_METHODS)[number];

export type CrossCheckResult = { method: CrossCheckMethod } & (
  | {
      ok: true;
      winners: string[];
      /** The same winners as the default ranking, some of them, or none. */
      agreement: "same" | "partly" | "different";
    }
  | { ok: false; reason: "no-condorcet-winner" | "too-many-options" }
);

export type CrossCheck =
  | {
      ok: true;
      /** Winners of the default ranking, which the others are held against. */
      winners: string[];
      methods: CrossCheckResult[];
      /** Of each method that has an answer; the Condorcet winner alone has a place. */
      places: { method: CrossCheckMethod; places: Placed[] }[];
      smithSet: string[];
      pairwise: Pairwise;
      voters: number;
      leftOut: VoterRankings["leftOut"];
    }
  | { ok: false; reason: "no-rankings" | "duplicate-ids" };

/**
 * What other methods would choose from each voter's own ranking (CC1–CC4), beside the default ranking, never
 * averaged with it. They see only the order in which a voter ranks, not by how much, so they may well differ; that
 * is worth a talk, not a correction. `counting`: every voter counts the same, or every role does, each of its n
 * voters weighing 1/n.
 * The Condorcet winner is one of the checks; without one there is no answer, and the Smith set says who is in the
 * cycle. O(voters × options²) and Kemeny's 2ⁿ n².
 */
export function crossCheck(
  { voters, leftOut }: VoterRankings,
  evaluation: Pick<Evaluation, "ranking" | "winners">,
  counting: "voters" | "roles",
): CrossCheck {
  const pairs = pairwise(
    evaluation.ranking.map((entry) => entry.option),
    counting === "roles" ? rolesAlike(voters) : voters,
  );
  if (!pairs.ok)
    return { ok: false, reason: pairs.reason === "duplicate-ids" ? "duplicate-ids" : "no-rankings" };
  const { winners } = evaluation;
  const outcomes = CROSS_CHECK_METHODS.map((method) => ({ method, outcome: outcomeOf(method, pairs) }));
  return {
    ok: true,
    winners,
    methods: outcomes.map(({ method, outcome }): CrossCheckResult => {
      if (typeof outcome === "string") return { method, ok: false, reason: outcome };
      return { method, ok: true, winners: outcome.winners, agreement: compare(outcome.winners, winners) };
    }),
    places: outcomes.flatMap(({ method, outcome }) =>
      typeof outcome === "string" ? [] : [{ method, places: outcome.places }],
    ),
    smithSet: smithSet(pairs),
    pairwise: pairs,
    voters: voters.length,
    leftOut,
  };
}

/** A role of n voters gives each 1/n, so that every role weighs 1. */
function rolesAlike(voters: readonly VoterRanking[]): RankingBallot[] {
  return voters.map((voter) => ({
    ...voter,
    weight: 1 / voters.filter((other) => other.role === voter.role).length,
  }));
}

/** Winners in id order and the places that the method gives, or why there are none. */
function outcomeOf(
  method: CrossCheckMethod,
  pairs: Pairwise,
): { winners: string[]; places: Placed[] } | "no-condorcet-winner" | "too-many-options" {
  const placed = (places: Placed[]) => ({
    winners: places.filter((entry) => entry.rank === 1).map((entry) => entry.option),
    places,
  });
  switch (method) {
    case "condorcet": {
      const winner = condorcetWinner(pairs);
      return winner === null ? "no-condorcet-winner" : placed([{ option: winner, rank: 1 }]);
    }
    case "copeland":
      return placed(copeland(pairs));
    case "schulze":
      return placed(schulze(pairs).entries);
    case "ranked-pairs":
      return placed(rankedPairs(pairs).entries);
    case "borda":
      return placed(borda(pairs));
    case "kemeny": {
      const outcome = kemeny(pairs);
      return outcome.ok ? { winners: outcome.winners, places: outcome.entries } : outcome.reason;
    }
  }
}

function compare(found: readonly string[], winners: readonly string[]): "same" | "partly" | "different" {
  const shared = found.filter((option) => winners.includes(option)).length;
  if (shared === 0) return "different";
  return shared === found.length && shared === winners.length ? "same" : "partly";
}
