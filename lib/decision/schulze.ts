import { type PairTable, type Pairwise, type Placed, pairOf, pairTable, placedByDefeats } from "./pairwise";

/** Why a stands above b: the chain of pairs that leads from a to b, and how strong its weakest link is. */
export interface PathDefeat {
  winner: string;
  loser: string;
  /** From winner to loser; each beats the next in their pair. */
  path: string[];
  strength: number;
  /** Strength of the strongest path the other way; 0 = there is none. */
  back: number;
}

export interface Schulze {
  /** Rank = 1 + the number of options with a stronger path to it than it has to them. */
  entries: Placed[];
  /** Every option that no other one beats: several when they tie. */
  winners: string[];
  strengths: PairTable;
  /** In the order of the ranking: winner, then loser. */
  defeats: PathDefeat[];
}

/**
 * The Schulze method (SZ1–SZ5). A path from a to b is a chain in which each option beats the next in their pair;
 * it is as strong as its weakest link, the fewest voters that prefer the one to the next (winning votes). a beats
 * b if its strongest path to b is stronger than b's to a; that relation never has a cycle. Two options with equal
 * paths tie. Of several strongest paths a shortest is shown, and of those the first in id order. O(options³) for
 * the strengths, by Floyd and Warshall's scheme; O(options⁴) at worst to show the paths.
 *
 * Picks the Condorcet winner if there is one and only from the Smith set. Ranking the winner higher never harms
 * it. Leaving out an option may reorder the others.
 * Source: Schulze, A New Monotonic, Clone-Independent, Reversal Symmetric, and Condorcet-Consistent Single-Winner
 * Election Method, Social Choice and Welfare 36 (2011), 267–303.
 */
export function schulze(pairs: Pairwise): Schulze {
  const { options } = pairs;
  const strengths = strongestPaths(pairs);
  const beats = (a: string, b: string) => pairOf(strengths, a, b) > pairOf(strengths, b, a);
  const entries = placedByDefeats(options, beats);
  const order = entries.map((entry) => entry.option);
  const defeats = order.flatMap((winner) =>
    order
      .filter((loser) => beats(winner, loser))
      .map((loser) => {
        const strength = pairOf(strengths, winner, loser);
        const path = shortestPath(pairs, winner, loser, strength);
        return { winner, loser, path, strength, back: pairOf(strengths, loser, winner) };
      }),
  );
  return {
    entries,
    winners: entries.filter((entry) => entry.rank === 1).map((entry) => entry.option),
    strengths,
    defeats,
  };
}

/** Row by row in an array: n³ look-ups by id would cost more than all the rest. */
function strongestPaths({ options, winningVotes }: Pairwise): PairTable {
  const n = options.length;
  const strengths = Float64Array.from(options.flatMap((a) => options.map((b) => pairOf(winningVotes, a, b))));
  const at = (a: number, b: number) => strengths[a * n + b] ?? 0;
  for (let via = 0; via < n; via++)
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++) strengths[a * n + b] = Math.max(at(a, b), Math.min(at(a, via), at(via, b)));
  const place = new Map(options.map((option, each) => [option, each]));
  return pairTable(options, (a, b) => at(place.get(a) ?? 0, place.get(b) ?? 0));
}

/** A shortest path whose links all have at least the strength; the caller knows that there is one. */
function shortestPath(
  { options, winningVotes }: Pairwise,
  from: string,
  to: string,
  strength: number,
): string[] {
  const before = new Map<string, string[]>([[from, [from]]]);
  // A Map is walked in the order of insertion, also over what is inserted on the way: the shortest paths first.
  for (const [end, path] of before) {
    for (const next of options) {
      if (!before.has(next) && pairOf(winningVotes, end, next) >= strength) before.set(next, [...path, next]);
    }
  }
  return before.get(to) ?? [];
}
