"use server";

import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { acceptQuarantine } from "@/lib/db/queries/versions";
import { type Refusal, answer } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";

/** Go on from what is whole of a damaged log; everybody on the board is told to load it anew. */
export async function accept(boardId: string): Promise<{ ok: true } | Refusal> {
  return answer(async () => {
    await acceptQuarantine(getDb(), getBoardHub(), await requireUser(), boardId);
    return {};
  });
}
