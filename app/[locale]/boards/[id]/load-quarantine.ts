import type { Quarantine } from "@/components/history/history-types";
import { can } from "@/lib/access/can";
import type { SignedInUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import type { BoardStanding } from "@/lib/db/queries/boards";
import { listMembers } from "@/lib/db/queries/members";
import { isAppError } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";
import type { BoardHealth } from "@/lib/sync/versions";
import { accept } from "./quarantine-actions";

/** What the pages say when the board's log is damaged; null for a board that is whole. */
export async function loadQuarantine(
  user: SignedInUser,
  standing: BoardStanding,
): Promise<Quarantine | null> {
  const health = await findHealth(standing.id);
  if (health?.state !== "quarantined") return null;
  const members = await listMembers(getDb(), user, standing.id);
  const decides = can(user, "board:accept-quarantine", { kind: "board", access: standing.access });
  return {
    asOf: health.asOf.toISOString(),
    accept: decides ? accept.bind(null, standing.id) : null,
    ask: members.filter(({ access }) => access === "facilitator").map(({ name }) => name),
  };
}

/** Undefined when it cannot be told now: the board's own connection then says that it cannot be reached. */
async function findHealth(boardId: string): Promise<BoardHealth | undefined> {
  try {
    return await getBoardHub().boardHealth(boardId);
  } catch (error) {
    if (isAppError(error)) return undefined;
    throw error;
  }
}
