import { type Pairwise, pairOf } from "./pairwise";
import { type Ranked, competitionRanks } from "./ranks";

export interface BordaEntry extends Ranked {
  /** Weighted points: per voter, 1 for every option ranked below and ½ for every one ranked alike. */
  points: number;
  /** The most points that the option's voters could have given it. */
  possible: number;
}

/**
 * Borda's count (BO1–BO4): points = Σ weight × (options the voter ranks below + ½ × options ranked alike), which
 * for a complete ranking of n options without ties is n − 1, n − 2, … 0, and for ties the average of the places
 * they take. The score that ranks is points / possible, 0…1: where every voter ranks every option this is the
 * order of the points, and where some do not, an option is not punished for being judged by fewer. An option that
 * was compared with no other scores ½.
 *
 * Depends on which options are there: adding one that nobody puts first can change the winner, and so can voters
 * who bury a rival. It may pass over the Condorcet winner. O(options²) after the pairs are counted.
 * Source: Borda, Mémoire sur les élections au scrutin (1781); Black, The Theory of Committees and Elections (1958).
 */
export function borda({ options, prefer, tied }: Pairwise): BordaEntry[] {
  return competitionRanks(
    options.map((option) => {
      let points = 0;
      let possible = 0;
      // The pair of an option with itself stands in no table and adds nothing.
      for (const other of options) {
        const above = pairOf(prefer, option, other);
        const alike = pairOf(tied, option, other);
        points += above + alike / 2;
        possible += above + alike + pairOf(prefer, other, option);
      }
      return { option, score: possible === 0 ? 0.5 : points / possible, points, possible };
    }),
  );
}
