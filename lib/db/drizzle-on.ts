import { type NodePgDatabase, drizzle } from "drizzle-orm/node-postgres";
import type pg from "pg";
import { withoutData } from "./database-failure";
import * as schema from "./schema";

/** The one way to open drizzle: no error that leaves it carries what was stored or asked for. */
export function drizzleOn(connection: pg.Pool | pg.Client): NodePgDatabase<typeof schema> {
  const db = drizzle(connection, { schema });
  guardSession(db._.session);
  return db;
}

type Session = ReturnType<typeof drizzle>["_"]["session"];

/** Every statement of drizzle goes through its session's `prepareQuery`; a transaction has a session of its own. */
function guardSession(session: Session): void {
  const prepareQuery = session.prepareQuery.bind(session);
  session.prepareQuery = (...given) => {
    const query = prepareQuery(...given);
    query.execute = guarded(query.execute.bind(query));
    return query;
  };
  const transaction = session.transaction.bind(session);
  // Around it all too: BEGIN, COMMIT and ROLLBACK are sent before and after the guard stands.
  session.transaction = guarded((run, config) =>
    transaction((tx) => {
      guardSession(tx._.session);
      return run(tx);
    }, config),
  ) as Session["transaction"];
}

function guarded<A extends unknown[], T>(run: (...given: A) => Promise<T>): (...given: A) => Promise<T> {
  return async (...given) => {
    try {
      return await run(...given);
    } catch (error) {
      throw withoutData(error);
    }
  };
}
