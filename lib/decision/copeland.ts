import { type Pairwise, pairOf } from "./pairwise";
import { type Ranked, competitionRanks } from "./ranks";

export interface CopelandEntry extends Ranked {
  wins: number;
  ties: number;
  losses: number;
}

/**
 * Copeland's method (CP1–CP3): an option scores 1 for every other one that it beats in their pair and ½ for every
 * tie. A pair that nobody compared is a tie. How clearly a pair is won does not count, so ties in the score are
 * frequent: every cycle of three is one. Picks the Condorcet winner when there is one. O(options²).
 * Source: Saari & Merlin, The Copeland Method I: Relationships and the Dictionary, Economic Theory 8 (1996),
 * 51–76.
 */
export function copeland({ options, margins }: Pairwise): CopelandEntry[] {
  return competitionRanks(
    options.map((option) => {
      const pairs = options
        .filter((other) => other !== option)
        .map((other) => pairOf(margins, option, other));
      const wins = pairs.filter((margin) => margin > 0).length;
      const ties = pairs.filter((margin) => margin === 0).length;
      return { option, score: wins + ties / 2, wins, ties, losses: pairs.length - wins - ties };
    }),
  );
}
