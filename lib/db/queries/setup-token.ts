import { createHash, randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Db } from "../client";
import { instanceSettings, users } from "../schema";

export const SETUP_TOKEN_KEY = "setup-token-hash";

/** Only this is stored: a copy of the database makes nobody an administrator. */
export const hashSetupToken = (token: string): string => createHash("sha256").update(token).digest("hex");

/**
 * The secret of the one-time link that makes the first administrator, or null when there is one. Each call
 * replaces the one before, so only the link printed last works.
 */
export async function issueSetupToken(db: Db): Promise<string | null> {
  return db.transaction(async (tx) => {
    // As the setup itself: whichever comes second sees what the first has done.
    await tx.execute(sql`select pg_advisory_xact_lock(727002)`);
    const [admin] = await tx.select({ id: users.id }).from(users).where(eq(users.isAdmin, true)).limit(1);
    if (admin) {
      await tx.delete(instanceSettings).where(eq(instanceSettings.key, SETUP_TOKEN_KEY));
      return null;
    }
    const token = randomBytes(32).toString("base64url");
    const value = hashSetupToken(token);
    await tx
      .insert(instanceSettings)
      .values({ key: SETUP_TOKEN_KEY, value })
      .onConflictDoUpdate({ target: instanceSettings.key, set: { value } });
    return token;
  });
}
