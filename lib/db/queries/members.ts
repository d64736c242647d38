import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Access, Actor } from "../../access/can";
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

/** Locks the facilitators' rows, so that two of them cannot leave at once and each believe the other stays. */
async function requireAnotherFacilitator(tx: Queryable, boardId: string, userId: string): Promise<void> {
  const facilitators = await tx
    .select({ userId: members.userId })
    .from(members)
    .where(and(eq(members.boardId, boardId), eq(members.access, "facilitator")))
    .orderBy(asc(members.userId))
    .for("update");
  if (facilitators.every((each) => each.userId === userId)) throw new AppError("last-facilitator");
}

const memberKey = (boardId: string, userId: string) =>
  and(eq(members.boardId, boardId), eq(members.userId, userId));

async function requireMember(tx: Queryable, boardId: string, userId: string): Promise<{ access: Access }> {
  const [member] = await tx
    .select({ access: members.access })
    .from(members)
    .where(memberKey(boardId, userId))
    .for("update");
  if (!member) throw new AppError("not-a-member");
  return member;
}

/** A member's role and access. Throws `last-facilitator`, `role-missing`, `not-a-member`. */
export async function changeMember(
  db: Db,
  actor: Actor,
  boardId: string,
  userId: string,
  to: { roleId: string | null; access: Access },
): Promise<void> {
  await db.transaction(async (tx) => {
    await requireBoard(tx, actor, boardId, "people:manage");
    const member = await requireMember(tx, boardId, userId);
    await requireRole(tx, boardId, to);
    if (member.access === "facilitator" && to.access !== "facilitator") {
      await requireAnotherFacilitator(tx, boardId, userId);
    }
    await tx.update(members).set(to).where(memberKey(boardId, userId));
    if (to.access !== member.access) await decideSeat(tx, boardId, userId, to.access);
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
    await requireBoard(tx, actor, boardId, "people:manage");
    const member = await requireMember(tx, boardId, userId);
    if (member.access === "facilitator") await requireAnotherFacilitator(tx, boardId, userId);
    await tx.delete(members).where(memberKey(boardId, userId));
    await decideSeat(tx, boardId, userId, null);
    const theirs = and(
      eq(invitations.createdBy, userId),
      inArray(invitations.access, ["facilitator", "editor"]),
    );
    const revoked = await tx
      .update(invitations)
      .set({ revokedAt: sql`now()` })
      .where(
        and(
          eq(invitations.boardId, boardId),
          isNull(invitations.revokedAt),
          also.revokeLinks ? undefined : theirs,
        ),
      )
      .returning({ id: invitations.id });
    for (const { id } of revoked) {
      await audit(tx, {
        boardId,
        actorId: actor.userId,
        action: "invitation.revoked",
        detail: { invitation: id },
      });
    }
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
