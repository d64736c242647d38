/** What an analysis says beside the evaluation: plain data, ids instead of places, values 0…1. */
import type { CrossCheckMethod, CrossCheckResult } from "./cross-check";
import type { Dispute } from "./dispute";
import type { Finding, TippingPoint } from "./findings";
import type { Firmness } from "./firmness";
import type { FirmnessBars } from "./frame";
import type { Concordance } from "./kendall-w";
import type { Alpha } from "./krippendorff-alpha";
import type { Variant } from "./outcome";

export type { TippingPoint };

/** The vote with one thing left out; null figures where nothing can be ranked then. */
export interface LeaveOut {
  id: string;
  winners: string[];
  runnerUp: string | null;
  margin: number | null;
  /** Another option is first than would be expected. */
  changes: boolean;
}

/** A combination of the rules, also with all heads pooled, for comparison. */
export interface PolicyOutcome extends Variant {
  betweenRoles: "equal" | "pooled";
}

export interface DrawnRanks {
  model: "uniform" | "order" | "participants";
  /** By option id: share of the draws for rank 1, 2, … */
  acceptability: Record<string, number[]>;
  centralWeights: Record<string, Record<string, number> | null>;
  confidence: Record<string, number | null>;
  /** Largest standard error of a share. */
  standardError: number;
}

export type { Dispute };

export interface MethodOrder {
  method: CrossCheckMethod | "topsis" | "promethee";
  /** Groups of options that share a place, best first. */
  order: string[][];
  /** TOPSIS and PROMETHEE look at values and can reverse ranks: second opinions, never the result. */
  secondOpinion: boolean;
}

export interface Analysis {
  bars: FirmnessBars;
  /** Whether the bars were fixed with the frame, or are the defaults of an older one. */
  barsFromFrame: boolean;
  firmness: Firmness;
  findings: Finding[];
  /** The first model is `uniform`; none when nothing can be drawn. */
  draws: { seed: number; samples: number; models: DrawnRanks[] };
  /** Null when two options tie for the first place. */
  criterionTipping: TippingPoint[] | null;
  roleTipping: TippingPoint[] | null;
  withoutCriterion: LeaveOut[];
  withoutRole: LeaveOut[];
  withoutOption: LeaveOut[];
  /** How many single ballots change the first place, of how many. */
  withoutPerson: { changing: number; of: number };
  disputes: Dispute[];
  /** Agreement of voters' rankings, and of marks in all cells. */
  concordance: Concordance;
  alpha: Alpha;
  policies: PolicyOutcome[];
  crossCheck:
    | { ok: true; voters: number; methods: CrossCheckResult[]; smithSet: string[] }
    | { ok: false; reason: "no-rankings" | "duplicate-ids" };
  orders: MethodOrder[];
}
