import { and, desc, eq, gt, inArray, lt, sql } from "drizzle-orm";
import type { Db, Queryable } from "../../lib/db/client";
import { boardSnapshots, boardUpdates, boards } from "../../lib/db/schema";
import type { Compaction, LoadedBoard } from "./board-store";
import { type CompactionPlan, SNAPSHOTS_KEPT } from "./plan-compaction";
import { type NewSnapshot, isSame, isWholeSnapshot } from "./stored-board";

/** Takes back all that a transaction did. */
class Withdrawn extends Error {
  readonly reason: "superseded" | "not-verified";
  constructor(reason: "superseded" | "not-verified") {
    super(reason);
    this.reason = reason;
  }
}

/**
 * One at a time per board, on all instances. Ends with the transaction, and that with a holder that has gone
 * without a word: every instance's appends would wait for it.
 */
export async function lockLog(tx: Queryable, boardId: string): Promise<void> {
  await tx.execute(sql`
    select set_config('idle_in_transaction_session_timeout', '60s', true),
      pg_advisory_xact_lock(hashtextextended(${`board-log ${boardId}`}, 0))`);
}

/**
 * Snapshot in, rows out, or nothing at all. Rows that were appended since they were read are not among `seqs`
 * and stay. The replay is over by now: nobody waits for it behind this transaction's locks.
 */
export async function commitCompaction(
  db: Db,
  boardId: string,
  loaded: LoadedBoard,
  { snapshot, seqs, base }: CompactionPlan,
): Promise<Compaction> {
  try {
    await db.transaction(async (tx) => {
      await lockLog(tx, boardId);
      const ids = await snapshotIds(tx, boardId);
      if ((await lockedEpoch(tx, boardId)) !== loaded.epoch || (ids[0] ?? null) !== loaded.mark.head) {
        throw new Withdrawn("superseded");
      }
      const id = await insertChecked(tx, boardId, snapshot);
      const gone = await tx
        .delete(boardUpdates)
        .where(
          and(
            eq(boardUpdates.boardId, boardId),
            sql`${boardUpdates.seq} = any(${sql.param(seqs)}::bigint[])`,
          ),
        );
      if (gone.rowCount !== seqs.length) throw new Withdrawn("superseded");
      await dropSnapshots(tx, boardId, id, base, ids);
    });
  } catch (error) {
    if (error instanceof Withdrawn) return { ok: false, reason: error.reason };
    throw error;
  }
  return { ok: true, rows: seqs.length, bytes: snapshot.state.length };
}

async function lockedEpoch(tx: Queryable, boardId: string): Promise<number | null> {
  const [board] = await tx
    .select({ epoch: boards.epoch })
    .from(boards)
    .where(eq(boards.id, boardId))
    .for("share");
  return board?.epoch ?? null;
}

async function snapshotIds(tx: Queryable, boardId: string): Promise<number[]> {
  const rows = await tx
    .select({ id: boardSnapshots.id })
    .from(boardSnapshots)
    .where(eq(boardSnapshots.boardId, boardId))
    .orderBy(desc(boardSnapshots.id));
  return rows.map((row) => row.id);
}

/** Written, read back, and compared byte for byte with the state whose content was compared with the log's. */
async function insertChecked(tx: Queryable, boardId: string, snapshot: NewSnapshot): Promise<number> {
  const [made] = await tx
    .insert(boardSnapshots)
    .values({ ...snapshot, boardId })
    .returning({ id: boardSnapshots.id });
  const [read] = await tx
    .select()
    .from(boardSnapshots)
    .where(eq(boardSnapshots.id, made?.id ?? -1));
  const isWritten =
    read &&
    isWholeSnapshot(boardId, read) &&
    isSame(read.state, snapshot.state) &&
    isSame(read.segment ?? new Uint8Array(), snapshot.segment ?? new Uint8Array());
  if (!isWritten) throw new Withdrawn("not-verified");
  return read.id;
}

/** Keeps the last ones; of the oldest, only the state is of use, since there is nothing before it to start from. */
async function dropSnapshots(
  tx: Queryable,
  boardId: string,
  newest: number,
  base: number | null,
  before: readonly number[],
): Promise<void> {
  const of = eq(boardSnapshots.boardId, boardId);
  // Damaged, or there would be a later base; made good by the new one.
  await tx
    .delete(boardSnapshots)
    .where(and(of, gt(boardSnapshots.id, base ?? 0), lt(boardSnapshots.id, newest)));
  const good = before.filter((id) => base !== null && id <= base);
  const drop = good.slice(SNAPSHOTS_KEPT - 1);
  if (drop.length === 0) return;
  await tx.delete(boardSnapshots).where(and(of, inArray(boardSnapshots.id, drop)));
  const oldest = good[SNAPSHOTS_KEPT - 2];
  if (oldest !== undefined) {
    await tx.update(boardSnapshots).set({ segment: null }).where(eq(boardSnapshots.id, oldest));
  }
}
