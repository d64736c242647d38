/** Databases for tests: the real engines, the real migrations, no mocks. */
import fs from "node:fs";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { afterAll, describe, test } from "vitest";
import type { Db } from "./client";
import { type TestDatabase, migratedArchive, serve } from "./testing-archive";
import { openTestPostgres } from "./testing-postgres";

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
  describePerEngine(
    name,
    () => suite(reusing(openTestDatabase)),
    (url) => suite(reusing(() => openTestPostgres(url))),
  );
}

/** A suite for each engine. Without TEST_DATABASE_URL the second is reported as skipped, with the reason, never as passed. */
export function describePerEngine(name: string, pglite: () => void, postgres: (url: string) => void): void {
  describe(`${name} (pglite)`, pglite);
  const url = process.env.TEST_DATABASE_URL;
  if (url) describe(`${name} (postgres)`, () => postgres(url));
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
