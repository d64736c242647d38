import { asc } from "drizzle-orm";
import type { Db } from "../../lib/db/client";
import type { DatabaseLog } from "../../lib/db/open";
import { boards } from "../../lib/db/schema";
import { startEpoch } from "./database-new-epoch";

/**
 * After the database was put back from a copy: every board begins a new epoch with what the copy has. Browsers that
 * hold later changes then keep them as a file and load anew, instead of merging them into the copy piecemeal or
 * being refused for ever. A board that cannot be read stays as it is, and the log says so.
 */
export async function beginNewEpochs(db: Db, log: DatabaseLog): Promise<void> {
  const all = await db.select({ id: boards.id }).from(boards).orderBy(asc(boards.id));
  let begun = 0;
  for (const { id: boardId } of all) {
    try {
      const { ok } = await startEpoch(db, boardId, "restored", null);
      if (ok) begun += 1;
      else log.error({ boardId }, "the board is damaged in the copy: it keeps its epoch");
    } catch (error) {
      log.error({ boardId, err: error }, "the board cannot be read in the copy: it keeps its epoch");
    }
  }
  log.warn({ boards: all.length, begun }, "boards begin anew after the database was put back");
}
