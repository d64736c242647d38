import { type Pairwise, type Placed, pairOf, placedByDefeats } from "./pairwise";

/** A pair in the order in which it was looked at. */
export interface ConsideredPair {
  winner: string;
  loser: string;
  margin: number;
  /** False: it would have closed a cycle with the pairs locked before it, and was dropped. */
  locked: boolean;
}

export interface RankedPairs {
  /** Rank = 1 + the number of options from which a chain of locked pairs leads down to it. */
  entries: Placed[];
  winners: string[];
  pairs: ConsideredPair[];
  /** A pair was dropped for pairs of the same margin, which only its id put behind: other ids, other ranking. */
  decidedByIds: boolean;
}

/**
 * Tideman's ranked pairs (RP1–RP5): the pairs are looked at from the largest margin to the smallest; each is locked
 * unless it would close a cycle with those locked before. Equal margins are taken in the order of the winner's id,
 * then the loser's: repeatable, but an arbitrary choice, which `decidedByIds` owns up to. A tied pair locks
 * nothing; options that no locked pairs join stand side by side. O(options⁴): a search for a cycle per pair.
 *
 * Picks the Condorcet winner if there is one and only from the Smith set. Leaving out an option may reorder the
 * others.
 * Source: Tideman, Independence of Clones as a Criterion for Voting Rules, Social Choice and Welfare 4 (1987),
 * 185–206.
 */
export function rankedPairs({ options, margins }: Pairwise): RankedPairs {
  const byMargin = options
    .flatMap((winner) => options.map((loser) => ({ winner, loser, margin: pairOf(margins, winner, loser) })))
    .filter((pair) => pair.margin > 0)
    // Stable: pairs of equal margin stay in id order.
    .sort((a, b) => b.margin - a.margin);
  const pairs: ConsideredPair[] = [];
  let decidedByIds = false;
  for (const pair of byMargin) {
    const { winner, loser, margin } = pair;
    const locked = !reached(pairs, loser).has(winner);
    const stronger = pairs.filter((each) => each.margin > margin);
    if (!locked && !reached(stronger, loser).has(winner)) decidedByIds = true;
    pairs.push({ ...pair, locked });
  }
  const below = new Map(options.map((option) => [option, reached(pairs, option)]));
  const entries = placedByDefeats(options, (a, b) => a !== b && below.get(a)?.has(b) === true);
  return {
    entries,
    winners: entries.filter((entry) => entry.rank === 1).map((entry) => entry.option),
    pairs,
    decidedByIds,
  };
}

/** The option itself and all below it along locked pairs. */
function reached(pairs: readonly ConsideredPair[], from: string): Set<string> {
  const found = new Set([from]);
  for (const each of found) {
    for (const { winner, loser, locked } of pairs) if (locked && winner === each) found.add(loser);
  }
  return found;
}
