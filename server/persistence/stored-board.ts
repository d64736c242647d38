// What an adapter keeps of one board, and whether it is still what was written.
import { createHash } from "node:crypto";
import type { LoadedSnapshot, LogMark, LoggedRow, Owners } from "./board-store";

export interface StoredSnapshot extends LoadedSnapshot {
  id: number;
  epoch: number;
  previousId: number | null;
  /** The rows between the previous snapshot and this one, packed; null once the previous one is gone. */
  segment: Uint8Array | null;
  retired: Uint8Array | null;
  checksum: Uint8Array;
}

export type NewSnapshot = Omit<StoredSnapshot, "id">;

export interface StoredBoard {
  epoch: number;
  /** In the order of `seq`. */
  rows: LoggedRow[];
  /** Of this epoch, newest first: the newest alone, or all of them when it is not whole. */
  snapshots: StoredSnapshot[];
  mark: LogMark;
}

export interface StoredVersion {
  epoch: number;
  state: Uint8Array;
  checksum: Uint8Array;
  createdAt: Date;
}

export function sealSnapshot(boardId: string, snapshot: Omit<NewSnapshot, "checksum">): NewSnapshot {
  return { ...snapshot, checksum: snapshotChecksum(boardId, snapshot) };
}

export const isWholeSnapshot = (boardId: string, snapshot: NewSnapshot): boolean =>
  isSame(snapshot.checksum, snapshotChecksum(boardId, snapshot));

export const versionChecksum = (
  boardId: string,
  { epoch, state }: Omit<StoredVersion, "checksum" | "createdAt">,
) => digest([`${boardId}\n${epoch}\n`, state]);

export const isWholeVersion = (boardId: string, version: StoredVersion): boolean =>
  isSame(version.checksum, versionChecksum(boardId, version));

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** Not over the segment, which can be gone while the snapshot is good: its rows answer for themselves. */
function snapshotChecksum(boardId: string, snapshot: Omit<NewSnapshot, "checksum">): Uint8Array {
  const { epoch, previousId, owners, writers, retired, asOf, state } = snapshot;
  const head = [boardId, epoch, previousId, asOf.getTime(), ...ownersInOrder(owners), sorted(writers)];
  return digest([`${JSON.stringify(head)}\n`, retired ?? new Uint8Array(), state]);
}

const ownersInOrder = ({ wrote, brought }: Owners) => [sorted(wrote), sorted(brought)];

/** A database gives the keys of a JSON object back in an order of its own. */
const sorted = (record: Record<string, unknown>) =>
  Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));

function digest(parts: (string | Uint8Array)[]): Uint8Array {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return new Uint8Array(hash.digest());
}
