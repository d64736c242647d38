"use server";

import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { chooseMyRole } from "@/lib/db/queries/ballots";
import { answer, type Refusal } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";

/** Take a role, once, in order to vote. */
export async function takeRole(boardId: string, roleId: string): Promise<{ ok: true } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    await chooseMyRole(getDb(), user, boardId, roleId);
    getBoardHub().publish(boardId, { type: "people" });
    return {};
  });
}
