import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import type { Db } from "./client";
import { drizzleOn } from "./drizzle-on";

/** Any number; the same for every instance of this product on one PostgreSQL database. */
const MIGRATION_LOCK = 727_001;

/** From the source tree and from the bundle alike: the nearest `drizzle/` upwards. */
export function migrationsFolder(from = path.dirname(fileURLToPath(import.meta.url))): string {
  for (let dir = from; ; dir = path.dirname(dir)) {
    const folder = path.join(dir, "drizzle");
    if (fs.existsSync(path.join(folder, "meta", "_journal.json"))) return folder;
    if (dir === path.dirname(dir)) throw new Error(`no drizzle folder above ${from}`);
  }
}

/** The embedded engine: this process is the only one, no lock is needed (nor would it block anybody). */
export async function migrateEmbedded(db: Db): Promise<void> {
  await migrate(db, { migrationsFolder: migrationsFolder() });
}

/** PostgreSQL: several instances may start at once. The lock belongs to a connection that ends with it. */
export async function migratePostgres(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzleOn(client), { migrationsFolder: migrationsFolder() });
  } finally {
    await client.end();
  }
}
