import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { StartRefusal } from "../start-refusal";
import { fsyncPath } from "./embedded/durable-fs";

/** How far the last restore came. In the data folder, because it outlives the process and the database it replaced. */
const schema = z.object({
  /**
   * `unpacked`: the copy lies ready and is to take the database's place. `placed`: it has, and boards are to begin
   * their new epochs before anybody is let in. `done`: people may have worked on it since.
   */
  state: z.enum(["unpacked", "placed", "done"]),
  /** SHA-256 of the copy; null when somebody put the database back with other tools. */
  copy: z.string().nullable(),
  at: z.string(),
  /** Of every board after this restore: one whose epoch is lower has yet to begin. */
  epoch: z.number().int(),
});
export type RestoreNote = z.infer<typeof schema>;

export const restoreNoteFile = (dataDir: string) => path.join(dataDir, "restore.json");

/** Null when nothing was ever restored here. */
export function readRestoreNote(dataDir: string): RestoreNote | null {
  const file = restoreNoteFile(dataDir);
  if (!fs.existsSync(file)) return null;
  try {
    return schema.parse(JSON.parse(fs.readFileSync(file, "utf8")));
  } catch {
    throw notReadable(file);
  }
}

/** A restore of which nothing was noted yet. `newestEpoch`: of all boards in the copy. */
export function newRestoreNote(
  dataDir: string,
  { newestEpoch, ...rest }: Pick<RestoreNote, "state" | "copy"> & { newestEpoch: number },
): RestoreNote {
  const known = Math.max(newestEpoch, readRestoreNote(dataDir)?.epoch ?? 0);
  return { ...rest, at: new Date().toISOString(), epoch: epochAfterRestore(known, Date.now()) };
}

const YEAR_2020 = Date.UTC(2020, 0, 1);
/** More than people begin by hand from one restore to the next. */
const AHEAD = 1_000;

/**
 * Browsers may be in epochs that neither the copy nor the note knows of: nobody begins one a second, so the clock
 * is ahead of them all, and `AHEAD` of what is known where it is not. Seconds since 2020 fit the column until 2088.
 */
export const epochAfterRestore = (known: number, now: number): number =>
  Math.max(known + AHEAD, Math.floor((now - YEAR_2020) / 1_000));

/** On the disk when this returns; what is read is always the old note or the new one. */
export function writeRestoreNote(dataDir: string, note: RestoreNote): void {
  const file = restoreNoteFile(dataDir);
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  fs.writeFileSync(`${file}.new`, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true });
  fs.renameSync(`${file}.new`, file);
  fsyncPath(dataDir);
}

const notReadable = (file: string) =>
  new StartRefusal(
    `${file} cannot be read. It says how far the last restore came. Put it right; or delete it and restore the copy again (npm start -- --restore FILE, or --restored for PostgreSQL).`,
    `${file} est illisible. Ce fichier dit où en est la dernière restauration. Corrigez-le ; ou supprimez-le et restaurez de nouveau la copie (npm start -- --restore FICHIER, ou --restored pour PostgreSQL).`,
  );
