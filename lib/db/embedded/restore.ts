import fs from "node:fs";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { PGlite } from "@electric-sql/pglite";
import { StartRefusal } from "../../start-refusal";
import { fsyncPath, fsyncTree } from "./durable-fs";

/**
 * Puts a copy that `startBackups` made in the place of the embedded database. What is there now is set aside, not
 * deleted: the answer is where, or null when there was none. Refuses what is no such copy, and has changed nothing
 * then. To be called under the folder's lock, with no database open.
 */
export async function restoreBackup(databaseDir: string, file: string): Promise<string | null> {
  if (!fs.existsSync(file)) throw notThere(file);
  const draft = `${databaseDir}.restoring`;
  fs.rmSync(draft, { recursive: true, force: true });
  try {
    await unpack(file, draft);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    throw notACopy(file, error);
  }
  let aside: string | null = null;
  if (fs.existsSync(databaseDir)) {
    aside = `${databaseDir}.before-restore-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`;
    fs.renameSync(databaseDir, aside);
  }
  fs.renameSync(draft, databaseDir);
  fsyncPath(path.dirname(databaseDir));
  return aside;
}

/** Rejects unless it opens and is one of ours. */
async function unpack(file: string, dir: string): Promise<void> {
  fs.mkdirSync(dir, { mode: 0o700 });
  const pg = await PGlite.create({
    dataDir: dir,
    loadDataDir: new Blob([gunzipSync(fs.readFileSync(file))]),
  });
  try {
    await pg.query("select count(*) from boards");
  } finally {
    await pg.close();
  }
  fsyncTree(dir);
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
