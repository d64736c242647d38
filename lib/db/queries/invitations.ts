import { randomBytes } from "node:crypto";
import { and, desc, eq, gt, gte, isNull, lt, or, sql } from "drizzle-orm";
import { type Access, type Actor, can, higherAccess } from "../../access/can";
import { AppError } from "../../errors";
import type { Db, Queryable } from "../client";
import { boards, invitations, members, seatDecisions, users } from "../schema";
import { assertWritable } from "../writable";
import { audit } from "./audit";
import { requireBoard } from "./boards";
import { holdSeat, requireRole } from "./members";
import { type NewAccount, insertAccount, insertGuest } from "./users";

/** 72 random bits: an id need only be its own. What nobody can guess is the token made from it. */
export const INVITATION_ID_CHARS = 12;
const newId = (): string => randomBytes((INVITATION_ID_CHARS * 3) / 4).toString("base64url");

export interface NewInvitation {
  /** Null = the joiner chooses. */
  roleId: string | null;
  access: Access;
  days: number;
  /** Null = as often as one likes. */
  maxUses: number | null;
}

const MAX_DAYS = 365;
const MAX_USES = 10_000;

function requireTerms(terms: { days: number; maxUses: number | null }): void {
  const whole = (value: number, max: number) => Number.isInteger(value) && value >= 1 && value <= max;
  if (!whole(terms.days, MAX_DAYS)) throw new AppError("bad-input");
  if (terms.maxUses !== null && !whole(terms.maxUses, MAX_USES)) throw new AppError("bad-input");
}

const inDays = (days: number) => sql`now() + make_interval(days => ${days})`;

/** A link to a board, for one role or the joiner's choice, and one access level. */
export async function createInvitation(
  db: Db,
  actor: Actor,
  boardId: string,
  terms: NewInvitation,
): Promise<string> {
  assertWritable();
  return db.transaction(async (tx) => {
    // A removal or change of the maker waits for the link and then revokes it, or has happened and is seen here.
    await holdSeat(tx, boardId, actor.userId);
    await requireBoard(tx, actor, boardId, "people:manage");
    requireTerms(terms);
    if (terms.roleId !== null) await requireRole(tx, boardId, terms);
    const id = newId();
    await tx.insert(invitations).values({
      id,
      boardId,
      roleId: terms.roleId,
      access: terms.access,
      maxUses: terms.maxUses,
      expiresAt: inDays(terms.days),
      createdBy: actor.userId,
    });
    await audit(tx, {
      boardId,
      actorId: actor.userId,
      action: "invitation.created",
      detail: { invitation: id, role: terms.roleId, access: terms.access },
    });
    return id;
  });
}

/** A link to make an account on this instance, for its administrator to give away. */
export async function createAccountInvitation(
  db: Queryable,
  actor: Actor,
  terms: { days: number; maxUses: number | null },
): Promise<string> {
  assertWritable();
  if (!can(actor, "instance:administer", { kind: "instance" })) throw new AppError("not-found");
  requireTerms(terms);
  const id = newId();
  await db
    .insert(invitations)
    .values({ id, maxUses: terms.maxUses, expiresAt: inDays(terms.days), createdBy: actor.userId });
  await audit(db, {
    boardId: null,
    actorId: actor.userId,
    action: "invitation.created",
    detail: { invitation: id },
  });
  return id;
}

export type InvitationState = "open" | "expired" | "used-up" | "revoked";

export interface ListedInvitation {
  id: string;
  roleId: string | null;
  access: Access | null;
  uses: number;
  maxUses: number | null;
  expiresAt: Date;
  state: InvitationState;
}

// On the database's clock, as when somebody joins.
const state = sql<InvitationState>`case
  when ${invitations.revokedAt} is not null then 'revoked'
  when ${invitations.expiresAt} <= now() then 'expired'
  when ${invitations.maxUses} is not null and ${invitations.uses} >= ${invitations.maxUses} then 'used-up'
  else 'open' end`;

const listed = {
  id: invitations.id,
  roleId: invitations.roleId,
  access: invitations.access,
  uses: invitations.uses,
  maxUses: invitations.maxUses,
  expiresAt: invitations.expiresAt,
  state,
};

/** The board's links, newest first. Only who may give them away sees them. */
export async function listInvitations(
  db: Queryable,
  actor: Actor,
  boardId: string,
): Promise<ListedInvitation[]> {
  await requireBoard(db, actor, boardId, "people:manage");
  return db
    .select(listed)
    .from(invitations)
    .where(eq(invitations.boardId, boardId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}

export async function listAccountInvitations(db: Queryable, actor: Actor): Promise<ListedInvitation[]> {
  if (!can(actor, "instance:administer", { kind: "instance" })) throw new AppError("not-found");
  return db
    .select(listed)
    .from(invitations)
    .where(isNull(invitations.boardId))
    .orderBy(desc(invitations.createdAt), desc(invitations.id));
}

const revoke = { revokedAt: sql`coalesce(${invitations.revokedAt}, now())` };

/** The link opens nothing any more; who came through it stays. */
export async function revokeInvitation(
  db: Queryable,
  actor: Actor,
  boardId: string,
  invitationId: string,
): Promise<void> {
  await requireBoard(db, actor, boardId, "people:manage");
  const revoked = await db
    .update(invitations)
    .set(revoke)
    .where(and(eq(invitations.id, invitationId), eq(invitations.boardId, boardId)))
    .returning({ id: invitations.id });
  if (revoked.length === 0) throw new AppError("invitation-invalid");
  await audit(db, {
    boardId,
    actorId: actor.userId,
    action: "invitation.revoked",
    detail: { invitation: invitationId },
  });
}

export async function revokeAccountInvitation(
  db: Queryable,
  actor: Actor,
  invitationId: string,
): Promise<void> {
  if (!can(actor, "instance:administer", { kind: "instance" })) throw new AppError("not-found");
  const revoked = await db
    .update(invitations)
    .set(revoke)
    .where(and(eq(invitations.id, invitationId), isNull(invitations.boardId)))
    .returning({ id: invitations.id });
  if (revoked.length === 0) throw new AppError("invitation-invalid");
}

export interface Invitation {
  id: string;
  /** Null: a link to make an account. */
  board: { id: string; title: string; roleId: string | null; access: Access } | null;
  invitedBy: string;
  state: InvitationState;
}

/** What the holder of a genuine link may know. The caller has checked the token. Throws `invitation-invalid`. */
export async function readInvitation(db: Queryable, invitationId: string | undefined): Promise<Invitation> {
  if (invitationId === undefined) throw new AppError("invitation-invalid");
  const [row] = await db
    .select({
      id: invitations.id,
      boardId: invitations.boardId,
      title: boards.title,
      roleId: invitations.roleId,
      access: invitations.access,
      invitedBy: users.name,
      state,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.createdBy))
    .leftJoin(boards, eq(boards.id, invitations.boardId))
    .where(eq(invitations.id, invitationId));
  if (!row) throw new AppError("invitation-invalid");
  const board =
    row.boardId !== null && row.title !== null && row.access !== null
      ? { id: row.boardId, title: row.title, roleId: row.roleId, access: row.access }
      : null;
  return { id: row.id, board, invitedBy: row.invitedBy, state: row.state };
}

const REFUSALS = {
  expired: "invitation-expired",
  "used-up": "invitation-used-up",
  revoked: "invitation-revoked",
} as const;

/** Throws what is wrong with the link, if anything is. */
export function requireOpen(invitation: Pick<Invitation, "state">): void {
  if (invitation.state !== "open") throw new AppError(REFUSALS[invitation.state]);
}

/** One use, if one is left: one statement on the database's clock, so that many at once cannot overshoot. */
async function consume(tx: Queryable, invitationId: string): Promise<void> {
  const [row] = await tx
    .update(invitations)
    .set({ uses: sql`${invitations.uses} + 1` })
    .where(
      and(
        eq(invitations.id, invitationId),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`now()`),
        or(isNull(invitations.maxUses), lt(invitations.uses, invitations.maxUses)),
      ),
    )
    .returning({ id: invitations.id });
  if (row) return;
  requireOpen(await readInvitation(tx, invitationId));
  // It was open again when asked why: a use was given back in between.
  throw new AppError("unavailable");
}

/** A facilitator has removed this person, or set their access, since the link was made. */
async function decidedSince(
  db: Queryable,
  invitation: Invitation,
  boardId: string,
  userId: string,
): Promise<boolean> {
  const later = await db
    .select({ at: seatDecisions.at })
    .from(seatDecisions)
    .innerJoin(invitations, eq(invitations.id, invitation.id))
    .where(
      and(
        eq(seatDecisions.boardId, boardId),
        eq(seatDecisions.userId, userId),
        // In SQL: a Date would lose the microseconds.
        gte(seatDecisions.at, invitations.createdAt),
      ),
    );
  return later.length > 0;
}

/** Throws `removed-from-board` for somebody who was removed after the link was made. */
export async function requireWelcome(db: Queryable, invitation: Invitation, userId: string): Promise<void> {
  const { board } = invitation;
  if (board && (await decidedSince(db, invitation, board.id, userId))) {
    throw new AppError("removed-from-board");
  }
}

/**
 * Seats somebody on the invitation's board. Who is seated already keeps the higher access and their role. What a
 * facilitator decided about the person since the link was made stands.
 */
async function seat(
  tx: Queryable,
  invitation: Invitation,
  userId: string,
  chosenRole: string | null,
): Promise<string> {
  const { board } = invitation;
  if (!board) throw new AppError("invitation-invalid");
  const roleId = board.roleId ?? chosenRole;
  const mine = and(eq(members.boardId, board.id), eq(members.userId, userId));
  const [before] = await tx
    .select({ access: members.access, roleId: members.roleId })
    .from(members)
    .where(mine)
    .for("update");
  if (before && higherAccess(before.access, board.access) === before.access) return board.id;
  // Asked once the seat is locked: a removal or change on its way has been waited for.
  if (await decidedSince(tx, invitation, board.id, userId)) {
    if (before) return board.id;
    throw new AppError("removed-from-board");
  }
  await requireRole(tx, board.id, { roleId: before?.roleId ?? roleId, access: board.access });
  const values = { boardId: board.id, userId, roleId: before?.roleId ?? roleId, access: board.access };
  if (before) {
    await tx.update(members).set(values).where(mine);
  } else {
    const inserted = await tx.insert(members).values(values).onConflictDoNothing().returning();
    // The same person in two tabs: the other one sat down and used the link.
    if (inserted.length === 0) return board.id;
  }
  await consume(tx, invitation.id);
  await audit(tx, {
    boardId: board.id,
    actorId: userId,
    action: "member.joined",
    detail: { invitation: invitation.id, role: values.roleId, access: values.access },
  });
  return board.id;
}

/** Somebody who is signed in joins through a link. Answers the board. */
export async function joinBoard(
  db: Db,
  actor: Actor,
  invitationId: string | undefined,
  chosenRole: string | null,
): Promise<string> {
  assertWritable();
  return db.transaction(async (tx) =>
    seat(tx, await readInvitation(tx, invitationId), actor.userId, chosenRole),
  );
}

/** Somebody without an account joins with a name. */
export async function joinAsGuest(
  db: Db,
  invitationId: string | undefined,
  guest: { name: string; locale: "fr" | "en"; roleId: string | null },
): Promise<{ userId: string; boardId: string }> {
  return db.transaction(async (tx) => {
    const invitation = await readInvitation(tx, invitationId);
    requireOpen(invitation);
    const userId = await insertGuest(tx, guest.name, guest.locale);
    return { userId, boardId: await seat(tx, invitation, userId, guest.roleId) };
  });
}

/** An account through a link, and the seat on the board that comes with it. */
export async function signUpByInvitation(
  db: Db,
  invitationId: string | undefined,
  account: NewAccount,
  chosenRole: string | null,
): Promise<{ userId: string; boardId: string | null }> {
  return db.transaction(async (tx) => {
    const invitation = await readInvitation(tx, invitationId);
    requireOpen(invitation);
    const userId = await insertAccount(tx, account);
    if (invitation.board) return { userId, boardId: await seat(tx, invitation, userId, chosenRole) };
    await consume(tx, invitation.id);
    return { userId, boardId: null };
  });
}
