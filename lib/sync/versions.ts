/** Of a version's name, in characters. */
export const VERSION_NAME_MAX = 80;

/** Why a state of a board was kept: by itself at these moments, or by hand. */
export type VersionReason =
  /** Before an earlier state took the document's place. */
  | "restore"
  | "frame-lock"
  | "reveal"
  /** Before one person removed very much at once. */
  | "removal"
  /** Everybody who changed something had left. */
  | "left"
  | "by-hand";

/** A state of a board to come back to. */
export interface BoardVersion {
  id: string;
  reason: VersionReason;
  name: string | null;
  /** Null when nobody in particular made it, or their account is gone. */
  createdBy: string | null;
  createdAt: Date;
  /** What it takes up where it is stored. */
  bytes: number;
}

/** Can the board's log be trusted? */
export type BoardHealth =
  | { state: "ok"; epoch: number }
  /** Read-only: part of the log is damaged, and what is shown is the board as it was at `asOf`. */
  | { state: "quarantined"; epoch: number; asOf: Date; reason: DamageReason };

export type DamageReason =
  /** A row or snapshot is not what was written. */
  | "changed"
  /** A row that must have been there is not. */
  | "missing"
  /** What was written, from before rows could be checked, is no update or lacks what it builds on. */
  | "unreadable";
