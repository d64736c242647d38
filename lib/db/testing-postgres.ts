/** A throw-away database on a real PostgreSQL. Knows no test runner. */
import pg from "pg";
import { drizzleOn } from "./drizzle-on";
import { migratePostgres } from "./migrate";
import { openPool } from "./open-pool";
import type { TestDatabase } from "./testing-archive";

/** A pool that has ended may still have connections, and hears it when the database is dropped under them. */
const silent = { info() {}, warn() {}, error() {} };

/** A database of its own on the server at `url`, dropped on close. */
export async function openTestPostgres(url: string): Promise<TestDatabase & { url: string }> {
  const name = `plateau_test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const admin = async (statement: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await admin(`create database ${name}`);
  const own = new URL(url);
  own.pathname = `/${name}`;
  await migratePostgres(own.href);
  const pool = openPool({ connectionString: own.href, max: 8 }, silent);
  return {
    db: drizzleOn(pool),
    url: own.href,
    async close() {
      await pool.end();
      await admin(`drop database ${name} with (force)`);
    },
  };
}
