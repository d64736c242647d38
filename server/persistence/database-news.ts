import { and, asc, eq, gt, sql } from "drizzle-orm";
import type { Queryable } from "../../lib/db/client";
import { boardSnapshots, boardUpdates, boards } from "../../lib/db/schema";
import { EpochEnded, type LogMark, type LogNews } from "./board-store";
import { SETTLED } from "./database-reading";
import { requireWhole } from "./whole-prefix";

/**
 * The rows since a mark, in one statement: all of it is of one moment. Null when a snapshot has come since, which
 * may stand for rows that were not given out.
 */
export async function readNews(
  tx: Queryable,
  boardId: string,
  { epoch, mark }: { epoch: number; mark: LogMark },
): Promise<LogNews | null> {
  const found = await tx
    .select({
      epoch: boards.epoch,
      head: sql<number | null>`(select max(${boardSnapshots.id}) from ${boardSnapshots}
        where ${boardSnapshots.boardId} = ${boardId} and ${boardSnapshots.epoch} = ${epoch})::float8`,
      settled: sql<number>`(select coalesce(max(seq), 0) from board_updates
        where board_id = ${boardId} and created_at < ${SETTLED})::float8`,
      row: {
        seq: boardUpdates.seq,
        data: boardUpdates.data,
        userId: boardUpdates.userId,
        epoch: boardUpdates.epoch,
        writer: boardUpdates.writer,
        number: boardUpdates.number,
        checksum: boardUpdates.checksum,
      },
    })
    .from(boards)
    .leftJoin(
      boardUpdates,
      and(
        eq(boardUpdates.boardId, boards.id),
        gt(boardUpdates.seq, mark.after),
        sql`${boardUpdates.seq} <> all(${`{${mark.known.join()}}`}::bigint[])`,
      ),
    )
    .where(eq(boards.id, boardId))
    .orderBy(asc(boardUpdates.seq));
  const [first] = found;
  if (!first) throw new Error("no such board");
  if (first.epoch !== epoch) throw new EpochEnded();
  if (first.head !== mark.head) return null;
  const rows = found.flatMap(({ row }) => row ?? []);
  for (const row of rows) requireWhole({ boardId, epoch }, row);
  const after = Math.max(mark.after, first.settled);
  const known = [...mark.known, ...rows.map((row) => row.seq)].filter((seq) => seq > after);
  return {
    snapshot: null,
    rows: rows.map(({ data, userId }) => ({ data, userId })),
    mark: { after, known, head: mark.head },
  };
}
