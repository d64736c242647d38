import { type Pairwise, pairOf } from "./pairwise";

export interface KemenyPlace {
  option: string;
  /** Place in the ranking that is shown, 1…n: Kemeny rankings have no ties. */
  rank: number;
  /** The best and the worst place it takes in any optimal ranking, and the mean over all of them. */
  best: number;
  worst: number;
  mean: number;
}

export type Kemeny =
  | {
      ok: true;
      /** Of all optimal rankings the first in id order. */
      entries: KemenyPlace[];
      /** Every option that is first in some optimal ranking. */
      winners: string[];
      /** Weight of the voters against it, summed over all pairs, to six decimals: what is made as small as possible. */
      distance: number;
      /** How many rankings are as good. */
      optimal: number;
    }
  | { ok: false; reason: "too-many-options" };

/** 2^12 sets and 12 steps from each: some tens of milliseconds. Every further option doubles it and more. */
export const KEMENY_MAX_OPTIONS = 12;

/** Sums of settled weights this close are the same distance. */
const SAME = 1e-7;

/**
 * The Kemeny–Young ranking (KE1–KE5): the order of all options against which the voters, over all pairs, weigh
 * least. Exact, by dynamic programming over the sets of options that can stand at the top: what the next option
 * costs depends on the set above it and not on that set's order. Pairs that a voter ties or did not compare cost
 * nothing either way. With more than 12 options there is no answer rather than an approximate one.
 * O(2ⁿ n²) time, O(2ⁿ) memory.
 *
 * Picks the Condorcet winner if there is one; the Smith set stands above all others. Cloning an option can change
 * the winner.
 * Source: Kemeny, Mathematics without Numbers, Daedalus 88 (1959), 577–591; Young, Condorcet's Theory of Voting,
 * American Political Science Review 82 (1988), 1231–1244.
 */
export function kemeny({ options, prefer }: Pairwise): Kemeny {
  const n = options.length;
  if (n > KEMENY_MAX_OPTIONS) return { ok: false, reason: "too-many-options" };
  const everyone = (1 << n) - 1;
  const indices = options.map((_, at) => at);
  const against = Float64Array.from(options.flatMap((a) => options.map((b) => pairOf(prefer, b, a))));
  /** Voters against putting `next` straight below the options of `above` and over all others. */
  const cost = (above: number, next: number) => {
    const placed = above | (1 << next);
    let sum = 0;
    for (let other = 0; other < n; other++)
      if (!(placed & (1 << other))) sum += against[next * n + other] as number;
    return sum;
  };

  // From the bottom up: the least distance of the options not in `above`, and in how many orders it is reached.
  const least = new Float64Array(everyone + 1);
  const orders = new Float64Array(everyone + 1);
  orders[everyone] = 1;
  /** The same with `next` straight below `above`; ∞ if it stands there already. */
  const withNext = new Float64Array((everyone + 1) * n).fill(Number.POSITIVE_INFINITY);
  const isBest = (above: number, next: number) =>
    (withNext[above * n + next] as number) - (least[above] as number) < SAME;
  for (let above = everyone - 1; above >= 0; above--) {
    let lowest = Number.POSITIVE_INFINITY;
    for (let next = 0; next < n; next++) {
      if (above & (1 << next)) continue;
      const distance = cost(above, next) + (least[above | (1 << next)] as number);
      withNext[above * n + next] = distance;
      lowest = Math.min(lowest, distance);
    }
    least[above] = lowest;
    let ways = 0;
    for (let next = 0; next < n; next++)
      if (isBest(above, next)) ways += orders[above | (1 << next)] as number;
    orders[above] = ways;
  }
  const bestNext = (above: number) => indices.filter((next) => isBest(above, next));

  // From the top down: in how many optimal rankings each set stands at the top, and so each option in its place.
  const tops = new Float64Array(everyone + 1);
  tops[0] = 1;
  const optimal = orders[0] ?? 0;
  const places = options.map((option) => ({ option, rank: 0, best: n, worst: 1, mean: 0 }));
  for (let above = 0; above < everyone; above++) {
    const ways = tops[above] ?? 0;
    if (ways === 0) continue;
    const place = 1 + indices.filter((each) => above & (1 << each)).length;
    for (const next of bestNext(above)) {
      const set = above | (1 << next);
      tops[set] = (tops[set] ?? 0) + ways;
      const each = places[next];
      if (each === undefined) continue;
      each.best = Math.min(each.best, place);
      each.worst = Math.max(each.worst, place);
      each.mean += (place * ways * (orders[set] ?? 0)) / optimal;
    }
  }
  for (let above = 0, rank = 1; above < everyone; rank++) {
    const next = bestNext(above)[0] ?? 0;
    const each = places[next];
    if (each) each.rank = rank;
    above |= 1 << next;
  }
  return {
    ok: true,
    entries: [...places].sort((a, b) => a.rank - b.rank),
    winners: places.filter((each) => each.best === 1).map((each) => each.option),
    distance: Math.round((least[0] ?? 0) * 1e6) / 1e6,
    optimal,
  };
}
