import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import type { Queryable } from "../client";
import { authSessions, users } from "../schema";

/** How long a sign-in lasts, guests included: the cookie and the row end together. */
export const SESSION_DAYS = 30;
const stillValid = sql`${authSessions.createdAt} > now() - make_interval(days => ${SESSION_DAYS})`;

export interface SessionUser extends Actor {
  name: string;
  email: string | null;
  sessionId: string;
}

/** Rows that no cookie can use any more go at the next sign-in: nothing else needs a clock for it. */
export async function startSession(db: Queryable, userId: string): Promise<string> {
  await db.delete(authSessions).where(and(eq(authSessions.userId, userId), sql`not (${stillValid})`));
  const [row] = await db.insert(authSessions).values({ userId }).returning({ id: authSessions.id });
  if (!row) throw new Error("the session was not stored");
  return row.id;
}

/** Who the session belongs to; undefined once it was ended or is too old. */
export async function findSession(db: Queryable, sessionId: string): Promise<SessionUser | undefined> {
  const [row] = await db
    .select({
      sessionId: authSessions.id,
      userId: users.id,
      name: users.name,
      email: users.email,
      isAdmin: users.isAdmin,
      isGuest: users.isGuest,
    })
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .where(and(eq(authSessions.id, sessionId), stillValid));
  return row;
}

export async function endSession(db: Queryable, sessionId: string): Promise<void> {
  await db.delete(authSessions).where(eq(authSessions.id, sessionId));
}

/** The actor's own sign-ins, newest first. */
export async function listSessions(db: Queryable, actor: Actor): Promise<{ id: string; startedAt: Date }[]> {
  return db
    .select({ id: authSessions.id, startedAt: authSessions.createdAt })
    .from(authSessions)
    .where(and(eq(authSessions.userId, actor.userId), stillValid))
    .orderBy(desc(authSessions.createdAt));
}

/** Ends the actor's sign-ins everywhere, or everywhere but here; returns those that ended. */
export async function endSessions(db: Queryable, actor: Actor, keep: string | null): Promise<string[]> {
  const ended = await db
    .delete(authSessions)
    .where(and(eq(authSessions.userId, actor.userId), keep === null ? undefined : ne(authSessions.id, keep)))
    .returning({ id: authSessions.id });
  return ended.map((row) => row.id);
}
