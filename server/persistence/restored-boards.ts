import { asc, lt, max } from "drizzle-orm";
import type { Db } from "../../lib/db/client";
import { isDamagedInDatabase } from "../../lib/db/database-failure";
import type { DatabaseLog } from "../../lib/db/open";
import { newRestoreNote, readRestoreNote, writeRestoreNote } from "../../lib/db/restore-note";
import { boards } from "../../lib/db/schema";
import { StartRefusal, isStartRefusal } from "../../lib/start-refusal";
import { NothingWhole } from "./board-store";
import { startEpoch } from "./database-new-epoch";

/**
 * At every start, before anybody is let in: goes through with the last restore, whatever became of the process that
 * began it, or refuses. `wasRestored`: somebody has just put the database back with other tools.
 */
export async function finishRestore(
  dataDir: string,
  db: Db,
  wasRestored: boolean,
  log: DatabaseLog,
): Promise<void> {
  try {
    await goOn(dataDir, db, wasRestored, log);
  } catch (error) {
    throw isStartRefusal(error) ? error : notBegun(error);
  }
}

async function goOn(dataDir: string, db: Db, wasRestored: boolean, log: DatabaseLog): Promise<void> {
  let note = readRestoreNote(dataDir);
  if (wasRestored && note?.state !== "placed") {
    const [row] = await db.select({ epoch: max(boards.epoch) }).from(boards);
    note = newRestoreNote(dataDir, { state: "placed", copy: null, newestEpoch: row?.epoch ?? 0 });
    writeRestoreNote(dataDir, note);
  }
  if (note?.state !== "placed") return;
  await beginNewEpochs(db, note.epoch, log);
  writeRestoreNote(dataDir, { ...note, state: "done" });
}

/**
 * Every board that has not yet begins this epoch with what the copy has. Browsers that hold later changes then keep
 * them as a file and load anew, instead of merging them into the copy piecemeal or being refused for ever. A board
 * that is damaged stays as it is, and the log says so. Rejects when it is not known of each that it is one or the
 * other: a board that keeps its epoch by accident would merge.
 */
export async function beginNewEpochs(db: Db, epoch: number, log: DatabaseLog): Promise<void> {
  const waiting = await db
    .select({ id: boards.id })
    .from(boards)
    .where(lt(boards.epoch, epoch))
    .orderBy(asc(boards.id));
  let begun = 0;
  for (const { id: boardId } of waiting) {
    if (await begins(db, boardId, epoch)) begun += 1;
    else log.error({ boardId }, "the board is damaged in the copy: it keeps its epoch");
  }
  log.warn({ boards: waiting.length, begun }, "boards begin anew after the database was put back");
}

/** False for a board that is damaged. */
async function begins(db: Db, boardId: string, epoch: number): Promise<boolean> {
  try {
    return (await startEpoch(db, boardId, { from: "copy", epoch }, null)).ok;
  } catch (error) {
    if (error instanceof NothingWhole || isDamagedInDatabase(error)) return false;
    throw notBegun(error, boardId);
  }
}

const notBegun = (error: unknown, boardId?: string) => {
  const why = `${boardId === undefined ? "" : `${boardId}: `}${error instanceof Error ? error.message : String(error)}`;
  return new StartRefusal(
    `The database was put back from a copy, and not every board could begin anew with what the copy has (${why}). Nobody was let in yet, and nothing is lost. Start again: it goes on from there.`,
    `La base a été remise en place depuis une copie, et tous les tableaux n’ont pas pu repartir de ce que contient la copie (${why}). Personne n’est encore entré et rien n’est perdu. Relancez : la suite reprend de là.`,
    { cause: error },
  );
};
