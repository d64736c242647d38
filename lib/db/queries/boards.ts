import { and, eq } from "drizzle-orm";
import { type Access, type Actor, type BoardAction, can } from "../../access/can";
import { AppError } from "../../errors";
import type { Queryable } from "../client";
import { boardRoles, boards, members } from "../schema";

/** A board as one member stands to it. */
export interface BoardStanding {
  id: string;
  title: string;
  locale: "fr" | "en";
  access: Access;
  roleId: string | null;
}

export interface BoardRole {
  id: string;
  name: string;
  definition: string;
  /** Colour and glyph, 0…4. */
  tone: number;
}

const STANDING = {
  id: boards.id,
  title: boards.title,
  locale: boards.locale,
  access: members.access,
  roleId: members.roleId,
};

/** Undefined for a board that does not exist and for one that is not the actor's: the same answer. */
export async function findStanding(
  db: Queryable,
  userId: string,
  boardId: string,
): Promise<BoardStanding | undefined> {
  const [row] = await db
    .select(STANDING)
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .where(and(eq(members.boardId, boardId), eq(members.userId, userId)));
  return row;
}

/**
 * The board, if the actor may do `action` on it. Throws `not-found` for no such board and for somebody
 * else's, `not-allowed` for a member without the right.
 */
export async function requireBoard(
  db: Queryable,
  actor: Actor,
  boardId: string,
  action: BoardAction,
): Promise<BoardStanding> {
  const standing = await findStanding(db, actor.userId, boardId);
  if (!standing || !can(actor, "board:read", { kind: "board", access: standing.access }))
    throw new AppError("not-found");
  if (!can(actor, action, { kind: "board", access: standing.access })) throw new AppError("not-allowed");
  return standing;
}

/** Roles in the board's order. The caller has checked `board:read`. */
export async function listRoles(db: Queryable, boardId: string): Promise<BoardRole[]> {
  return db
    .select({
      id: boardRoles.id,
      name: boardRoles.name,
      definition: boardRoles.definition,
      tone: boardRoles.tone,
    })
    .from(boardRoles)
    .where(eq(boardRoles.boardId, boardId))
    .orderBy(boardRoles.position);
}
