import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Access, Actor } from "../../access/can";
import type { Db, Queryable } from "../client";
import { isUuid } from "../../uuid";
import { Gathered } from "../gathered";
import { authSessions, members, users } from "../schema";

/** How long a sign-in lasts, guests included: the cookie and the row end together. */
export const SESSION_DAYS = 30;
const stillValid = sql`${authSessions.createdAt} > now() - make_interval(days => ${SESSION_DAYS})`;

export interface SessionUser extends Actor {
  name: string;
  email: string | null;
  sessionId: string;
}

const SESSION_USER = {
  sessionId: authSessions.id,
  userId: users.id,
  name: users.name,
  email: users.email,
  isAdmin: users.isAdmin,
  isGuest: users.isGuest,
};

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
    .select(SESSION_USER)
    .from(authSessions)
    .innerJoin(users, eq(users.id, authSessions.userId))
    .where(and(eq(authSessions.id, sessionId), stillValid));
  return row;
}

/** Who the session belongs to, and how they stand to a board. */
export interface Seat {
  user: SessionUser;
  /** Null for a board that does not exist and for one that is not theirs. */
  standing: { access: Access; roleId: string | null } | null;
}

/** Undefined once the session was ended or is too old. One question, asked together with others who come at once. */
export function findSeat(db: Db, sessionId: string, boardId: string): Promise<Seat | undefined> {
  if (!isUuid(sessionId)) return Promise.resolve(undefined);
  const known = lookups.get(db);
  const lookup = known ?? new Gathered((keys) => findSeats(db, keys));
  if (!known) lookups.set(db, lookup);
  return lookup.get(`${sessionId} ${boardId}`);
}
const lookups = new WeakMap<Db, Gathered<Seat>>();

async function findSeats(db: Db, keys: readonly string[]): Promise<Map<string, Seat>> {
  const sessionIds = sql.param(keys.map((key) => key.slice(0, key.indexOf(" "))));
  const boardIds = sql.param(keys.map((key) => key.slice(key.indexOf(" ") + 1)));
  const asked = sql`unnest(${sessionIds}::uuid[], ${boardIds}::text[]) as asked (session_id, board_id)`;
  const rows = await db
    .select({
      boardId: sql<string>`asked.board_id`,
      user: SESSION_USER,
      access: members.access,
      roleId: members.roleId,
    })
    .from(asked)
    .innerJoin(authSessions, and(sql`${authSessions.id} = asked.session_id`, stillValid))
    .innerJoin(users, eq(users.id, authSessions.userId))
    .leftJoin(members, and(eq(members.userId, users.id), sql`${members.boardId} = asked.board_id`));
  return new Map(
    rows.map(({ boardId, user, access, roleId }) => [
      `${user.sessionId} ${boardId}`,
      { user, standing: access && { access, roleId } },
    ]),
  );
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
