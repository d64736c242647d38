import { byCodeUnit } from "./ballot";
import { competitionRanks } from "./ranks";

/** What one criterion adds to an option's score. */
export interface Contribution {
  criterion: string;
  /** Weight of the criterion for this option, after rescaling over the criteria that have a value. */
  weight: number;
  value: number;
  /** weight × value. */
  points: number;
}

export interface AdditiveEntry {
  option: string;
  score: number;
  rank: number;
  /** In criterion-id order, the order of the sum. */
  contributions: Contribution[];
  /** Criteria without a value for this option: left out, their weight shared by the others. */
  missing: string[];
}

export interface AdditiveRanking {
  entries: AdditiveEntry[];
  /** Options without a single value: they cannot be placed. */
  unscored: string[];
}

/**
 * The additive value model, S = Σ w·v (AD1–AD4). A cell nobody scored is left out and the option's other
 * weights are rescaled to 1; it never counts as zero. An option's score depends on nothing but its own values
 * and the weights, so adding an option never reorders the others. O(options × criteria).
 * Source: Keeney & Raiffa, Decisions with Multiple Objectives (1976), ch. 3.
 */
export function additive(
  options: readonly string[],
  weights: Record<string, number>,
  valueOf: (criterion: string, option: string) => number | null,
): AdditiveRanking {
  const criteria = Object.keys(weights).sort(byCodeUnit);
  const scored = new Map<string, Omit<AdditiveEntry, "rank" | "option">>();
  const unscored: string[] = [];
  for (const option of options) {
    const cells = criteria.map((criterion) => ({
      criterion,
      weight: weights[criterion] ?? 0,
      value: valueOf(criterion, option),
    }));
    const whole = cells.reduce((sum, cell) => (cell.value === null ? sum : sum + cell.weight), 0);
    if (!(whole > 0)) {
      unscored.push(option);
      continue;
    }
    const missing = cells.filter((cell) => cell.value === null).map((cell) => cell.criterion);
    const contributions = cells.flatMap(({ criterion, weight, value }): Contribution[] => {
      if (value === null) return [];
      const rescaled = weight / whole;
      return [{ criterion, weight: rescaled, value, points: rescaled * value }];
    });
    const score = contributions.reduce((sum, each) => sum + each.points, 0);
    scored.set(option, { score, contributions, missing });
  }
  const ranked = competitionRanks([...scored].map(([option, { score }]) => ({ option, score })));
  const entries = ranked.flatMap(({ option, rank }): AdditiveEntry[] => {
    const entry = scored.get(option);
    return entry ? [{ option, rank, ...entry }] : [];
  });
  return { entries, unscored: unscored.sort(byCodeUnit) };
}
