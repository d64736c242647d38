import type { NodePgDatabase } from "drizzle-orm/node-postgres";
import { AppError } from "../errors";
import type * as schema from "./schema";

/** One driver (node-postgres) for both engines. */
export type Db = NodePgDatabase<typeof schema>;
/** What a query takes: the database, or a transaction on it. */
export type Queryable = Db | Parameters<Parameters<Db["transaction"]>[0]>[0];

export interface DatabaseHandle {
  db: Db;
  engine: "pglite" | "postgres";
  close(): Promise<void>;
}

// Next bundles its own copy of every module: the open handle hangs on globalThis.
const KEY = Symbol.for("plateau.database");
const shared = globalThis as { [KEY]?: DatabaseHandle };

export function setDatabase(handle: DatabaseHandle): void {
  shared[KEY] = handle;
}

/** The database that the server opened at start. Throws `unavailable` before that. */
export function getDb(): Db {
  const handle = shared[KEY];
  if (!handle) throw new AppError("unavailable");
  return handle.db;
}

/** Which engine runs, for the administrator's status page. */
export function getEngine(): DatabaseHandle["engine"] {
  const handle = shared[KEY];
  if (!handle) throw new AppError("unavailable");
  return handle.engine;
}
