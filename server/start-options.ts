import { parseArgs } from "node:util";
import { StartRefusal } from "../lib/start-refusal";

/** What is said after `npm start --`, once. */
export interface StartOptions {
  /** A copy of the embedded database that takes its place. */
  restoreFrom: string | null;
  /** Somebody has put the database back with other tools: what browsers hold may be newer than it. */
  wasRestored: boolean;
}

/** Throws `StartRefusal` for what it does not know. */
export function readStartOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { restore: { type: "string" }, restored: { type: "boolean" } },
    });
    const { restore, restored = false } = values;
    if (restore === "") throw new Error("no file");
    return { restoreFrom: restore ?? null, wasRestored: restored };
  } catch {
    throw new StartRefusal(
      `“${args.join(" ")}” cannot be understood. After npm start -- there may be: --restore FILE (a copy from the folder backups takes the embedded database’s place) or --restored (you have put a PostgreSQL database back yourself).`,
      `« ${args.join(" ")} » est incompréhensible. Après npm start -- peuvent figurer : --restore FICHIER (une copie du dossier backups prend la place de la base intégrée) ou --restored (vous avez remis vous-même une base PostgreSQL en place).`,
    );
  }
}
