/** What one person answered. Parsed elsewhere; here a mark that is no mark counts as missing (MA2). */

/** A mark 1…scale, or a word. */
export type Mark = number | "abstain" | "not-applicable";

export interface CastBallot {
  /** Tells the ballots apart; never shown. */
  voter: string;
  role: string;
  /** Key `<criterionId>|<optionId>`; absent = missing. */
  scores: Record<string, Mark>;
  /** Swing points 0…100 by criterion id; absent = not given. */
  weights: Record<string, number>;
}

export const scoreKey = (criterion: string, option: string): string => `${criterion}|${option}`;

/** Order by code unit, so that sums are made in the same order on every machine and in every language. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
