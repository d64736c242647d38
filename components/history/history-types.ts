import type { BoardDifference } from "@/lib/board/difference";
import type { Refusal } from "@/lib/errors";
import type { VersionReason } from "@/lib/sync/versions";

/** A version in the list. */
export interface VersionItem {
  id: string;
  reason: VersionReason;
  name: string | null;
  by: string | null;
  /** ISO instant. */
  at: string;
  bytes: number;
}

type Done = Promise<{ ok: true } | Refusal>;

/** Null for what the reader may not do. */
export interface HistoryActions {
  compare: (versionId: string) => Promise<{ ok: true; difference: BoardDifference } | Refusal>;
  keep: ((form: FormData) => Promise<{ ok: true; name: string } | Refusal>) | null;
  name: ((versionId: string, name: string | null) => Done) | null;
  restore: ((versionId: string) => Done) | null;
}

/** A board whose log is damaged: read-only, as it was at `asOf`. */
export interface Quarantine {
  /** ISO instant. */
  asOf: string;
  /** Null for who may not decide. */
  accept: (() => Done) | null;
  /** The board's facilitators, by name. */
  ask: string[];
}
