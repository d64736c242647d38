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
export function competitionRanks(scores: readonly { option: string; score: number }[]): Ranked[] {
  const sorted = [...scores].sort((a, b) => b.score - a.score || byCodeUnit(a.option, b.option));
  const ranked: Ranked[] = [];
  for (let start = 0; start < sorted.length; ) {
    const best = sorted[start]?.score ?? 0;
    let end = start + 1;
    while (end < sorted.length && best - (sorted[end]?.score ?? 0) <= TIE) end++;
    const group = sorted.slice(start, end).sort((a, b) => byCodeUnit(a.option, b.option));
    for (const { option, score } of group) ranked.push({ option, score, rank: start + 1 });
    start = end;
  }
  return ranked;
}
