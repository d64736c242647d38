import { byCodeUnit } from "./ballot";

/** Two scores closer than this are a tie: less than any rounding on screen, more than floating-point noise. */
export const TIE = 1e-9;

export interface Ranked {
  option: string;
  score: number;
  rank: number;
}

/**
 * Standard competition ranking, 1-2-2-4 (RA1). A score ties with the best of its group, so ties do not chain.
 * Within a tie the order is that of the ids: the caller's order never shows (RA2).
 */
export function competitionRanks<Scored extends { option: string; score: number }>(
  scores: readonly Scored[],
): (Scored & Ranked)[] {
  const places = placesOf(scores.map((each) => each.score));
  return scores
    .map((each, at) => ({ ...each, rank: places[at] ?? 0 }))
    .sort((a, b) => a.rank - b.rank || byCodeUnit(a.option, b.option));
}

/** The same ranks alone, in the order of the scores. */
export function placesOf(scores: readonly number[]): number[] {
  const sorted = [...scores].sort((a, b) => b - a);
  const ranks = new Map<number, number>();
  let [best, rank] = [Number.POSITIVE_INFINITY, 0];
  for (const [at, score] of sorted.entries()) {
    if (best - score > TIE) [best, rank] = [score, at + 1];
    ranks.set(score, rank);
  }
  return scores.map((score) => ranks.get(score) ?? 0);
}

/**
 * Average ranks 1…n, lowest value first: tied values share the mean of the places they take (RA3), so the ranks
 * always sum to n (n + 1) / 2. `tieTerm` is Σ (t³ − t) over the groups of t tied values, for tie corrections.
 */
export function averageRanks(values: readonly number[]): { ranks: number[]; tieTerm: number } {
  const sorted = [...values].sort((a, b) => a - b);
  let tieTerm = 0;
  const ranks = values.map((value) => {
    const lower = sorted.indexOf(value);
    const equal = sorted.lastIndexOf(value) - lower + 1;
    // Each of the t members of a group adds its t-th part of t³ − t.
    tieTerm += equal * equal - 1;
    return lower + (equal + 1) / 2;
  });
  return { ranks, tieTerm };
}
