import fs from "node:fs";
import path from "node:path";
import { StartRefusal } from "../../start-refusal";
import { fsyncPath } from "./durable-fs";

/**
 * PGlite makes a new, empty database wherever PG_VERSION is missing. The marker stands beside the database
 * folder and says that there was one: a half-restored or half-deleted folder is then refused, not emptied.
 */
const markerFile = (dataDir: string) => path.join(dataDir, "database.initialised");

export const isWholeDatabase = (databaseDir: string): boolean =>
  fs.existsSync(path.join(databaseDir, "PG_VERSION"));

export function requireWholeDatabase(dataDir: string, databaseDir: string): void {
  const initialised = fs.existsSync(markerFile(dataDir));
  if (initialised && !isWholeDatabase(databaseDir)) {
    throw new StartRefusal(
      `The database in ${databaseDir} is incomplete (PG_VERSION is missing) although it was in use before. Nothing was changed. Restore the newest copy: npm start -- --restore FILE, with a file of ${path.join(dataDir, "backups")}. To begin with an empty database instead, delete ${markerFile(dataDir)}.`,
      `La base de données dans ${databaseDir} est incomplète (PG_VERSION manque) alors qu’elle a déjà servi. Rien n’a été modifié. Restaurez la copie la plus récente : npm start -- --restore FICHIER, avec un fichier de ${path.join(dataDir, "backups")}. Pour repartir d’une base vide, supprimez ${markerFile(dataDir)}.`,
    );
  }
  // initdb that was cut short leaves files but neither PG_VERSION's successor nor our marker: begin again.
  if (!initialised && fs.existsSync(databaseDir) && fs.readdirSync(databaseDir).length > 0) {
    fs.renameSync(databaseDir, `${databaseDir}.unfinished-${Date.now()}`);
  }
}

export function writeMarker(dataDir: string): void {
  const file = markerFile(dataDir);
  if (fs.existsSync(file)) return;
  fs.writeFileSync(file, `${new Date().toISOString()}\n`, { mode: 0o600 });
  fsyncPath(file);
  fsyncPath(dataDir);
}
