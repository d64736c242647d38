import { and, asc, desc, eq, sql } from "drizzle-orm";
import type { Queryable } from "../../lib/db/client";
import { boardSnapshots, boardUpdates, boardVersions, boards } from "../../lib/db/schema";
import { isUuid } from "../../lib/uuid";
import {
  type StoredBoard,
  type StoredSnapshot,
  type StoredVersion,
  isWholeSnapshot,
  isWholeVersion,
} from "./stored-board";

/**
 * Rows take their numbers before they are committed, so that a number may become visible after a higher one. No
 * statement of ours takes nearly so long; past this a row is numbered for good.
 */
export const SETTLED = sql`now() - interval '60 seconds'`;

/** In one transaction that sees one moment. Null for no such board. */
export async function readStored(tx: Queryable, boardId: string): Promise<StoredBoard | null> {
  const [board] = await tx.select({ epoch: boards.epoch }).from(boards).where(eq(boards.id, boardId));
  if (!board) return null;
  const { epoch } = board;
  const read = await tx
    .select({
      isSettled: sql<boolean>`${boardUpdates.createdAt} < ${SETTLED}`,
      seq: boardUpdates.seq,
      data: boardUpdates.data,
      userId: boardUpdates.userId,
      writtenAt: boardUpdates.createdAt,
      epoch: boardUpdates.epoch,
      writer: boardUpdates.writer,
      number: boardUpdates.number,
      checksum: boardUpdates.checksum,
    })
    .from(boardUpdates)
    .where(eq(boardUpdates.boardId, boardId))
    .orderBy(asc(boardUpdates.seq));
  const rows = read.map(({ isSettled: _, ...row }) => row);
  const [newest] = await readSnapshots(tx, boardId, epoch, { limit: 1, segments: false });
  const after = read.findLast((row) => row.isSettled)?.seq ?? 0;
  const known = rows.flatMap(({ seq }) => (seq > after ? [seq] : []));
  const log = { epoch, rows, mark: { after, known, head: newest?.id ?? null } };
  if (!newest) return { ...log, snapshots: [] };
  if (isWholeSnapshot(boardId, newest)) return { ...log, snapshots: [newest] };
  return { ...log, snapshots: await readSnapshots(tx, boardId, epoch, { limit: 100, segments: true }) };
}

async function readSnapshots(
  tx: Queryable,
  boardId: string,
  epoch: number,
  { limit, segments }: { limit: number; segments: boolean },
): Promise<StoredSnapshot[]> {
  const { id, previousId, state, segment, owners, writers, retired, asOf, checksum } = boardSnapshots;
  return tx
    .select({
      id,
      epoch: boardSnapshots.epoch,
      previousId,
      state,
      // As large as the log was: read only when it is needed.
      segment: segments ? segment : sql<null>`null`,
      owners,
      writers,
      retired,
      asOf,
      checksum,
    })
    .from(boardSnapshots)
    .where(and(eq(boardSnapshots.boardId, boardId), eq(boardSnapshots.epoch, epoch)))
    .orderBy(desc(id))
    .limit(limit);
}

/** The newest version that is what was written. */
export async function findWholeVersion(tx: Queryable, boardId: string): Promise<StoredVersion | null> {
  const ids = await tx
    .select({ id: boardVersions.id })
    .from(boardVersions)
    .where(eq(boardVersions.boardId, boardId))
    .orderBy(desc(boardVersions.createdAt));
  for (const { id } of ids) {
    const version = await findVersion(tx, boardId, id);
    if (version && isWholeVersion(boardId, version)) return version;
  }
  return null;
}

export async function findVersion(
  tx: Queryable,
  boardId: string,
  versionId: string,
): Promise<StoredVersion | undefined> {
  if (!isUuid(versionId)) return undefined;
  const { epoch, state, checksum, createdAt } = boardVersions;
  const [version] = await tx
    .select({ epoch, state, checksum, createdAt })
    .from(boardVersions)
    .where(and(eq(boardVersions.boardId, boardId), eq(boardVersions.id, versionId)));
  return version;
}
