import pg from "pg";
import type { DatabaseLog } from "./open";

/** Connections that may be lost without taking the process along. */
export function openPool(config: pg.PoolConfig, log: DatabaseLog): pg.Pool {
  const pool = new pg.Pool(config);
  // An idle connection that the server closes (restart, fail-over) is replaced by the pool.
  pool.on("error", (error) => log.warn({ error: error.message }, "a database connection ended"));
  // One that is lost between two statements of a transaction has no listener of the pool's, and an error event
  // that nobody hears ends the process. The transaction's next statement is rejected, which says all there is.
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}
