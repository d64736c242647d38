import type { NewEpoch, NoVersion } from "../../lib/sync/board-hub";
import type { BoardVersion, DamageReason, VersionReason } from "../../lib/sync/versions";
import type { CompactionJob, CompactionOutcome } from "./compaction-job";

/** An accepted update of a board's document, as it came in. */
export interface LoggedUpdate {
  data: Uint8Array;
  /**
   * Whose it is; null for what the server wrote by itself and for what came back through people who are not
   * its authors (`client-owners.ts` reads this at load).
   */
  userId: string | null;
}

/** Where a batch goes in the log: in which life of the document, and in whose sequence. */
export interface LogPosition {
  epoch: number;
  /** A room's life in one process. */
  writer: string;
  /** The number of the batch's first update in that writer's sequence, from 1. */
  first: number;
}

/** An update as it stands in the log. Without a checksum: from before rows could be checked. */
export interface LoggedRow extends LoggedUpdate {
  seq: number;
  writtenAt: Date;
  epoch: number | null;
  writer: string | null;
  number: number | null;
  checksum: Uint8Array | null;
}

/** Whose the Yjs client ids are that a snapshot stands for. */
export interface Owners {
  /** Client id → the user who wrote under it first. */
  wrote: Record<string, string>;
  /** Client id → the first clock that came back through somebody who is not its author. */
  brought: Record<string, number>;
}

/** A place in one board's log. Only the store that gave it can read it. */
export interface LogMark {
  /** All rows up to this number were given out, or had no right to come so late. */
  readonly after: number;
  /** Later ones that were given out. */
  readonly known: readonly number[];
  /** The newest snapshot, whole or not; null: none yet. */
  readonly head: number | null;
}

export interface LoadedSnapshot {
  /** Null for a version that stands in for a log of which nothing is whole. */
  id: number | null;
  state: Uint8Array;
  owners: Owners;
  /** Writer → number of its last row that is in here. */
  writers: Record<string, number>;
  /** When the last row in it was written. */
  asOf: Date;
}

/** Why a board opens read-only, from what is whole. */
export interface Damage {
  reason: DamageReason;
  /** The last moment that what is whole tells of. */
  asOf: Date;
  /** Rows from this one on do not count. */
  fromSeq: number;
}

export interface LoadedBoard {
  epoch: number;
  snapshot: LoadedSnapshot | null;
  /** What follows the snapshot, as far as it is whole. The first `archived` ones make good a damaged snapshot. */
  rows: LoggedRow[];
  archived: number;
  /** Where the log was when it was read. */
  mark: LogMark;
  /** State vector of the epochs before: what their clients wrote has no place in this one. */
  retired: Uint8Array | null;
  damage: Damage | null;
}

/** Rejects an `append`: another state has taken the document's place. */
export class EpochEnded extends Error {
  override readonly name = "EpochEnded";
}

/** Rejects a `load`: there is a log, and nothing of it to show. */
export class NothingWhole extends Error {
  override readonly name = "NothingWhole";
}

/** Rejects a `loadSince`: a row is not what was written. What is whole is for `load` to say. */
export class LogDamaged extends Error {
  override readonly name = "LogDamaged";
}

/** What came to a log since a mark. */
export interface LogNews {
  /** The rows that it stands for may be gone from the log before they were given out. Null: none is newer. */
  snapshot: Pick<LoadedSnapshot, "state" | "owners"> | null;
  rows: LoggedUpdate[];
  mark: LogMark;
}

export type Compaction =
  | { ok: true; rows: number; bytes: number }
  /** Nothing was changed. `superseded`: somebody else compacted, or a new epoch began. */
  | { ok: false; reason: "no-log" | "damaged" | "superseded" | "not-verified" };

export interface KeptState {
  epoch: number;
  state: Uint8Array;
  reason: VersionReason;
  name: string | null;
  userId: string | null;
}

/**
 * Where the boards' documents live: snapshots, and beside them an append-only log, the truth from which every
 * room is loaded. The rules that every adapter keeps are the BS rules in `docs/sync.md`, proven by
 * `board-store.contract.ts`.
 */
export interface BoardStore {
  /** Null for a board that has no log. Rejects when nothing of it is whole. */
  load(boardId: string): Promise<LoadedBoard | null>;
  /**
   * What was appended since the mark, by whomever, in the order of its numbers. Whatever a row builds on is
   * before it, or was there at the mark. Some of it may have been in an answer before: applying it again
   * changes nothing. Rejects with `EpochEnded` when another epoch has begun, with `LogDamaged` when a row is
   * not what was written.
   */
  loadSince(boardId: string, since: { epoch: number; mark: LogMark }): Promise<LogNews>;
  /** Resolves once all of them are durable. Rejects when none of them is stored, with `EpochEnded` if that is why. */
  append(boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]): Promise<void>;
  /** The epoch that appends are taken under; null for no such board. */
  epochOf(boardId: string): Promise<number | null>;
  /** Puts a snapshot in the place of the log's rows. `run` replays them, in this thread or in another. */
  compact(boardId: string, run: (job: CompactionJob) => Promise<CompactionOutcome>): Promise<Compaction>;
  /** Newest first. */
  listVersions(boardId: string): Promise<BoardVersion[]>;
  /** The state that a version holds. */
  readVersion(boardId: string, versionId: string): Promise<{ ok: true; state: Uint8Array } | NoVersion>;
  /** Keeps a whole state, thins out the automatic ones, and answers the version that holds it. */
  keepVersion(boardId: string, kept: KeptState): Promise<string>;
  /** Named ones stay. Null takes the name away. False when there is no such version. */
  nameVersion(boardId: string, versionId: string, name: string | null): Promise<boolean>;
  /** The state takes the document's place in a new epoch; what it replaces is kept as a version. */
  restoreVersion(boardId: string, versionId: string, userId: string): Promise<NewEpoch>;
  /** What is whole becomes the document in a new epoch; the rest is kept in quarantine. */
  acceptQuarantine(boardId: string, userId: string): Promise<NewEpoch>;
  /** The document changed: brings the board's line in lists up to date. No `title` leaves the title alone. */
  noteChange(boardId: string, change: { title?: string }): Promise<void>;
}
