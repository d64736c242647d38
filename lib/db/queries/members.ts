import { type SQL, and, asc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { ACCESS_LEVELS, type Access, type Actor, higherAccess } from "../../access/can";
import { AppError } from "../../errors";
import type { Db, Queryable } from "../client";
import { invitations, members, seatDecisions, users } from "../schema";
import { audit } from "./audit";
import { listRoles, requireBoard } from "./boards";

export interface Member {
  userId: string;
  name: string;
  isGuest: boolean;
  roleId: string | null;
  access: Access;
  joinedAt: Date;
}

/** Everybody on the board, in the order they came. */
export async function listMembers(db: Queryable, actor: Actor, boardId: string): Promise<Member[]> {
  await requireBoard(db, actor, boardId, "people:read");
  return db
    .select({
      userId: members.userId,
      name: users.name,
      isGuest: users.isGuest,
      roleId: members.roleId,
      access: members.access,
      joinedAt: members.joinedAt,
    })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.boardId, boardId))
    .orderBy(asc(members.joinedAt), asc(members.userId));
}

const memberKey = (boardId: string, userId: string) =>
  and(eq(members.boardId, boardId), eq(members.userId, userId));

/**
 * Whose seat is held keeps it, and its access, until the transaction ends: what the seat allows is then committed
 * before it is taken away, or not at all. The right itself is asked for afterwards.
 */
export async function holdSeat(tx: Queryable, boardId: string, userId: string): Promise<void> {
  await tx.select({ userId: members.userId }).from(members).where(memberKey(boardId, userId)).for("share");
}

/**
 * Locks every seat that a change rests on, then asks for the right: an actor who loses it meanwhile changes
 * nothing, and two facilitators cannot leave at once and each believe the other stays. One statement and one
 * order, so that those who change members at once wait for each other and never in a circle.
 */
async function lockForChange(
  tx: Queryable,
  actor: Actor,
  boardId: string,
  userId: string,
): Promise<{ access: Access; isLastFacilitator: boolean }> {
  const locked = await tx
    .select({ userId: members.userId, access: members.access })
    .from(members)
    .where(
      and(
        eq(members.boardId, boardId),
        or(eq(members.access, "facilitator"), inArray(members.userId, [actor.userId, userId])),
      ),
    )
    .orderBy(asc(members.userId))
    .for("update");
  await requireBoard(tx, actor, boardId, "people:manage");
  const member = locked.find((each) => each.userId === userId);
  if (!member) throw new AppError("not-a-member");
  const another = locked.some((each) => each.userId !== userId && each.access === "facilitator");
  return { access: member.access, isLastFacilitator: member.access === "facilitator" && !another };
}

/** Links of the board that this person made and that give one of these levels. */
const linksBy = (userId: string, levels: readonly Access[]) =>
  and(eq(invitations.createdBy, userId), inArray(invitations.access, [...levels]));

async function revokeLinks(tx: Queryable, actor: Actor, boardId: string, which?: SQL): Promise<void> {
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: sql`now()` })
    .where(and(eq(invitations.boardId, boardId), isNull(invitations.revokedAt), which))
    .returning({ id: invitations.id });
  for (const { id } of revoked) {
    await audit(tx, {
      boardId,
      actorId: actor.userId,
      action: "invitation.revoked",
      detail: { invitation: id },
    });
  }
}

/**
 * A member's role and access. Whose access is lowered loses the links they made that let in somebody more
 * powerful than they now are. Throws `last-facilitator`, `role-missing`, `not-a-member`.
 */
export async function changeMember(
  db: Db,
  actor: Actor,
  boardId: string,
  userId: string,
  to: { roleId: string | null; access: Access },
): Promise<void> {
  await db.transaction(async (tx) => {
    const member = await lockForChange(tx, actor, boardId, userId);
    await requireRole(tx, boardId, to);
    if (member.isLastFacilitator && to.access !== "facilitator") throw new AppError("last-facilitator");
    await tx.update(members).set(to).where(memberKey(boardId, userId));
    if (to.access !== member.access) await decideSeat(tx, boardId, userId, to.access);
    if (higherAccess(to.access, member.access) !== to.access) {
      const above = ACCESS_LEVELS.slice(0, ACCESS_LEVELS.indexOf(to.access));
      await revokeLinks(tx, actor, boardId, linksBy(userId, above));
    }
    await audit(tx, {
      boardId,
      actorId: actor.userId,
      action: "member.changed",
      detail: { user: userId, role: to.roleId, access: to.access },
    });
  });
}

/**
 * Keeps what was decided, on the clock of this moment: a link made while the decision was on its way counts as
 * made before it.
 */
async function decideSeat(
  tx: Queryable,
  boardId: string,
  userId: string,
  access: Access | null,
): Promise<void> {
  const decision = { access, at: sql`clock_timestamp()` };
  await tx
    .insert(seatDecisions)
    .values({ boardId, userId, ...decision })
    .onConflictDoUpdate({ target: [seatDecisions.boardId, seatDecisions.userId], set: decision });
}

/**
 * Their ballots and what they painted stay; they can no longer open the board, nor come back through a link
 * made before. The links with which they themselves could let in somebody as powerful go with them.
 */
export async function removeMember(
  db: Db,
  actor: Actor,
  boardId: string,
  userId: string,
  also: { revokeLinks: boolean },
): Promise<void> {
  await db.transaction(async (tx) => {
    const member = await lockForChange(tx, actor, boardId, userId);
    if (member.isLastFacilitator) throw new AppError("last-facilitator");
    await tx.delete(members).where(memberKey(boardId, userId));
    await decideSeat(tx, boardId, userId, null);
    const theirs = linksBy(userId, ["facilitator", "editor"]);
    await revokeLinks(tx, actor, boardId, also.revokeLinks ? undefined : theirs);
    await audit(tx, { boardId, actorId: actor.userId, action: "member.removed", detail: { user: userId } });
  });
}

/** Who votes votes for a role; the role must be one of the board's. */
export async function requireRole(
  db: Queryable,
  boardId: string,
  seat: { roleId: string | null; access: Access },
): Promise<void> {
  if (seat.roleId === null) {
    if (seat.access === "voter") throw new AppError("role-missing");
    return;
  }
  const roles = await listRoles(db, boardId);
  if (!roles.some((role) => role.id === seat.roleId)) throw new AppError("role-missing");
}
