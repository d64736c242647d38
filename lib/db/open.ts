import type { DatabaseHandle } from "./client";
import { openEmbedded } from "./embedded/open-embedded";
import type { FatalReason } from "./embedded/messages";
import { StartRefusal } from "../start-refusal";
import { openPostgres } from "./open-postgres";

export interface DatabaseLog {
  info(values: object, message: string): void;
  warn(values: object, message: string): void;
  error(values: object, message: string): void;
}

export interface OpenOptions {
  /** A PostgreSQL server; absent = the embedded database in `dataDir`. */
  url?: string;
  dataDir: string;
  log: DatabaseLog;
  /** Refuse to start with less free disk than this, and to write with less than half of it. */
  minFreeMb?: number;
  /** Hourly copies of the embedded database to keep; 0 turns them off. */
  backupsToKeep?: number;
  /** A copy of the embedded database that takes its place first. */
  restoreFrom?: string;
  /** By default: log and exit. Nothing acknowledged is lost; the process manager starts it again. */
  onFatal?: (reason: FatalReason, message: string) => void;
}

/** Open the database and bring its schema up to date. Throws `StartRefusal` for what a person can mend. */
export async function openDatabase(options: OpenOptions): Promise<DatabaseHandle> {
  const { url, log, restoreFrom } = options;
  if (url !== undefined) {
    if (restoreFrom !== undefined) throw notOurs();
    return openPostgres(url, log);
  }
  return openEmbedded({
    dataDir: options.dataDir,
    minFreeMb: options.minFreeMb ?? 500,
    backupsToKeep: options.backupsToKeep ?? 24,
    ...(restoreFrom === undefined ? {} : { restoreFrom }),
    log,
    onFatal:
      options.onFatal ??
      ((reason, message) => {
        log.error({ reason, message }, "the embedded database cannot go on: the process ends");
        process.exit(1);
      }),
  });
}

const notOurs = () =>
  new StartRefusal(
    "--restore is for the embedded database, and DATABASE_URL names a PostgreSQL one. Put that one back with its own tools (pg_restore), then start with --restored.",
    "--restore concerne la base intégrée, or DATABASE_URL désigne une base PostgreSQL. Remettez celle-ci en place avec ses propres outils (pg_restore), puis démarrez avec --restored.",
  );
