/** Databases for tests: the real engines, the real migrations, no mocks. */
import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/node-postgres";
import pg from "pg";
import { afterAll, describe, test } from "vitest";
import type { Db } from "./client";
import { migratePostgres } from "./migrate";
import * as schema from "./schema";
import { type TestDatabase, migratedArchive, serve } from "./testing-archive";

/** A migrated database of its own on PGlite in memory, behind a socket as in production. */
export async function openTestDatabase(): Promise<TestDatabase> {
  const engine = await PGlite.create({ loadDataDir: new Blob([fs.readFileSync(await migratedArchive())]) });
  return serve(engine);
}

/**
 * Run a suite on PGlite, and on PostgreSQL when TEST_DATABASE_URL names a server (else one skipped test says
 * so). `open()` answers an empty, migrated database; the one that it answered before is the same one, emptied.
 */
export function describeOnEachEngine(name: string, suite: (open: () => Promise<Db>) => void): void {
  describe(`${name} (pglite)`, () => suite(reusing(openTestDatabase)));
  const url = process.env.TEST_DATABASE_URL;
  if (url) describe(`${name} (postgres)`, () => suite(reusing(() => openTestPostgres(url))));
  else test.skip(`${name} (postgres): no PostgreSQL here, TEST_DATABASE_URL is not set`, () => {});
}

function reusing(openNew: () => Promise<TestDatabase>): () => Promise<Db> {
  let opened: TestDatabase | undefined;
  afterAll(() => opened?.close());
  return async () => {
    if (opened) await empty(opened.db);
    else opened = await openNew();
    return opened.db;
  };
}

async function empty(db: Db): Promise<void> {
  const { rows } = await db.execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public'`,
  );
  const tables = rows.map((row) => row.name).join(", ");
  await db.execute(sql.raw(`truncate ${tables} restart identity cascade`));
}

/** A database of its own on the server at `url`, dropped on close. */
async function openTestPostgres(url: string): Promise<TestDatabase> {
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
  const pool = new pg.Pool({ connectionString: own.href, max: 8 });
  return {
    db: drizzle(pool, { schema }),
    async close() {
      await pool.end();
      await admin(`drop database ${name} with (force)`);
    },
  };
}
