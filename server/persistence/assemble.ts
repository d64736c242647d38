import type { DamageReason } from "../../lib/sync/versions";
import {
  EpochEnded,
  type LoadedBoard,
  LogDamaged,
  type LogNews,
  type LoggedRow,
  NothingWhole,
} from "./board-store";
import { rowsOfArchive } from "./segment";
import { type Rest, inSlices } from "./slices";
import { type StoredBoard, type StoredSnapshot, type StoredVersion, isWholeSnapshot } from "./stored-board";
import { wholePrefix } from "./whole-prefix";

/**
 * A board from what is stored of it: the newest whole snapshot and the rows after it. A damaged snapshot is made
 * good from the one before and the rows archived since. `lastResort` finds the newest whole version, for a log
 * of which nothing is whole. Null when there is no log.
 */
export async function assemble(
  boardId: string,
  stored: StoredBoard,
  lastResort: () => Promise<StoredVersion | null>,
  rest: Rest = inSlices(),
): Promise<LoadedBoard | null> {
  const { epoch, snapshots } = stored;
  if (snapshots.length === 0 && stored.rows.length === 0) return null;
  const at = snapshots.findIndex((snapshot) => isWholeSnapshot(boardId, snapshot));
  const base = snapshots[at] ?? null;
  const bridge = bridgeFrom(base, at < 0 ? snapshots : snapshots.slice(0, at), epoch);
  const log = { boardId, epoch, writers: base?.writers ?? {} };
  const rows = [...bridge.rows, ...(bridge.isWhole ? stored.rows : [])];
  const prefix = await wholePrefix(log, rows, rest);
  const reason: DamageReason | null = prefix.damage ?? (bridge.isWhole ? null : "changed");
  const whole = rows.slice(0, prefix.length);
  const loaded: LoadedBoard = {
    epoch,
    snapshot: base,
    rows: whole,
    archived: Math.min(bridge.rows.length, prefix.length),
    mark: stored.mark,
    retired: base?.retired ?? null,
    damage: null,
  };
  if (!reason) return loaded;
  // In a row that still stands in the log, or before all of these.
  const fromSeq = prefix.length < bridge.rows.length ? 0 : (rows[prefix.length]?.seq ?? 0);
  if (base || whole.length > 0) {
    const asOf = whole.at(-1)?.writtenAt ?? base?.asOf ?? new Date(0);
    return { ...loaded, damage: { reason, asOf, fromSeq } };
  }
  const version = await lastResort();
  if (!version) throw new NothingWhole("nothing of the board's log is whole");
  const { state, createdAt: asOf } = version;
  return {
    ...loaded,
    snapshot: { id: null, state, owners: { wrote: {}, brought: {} }, writers: {}, asOf },
    damage: { reason, asOf, fromSeq: 0 },
  };
}

/** All of a board as news, for a reader of this epoch. */
export function newsOf(loaded: LoadedBoard | null, epoch: number): LogNews {
  if (!loaded) throw new Error("no such board");
  if (loaded.epoch !== epoch) throw new EpochEnded();
  if (loaded.damage) throw new LogDamaged();
  const { snapshot, rows, mark } = loaded;
  return { snapshot, rows, mark };
}

/** The archived rows that lead from `base` over the damaged snapshots (newest first) to the log. */
function bridgeFrom(
  base: StoredSnapshot | null,
  damaged: readonly StoredSnapshot[],
  epoch: number,
): { rows: LoggedRow[]; isWhole: boolean } {
  // Only the first epoch begins with rows; every other one with a snapshot.
  if (damaged.length === 0) return { rows: [], isWhole: base !== null || epoch === 1 };
  const rows: LoggedRow[] = [];
  let previousId = base?.id ?? null;
  for (const snapshot of damaged.toReversed()) {
    const segment = snapshot.segment && rowsOfArchive(snapshot.segment);
    if (!segment || snapshot.previousId !== previousId) return { rows, isWhole: false };
    rows.push(...segment);
    previousId = snapshot.id;
  }
  return { rows, isWhole: true };
}
