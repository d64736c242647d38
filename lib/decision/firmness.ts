import type { FirmnessBars } from "./frame";

export type FirmnessBar = keyof FirmnessBars;

/** What was found for each bar, 0…1; null = not known. */
export type FirmnessMeasures = Record<FirmnessBar, number | null>;

export interface BarResult {
  bar: FirmnessBar;
  /** 0…1. */
  needed: number;
  found: number | null;
}

export interface Firmness {
  verdict: "firm" | "no-clear-winner";
  /** Several tie for the first place: no clear winner, whatever the bars. */
  tied: boolean;
  met: BarResult[];
  missed: BarResult[];
}

/** The bars in the order in which they are told. */
export const FIRMNESS_BARS = ["lead", "firstPlace", "ballots"] as const;
/** 0.05 computed from scores may be a hair less. */
const TOLERANCE = 1e-9;

/**
 * Firm or “no clear winner” (FM1–FM3). The bars, in hundredths, are chosen before anyone votes, so that nobody can
 * choose them to fit the result. What is not known has not been shown, and misses its bar. O(1).
 */
export function firmness(winners: number, measures: FirmnessMeasures, bars: FirmnessBars): Firmness {
  const results = FIRMNESS_BARS.map((bar): BarResult => {
    return { bar, needed: bars[bar] / 100, found: measures[bar] };
  });
  const isMet = ({ needed, found }: BarResult) => found !== null && found >= needed - TOLERANCE;
  const missed = results.filter((each) => !isMet(each));
  return {
    verdict: winners === 1 && missed.length === 0 ? "firm" : "no-clear-winner",
    tied: winners > 1,
    met: results.filter(isMet),
    missed,
  };
}
