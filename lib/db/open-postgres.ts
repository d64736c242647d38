import { StartRefusal } from "../start-refusal";
import type { DatabaseHandle } from "./client";
import { databaseLine } from "./database-line";
import { drizzleOn } from "./drizzle-on";
import { migratePostgres } from "./migrate";
import type { DatabaseLog } from "./open";
import { openPool } from "./open-pool";

const POOL_SIZE = 10;

/** Answers that mean "check DATABASE_URL": nobody there, no such host, wrong name, password or database. */
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENOENT",
  "28000",
  "28P01",
  "3D000",
]);

export async function openPostgres(url: string, log: DatabaseLog): Promise<DatabaseHandle> {
  try {
    await migratePostgres(url);
  } catch (error) {
    throw asRefusal(url, error);
  }
  const pool = openPool(
    { connectionString: url, max: POOL_SIZE, connectionTimeoutMillis: 10_000, stream: () => databaseLine() },
    log,
  );
  let closing: Promise<void> | undefined;
  return { db: drizzleOn(pool), engine: "postgres", close: () => (closing ??= pool.end()) };
}

function asRefusal(url: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const causes = error instanceof AggregateError ? error.errors : [error];
  const code = causes
    .map((cause: NodeJS.ErrnoException) => cause.code)
    .find((it) => it && UNREACHABLE.has(it));
  const timedOut = error.message.includes("timeout");
  if (code === undefined && !timedOut) return error;
  const where = withoutPassword(url);
  const why = error.message || code;
  return new StartRefusal(
    `The database at ${where} (DATABASE_URL) cannot be reached: ${why}. Check that it runs and that address, user and password are right; or unset DATABASE_URL to use the embedded database.`,
    `La base de données ${where} (DATABASE_URL) est injoignable : ${why}. Vérifiez qu’elle fonctionne et que l’adresse, le compte et le mot de passe sont justes ; ou retirez DATABASE_URL pour utiliser la base intégrée.`,
    { cause: error },
  );
}

function withoutPassword(url: string): string {
  try {
    const parsed = new URL(url);
    parsed.password = "";
    return parsed.href;
  } catch {
    return "(not a URL)";
  }
}
