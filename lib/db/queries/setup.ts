import { and, eq, sql } from "drizzle-orm";
import { AppError } from "../../errors";
import type { Db, Queryable } from "../client";
import { instanceSettings, users } from "../schema";
import { assertWritable } from "../writable";
import { audit } from "./audit";
import { SETUP_TOKEN_KEY } from "./setup-token";
import type { NewAccount } from "./users";

const holds = (tokenHash: string) =>
  and(
    eq(instanceSettings.key, SETUP_TOKEN_KEY),
    sql`${instanceSettings.value} = to_jsonb(${tokenHash}::text)`,
  );

export async function hasAdministrator(db: Queryable): Promise<boolean> {
  const [row] = await db.select({ id: users.id }).from(users).where(eq(users.isAdmin, true)).limit(1);
  return row !== undefined;
}

/** Whether this is the hash of the one-time link that the start printed, and nobody has used it yet. */
export async function isSetupToken(db: Queryable, tokenHash: string): Promise<boolean> {
  if (await hasAdministrator(db)) return false;
  const [row] = await db.select({ key: instanceSettings.key }).from(instanceSettings).where(holds(tokenHash));
  return row !== undefined;
}

/**
 * The first administrator, through the one-time link only. Taking the link away is what decides a race: the row
 * can be deleted once. Throws `setup-done`, `email-taken`.
 */
export async function createFirstAdministrator(
  db: Db,
  tokenHash: string,
  account: NewAccount,
): Promise<string> {
  assertWritable();
  return db.transaction(async (tx) => {
    // As where the link is issued: whichever comes second sees what the first has done.
    await tx.execute(sql`select pg_advisory_xact_lock(727002)`);
    const taken = await tx.delete(instanceSettings).where(holds(tokenHash)).returning();
    if (taken.length === 0 || (await hasAdministrator(tx))) throw new AppError("setup-done");
    const [row] = await tx
      .insert(users)
      .values({ ...account, isAdmin: true })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!row) throw new AppError("email-taken");
    await audit(tx, { boardId: null, actorId: row.id, action: "instance.set-up" });
    return row.id;
  });
}
