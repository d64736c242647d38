import { and, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import type { Board } from "../../board/types";
import type { FrameBody } from "../../decision/frame";
import { AppError } from "../../errors";
import { buildFrame } from "../../record/build-frame";
import { frameHash } from "../../record/frame-hash";
import { frameBlockers } from "../../record/frame-problems";
import type { Db, Queryable } from "../client";
import { boards, frames, members, users } from "../schema";
import { audit } from "./audit";
import { listRoles, requireBoard } from "./boards";
import { assertWritable } from "../writable";

export interface LockedFrame {
  id: string;
  number: number;
  body: FrameBody;
  hash: string;
  lockedBy: string;
  lockedAt: Date;
}

/** The newest locked frame of a board, the one that the next round is held on. */
export async function latestFrame(
  db: Queryable,
  actor: Actor,
  boardId: string,
): Promise<LockedFrame | undefined> {
  await requireBoard(db, actor, boardId, "board:read");
  return newestFrame(db, boardId);
}

/** The caller has checked `board:read`. */
async function newestFrame(db: Queryable, boardId: string): Promise<LockedFrame | undefined> {
  const [row] = await db
    .select({
      id: frames.id,
      number: frames.number,
      body: frames.body,
      hash: frames.hash,
      lockedBy: users.name,
      lockedAt: frames.lockedAt,
    })
    .from(frames)
    .innerJoin(users, eq(users.id, frames.lockedBy))
    .where(eq(frames.boardId, boardId))
    .orderBy(desc(frames.number))
    .limit(1);
  return row;
}

/**
 * Lock the draft of `board` as the next frame. A draft that asks exactly what the newest frame asks is that
 * frame: nothing is stored twice. Throws `frame-incomplete` while something is missing.
 */
export async function lockFrame(db: Db, actor: Actor, boardId: string, board: Board): Promise<LockedFrame> {
  assertWritable();
  await requireBoard(db, actor, boardId, "frame:lock");
  const roles = await listRoles(db, boardId);
  const body = buildFrame(board, roles);
  if (frameBlockers(body).length > 0) throw new AppError("frame-incomplete");
  const hash = frameHash(body);
  return db.transaction(async (tx) => {
    // One locker at a time per board, so that numbers follow each other.
    await tx.select({ id: boards.id }).from(boards).where(eq(boards.id, boardId)).for("update");
    const newest = await newestFrame(tx, boardId);
    if (newest?.hash === hash) return newest;
    const number = (newest?.number ?? 0) + 1;
    await tx.insert(frames).values({ boardId, number, body, hash, lockedBy: actor.userId });
    await audit(tx, { boardId, actorId: actor.userId, action: "frame.lock", detail: { number, hash } });
    const locked = await newestFrame(tx, boardId);
    if (!locked) throw new Error("the frame just stored is gone");
    return locked;
  });
}

/** How many people could vote in each role, by role id. */
export async function votersByRole(
  db: Queryable,
  actor: Actor,
  boardId: string,
): Promise<Record<string, number>> {
  await requireBoard(db, actor, boardId, "round:follow");
  const rows = await db
    .select({ roleId: members.roleId, people: sql<number>`count(*)::int` })
    .from(members)
    .where(
      and(
        eq(members.boardId, boardId),
        sql`${members.access} <> 'observer'`,
        sql`${members.roleId} is not null`,
      ),
    )
    .groupBy(members.roleId);
  return Object.fromEntries(rows.map((row) => [row.roleId ?? "", row.people]));
}
