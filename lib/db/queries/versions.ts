// A board's past, for those who may see, name, restore it: rights here, the states behind the hub.
import { eq } from "drizzle-orm";
import type { Actor } from "../../access/can";
import { type BoardDifference, boardDifference } from "../../board/difference";
import { AppError } from "../../errors";
import type { BoardHub } from "../../sync/board-hub";
import { type BoardVersion, VERSION_NAME_MAX } from "../../sync/versions";
import { requireName } from "../../text-limits";
import type { Queryable } from "../client";
import { boardVersions, users } from "../schema";
import { requireBoard } from "./boards";

export type ListedVersion = Omit<BoardVersion, "createdBy"> & {
  /** Null when nobody in particular made it, or their account is gone. */
  by: string | null;
};

/** Newest first. Who made one is named also after they have left the board. */
export async function listVersions(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
): Promise<ListedVersion[]> {
  await requireBoard(db, actor, boardId, "board:read");
  const versions = await hub.versions(boardId);
  const makers = await db
    .selectDistinct({ id: users.id, name: users.name })
    .from(boardVersions)
    .innerJoin(users, eq(users.id, boardVersions.createdBy))
    .where(eq(boardVersions.boardId, boardId));
  return versions.map(({ createdBy, ...version }) => ({
    ...version,
    by: makers.find((each) => each.id === createdBy)?.name ?? null,
  }));
}

/** What the board held then, beside what it holds now. Throws `no-such-version`, `version-damaged`. */
export async function compareVersion(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
  versionId: unknown,
): Promise<BoardDifference> {
  await requireBoard(db, actor, boardId, "board:read");
  const then = await hub.readVersion(boardId, requireVersionId(versionId));
  if (!then.ok) throw new AppError(then.reason);
  return boardDifference(then.board, await hub.readBoard(boardId));
}

/** Keep the present state by a name. Throws `name-missing`, `name-too-long`. */
export async function keepNamedVersion(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
  name: unknown,
): Promise<{ name: string }> {
  await requireBoard(db, actor, boardId, "board:name-version");
  const checked = requireName(name, VERSION_NAME_MAX);
  await hub.keepNamedVersion(boardId, checked, actor.userId);
  hub.publish(boardId, { type: "versions" });
  return { name: checked };
}

/** Null takes the name away. Throws `name-missing`, `name-too-long`, `no-such-version`. */
export async function nameVersion(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
  versionId: unknown,
  name: unknown,
): Promise<void> {
  await requireBoard(db, actor, boardId, "board:name-version");
  const checked = name === null ? null : requireName(name, VERSION_NAME_MAX);
  const found = await hub.nameVersion(boardId, requireVersionId(versionId), checked);
  if (!found) throw new AppError("no-such-version");
  hub.publish(boardId, { type: "versions" });
}

/** Put an earlier state in the document's place, for everybody. Throws `no-such-version`, `version-damaged`. */
export async function restoreVersion(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
  versionId: unknown,
): Promise<void> {
  await requireBoard(db, actor, boardId, "board:restore");
  const started = await hub.restoreVersion(boardId, requireVersionId(versionId), actor.userId);
  if (!started.ok) throw new AppError(started.reason);
}

/** Go on from what is whole of a damaged log. Throws `not-quarantined`. */
export async function acceptQuarantine(
  db: Queryable,
  hub: BoardHub,
  actor: Actor,
  boardId: string,
): Promise<void> {
  await requireBoard(db, actor, boardId, "board:accept-quarantine");
  const started = await hub.acceptQuarantine(boardId, actor.userId);
  if (!started.ok) throw new AppError(started.reason);
}

/** That it is one of this board's is for the store to say. */
function requireVersionId(value: unknown): string {
  if (typeof value !== "string") throw new AppError("bad-input");
  return value;
}
