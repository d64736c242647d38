/** The frame of a vote: what is asked, of whom, and how answers become a result. Fixed before the first ballot. */

export interface FrameOption {
  id: string;
  title: string;
}
export interface FrameRole {
  id: string;
  name: string;
}
export interface FrameCriterion {
  id: string;
  title: string;
  question: string;
  low: string;
  high: string;
  /** Role ids that may score it; null = every role. */
  scoredBy: string[] | null;
  source: "vote" | "map";
  /** Overall mark (1…scale) under which an option is out; null = no bar. */
  knockOutBelow: number | null;
}
/** The bars that a result must reach to be called firm, in hundredths (whole numbers, 0…100). */
export interface FirmnessBars {
  /** Lead of the first over the second, in hundredths of a score. */
  lead: number;
  /** Share of the draws in which the first comes first, in per cent. */
  firstPlace: number;
  /** Ballots cast by those who could have cast one, in per cent. */
  ballots: number;
}
/** What holds where nothing else was said. */
export const DEFAULT_FIRMNESS: Readonly<FirmnessBars> = { lead: 5, firstPlace: 80, ballots: 75 };

export interface FrameBody {
  schema: "plateau-frame/1";
  options: FrameOption[];
  criteria: FrameCriterion[];
  roles: FrameRole[];
  /** Highest mark; marks run 1…scale. */
  scale: 5;
  weightsMethod: "swing";
  policies: {
    uncovered: "zero" | "skip";
    insideRole: "mean" | "median";
    betweenRoles: "equal";
  };
  /** Ballots needed in a role for its marks to count, by role id; absent = 1. */
  quorum: Record<string, number>;
  /** Absent in frames locked before there were bars: then the defaults hold, and the results say so. */
  firmness?: FirmnessBars;
  /** Who may see what after the reveal. */
  secrecy: "by-person";
}
