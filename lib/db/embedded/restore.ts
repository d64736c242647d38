import { createHash } from "node:crypto";
import fs from "node:fs";
import { gunzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { StartRefusal } from "../../start-refusal";
import type { DatabaseLog } from "../open";
import { newRestoreNote, readRestoreNote, restoreNoteFile, writeRestoreNote } from "../restore-note";
import { fsyncPath, fsyncTree } from "./durable-fs";
import { isWholeDatabase, writeMarker } from "./marker";

const draftOf = (databaseDir: string) => `${databaseDir}.restoring`;

/**
 * Puts a copy that `startBackups` made in the place of the embedded database. Refuses what is no such copy, and a
 * copy on which work has gone on since, and has changed nothing then. To be called after `placeCopy`.
 */
export async function restoreBackup(
  dataDir: string,
  databaseDir: string,
  file: string,
  log: DatabaseLog,
): Promise<void> {
  const bytes = read(file);
  const copy = createHash("sha256").update(bytes).digest("hex");
  const last = readRestoreNote(dataDir);
  if (last?.copy === copy && isWholeDatabase(databaseDir)) {
    if (last.state === "done") throw doneAlready(file, last.at, dataDir);
    return log.warn({ from: file }, "the restore of this copy goes on");
  }
  const draft = draftOf(databaseDir);
  fs.rmSync(draft, { recursive: true, force: true });
  const newest = await unpack(bytes, draft).catch((error: unknown) => {
    fs.rmSync(draft, { recursive: true, force: true });
    throw notACopy(file, error);
  });
  writeRestoreNote(dataDir, newRestoreNote(dataDir, { state: "unpacked", copy, newestEpoch: newest }));
  placeCopy(dataDir, databaseDir, log);
}

/**
 * From the note on, every start goes on with the restore: a process that is killed before leaves what was there, one
 * that is killed after leaves the copy. What it replaces is set aside, not deleted. To be called at every start, under
 * the folder's lock, with no database open.
 */
export function placeCopy(dataDir: string, databaseDir: string, log: DatabaseLog): void {
  const note = readRestoreNote(dataDir);
  if (note?.state !== "unpacked") return;
  const draft = draftOf(databaseDir);
  let aside: string | null = null;
  if (fs.existsSync(draft)) {
    if (fs.existsSync(databaseDir)) {
      aside = `${databaseDir}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
      fs.renameSync(databaseDir, aside);
    }
    fs.renameSync(draft, databaseDir);
    fsyncPath(dataDir);
  }
  // Where there was no database before; without it the copy would pass for a first start that was cut short.
  writeMarker(dataDir);
  writeRestoreNote(dataDir, { ...note, state: "placed" });
  log.warn({ aside }, "the database was restored from a copy");
}

function read(file: string): Buffer {
  if (!fs.existsSync(file)) throw notThere(file);
  try {
    return fs.readFileSync(file);
  } catch (error) {
    throw notACopy(file, error);
  }
}

/** Rejects unless it opens and is one of ours; answers the newest epoch of its boards. */
async function unpack(bytes: Buffer, dir: string): Promise<number> {
  fs.mkdirSync(dir, { mode: 0o700 });
  const pg = await PGlite.create({ dataDir: dir, loadDataDir: new Blob([gunzipSync(bytes)]) });
  const newest = await newestEpoch(pg).finally(() => pg.close());
  fsyncTree(dir);
  return newest;
}

async function newestEpoch(pg: PGlite): Promise<number> {
  // Not by the column's name: a copy may be older than it.
  const { rows } = await pg.query<{ newest: number | null }>(
    "select max((to_jsonb(boards) ->> 'epoch')::int) as newest from boards",
  );
  return rows[0]?.newest ?? 0;
}

const notThere = (file: string) =>
  new StartRefusal(
    `There is no file ${file} to restore from. Nothing was changed. Copies of the embedded database are in the folder backups of the data folder.`,
    `Il n’y a pas de fichier ${file} depuis lequel restaurer. Rien n’a été modifié. Les copies de la base intégrée sont dans le dossier backups du dossier de données.`,
  );

const notACopy = (file: string, error: unknown) => {
  const why = error instanceof Error ? error.message : String(error);
  return new StartRefusal(
    `${file} is no copy of a Plateau database that can be restored (${why}). Nothing was changed. Choose another file of the folder backups.`,
    `${file} n’est pas une copie restaurable d’une base de Plateau (${why}). Rien n’a été modifié. Choisissez un autre fichier du dossier backups.`,
  );
};

const doneAlready = (file: string, at: string, dataDir: string) =>
  new StartRefusal(
    `${file} was restored already (${at}), and work may have gone on since. Nothing was changed. Start without --restore to go on with it. To put this copy back once more, and set aside what came since, delete ${restoreNoteFile(dataDir)} first.`,
    `${file} a déjà été restauré (${at}), et le travail a pu reprendre depuis. Rien n’a été modifié. Démarrez sans --restore pour continuer. Pour remettre cette copie en place encore une fois, et mettre de côté ce qui est venu depuis, supprimez d’abord ${restoreNoteFile(dataDir)}.`,
  );
