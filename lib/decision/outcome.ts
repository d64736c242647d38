/** What an evaluation says, in values 0…1 unless a name says mark. Plain data: the page, the record, the tests. */
import type { AdditiveEntry } from "./additive";
import type { RoleCell } from "./aggregate";
import type { Coverage } from "./coverage";
import type { KnockOut } from "./knock-out";
import type { GroupWeights } from "./swing-weights";

export interface RankingEntry extends AdditiveEntry {
  /** The score if every unrated task of the map turned out worst, and best. Equal to it when none is unrated. */
  low: number;
  high: number;
}

export interface Cell {
  criterion: string;
  option: string;
  /** Across roles, or from the map; null = nobody scored it. */
  value: number | null;
  /** One entry per role that may score the criterion, in the frame's order; empty for the map's criterion. */
  roles: RoleCell[];
}

export type RoleOutcome = {
  role: string;
  /** Ballots cast, and people who could have cast one. */
  ballots: number;
  eligible: number;
} & (
  | {
      ok: true;
      entries: AdditiveEntry[];
      winners: string[];
      weights: Record<string, number>;
      /** `all-roles`: the role gave no usable weights, so those of all roles stand in. */
      weightsFrom: "role" | "all-roles";
      /** Criteria the role scored nowhere: left out of its own ranking. */
      leftOut: string[];
    }
  | { ok: false; reason: "no-ballots" | "under-quorum" | "no-marks" }
);

/** The same ballots under another combination of the rules. */
export interface Variant {
  uncovered: "zero" | "skip";
  insideRole: "mean" | "median";
  /** The combination fixed with the frame. */
  asVoted: boolean;
  winners: string[];
  /** The first option after the winners. */
  runnerUp: string | null;
  margin: number | null;
}

export interface Evaluation {
  ok: true;
  ranking: RankingEntry[];
  /** Every option at rank 1: several when they tie. */
  winners: string[];
  /** The first option after the winners; null when every option ties or stands alone. */
  runnerUp: string | null;
  /** Score of the first minus score of the second, 0 in a tie; null with one option in the ranking. */
  margin: number | null;
  knockedOut: KnockOut[];
  /** Options without a single value. */
  unscored: string[];
  weights: GroupWeights;
  roles: RoleOutcome[];
  cells: Cell[];
  /** Coverage of each option over the map under the frame's policy, by option id. */
  map: Record<string, Coverage>;
  variants: Variant[];
  /** Ballots of a role that the frame does not know: not counted. */
  ignoredBallots: number;
}

export type NoOutcome =
  | {
      ok: false;
      reason: "no-options" | "no-criteria" | "no-roles" | "duplicate-ids" | "no-ballots" | "no-values";
    }
  | { ok: false; reason: "all-knocked-out"; knockedOut: KnockOut[] };

export type Outcome = Evaluation | NoOutcome;
