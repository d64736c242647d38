"use server";

import { refresh } from "next/cache";
import type { BoardDifference } from "@/lib/board/difference";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { compareVersion, keepNamedVersion, nameVersion, restoreVersion } from "@/lib/db/queries/versions";
import { type Refusal, answer } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";

type Done = Promise<{ ok: true } | Refusal>;

export async function compare(
  boardId: string,
  versionId: unknown,
): Promise<{ ok: true; difference: BoardDifference } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    return { difference: await compareVersion(getDb(), getBoardHub(), user, boardId, versionId) };
  });
}

export async function keep(boardId: string, form: FormData): Promise<{ ok: true; name: string } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    const kept = await keepNamedVersion(getDb(), getBoardHub(), user, boardId, form.get("name"));
    refresh();
    return kept;
  });
}

export async function name(boardId: string, versionId: unknown, given: unknown): Done {
  return answer(async () => {
    await nameVersion(getDb(), getBoardHub(), await requireUser(), boardId, versionId, given);
    refresh();
    return {};
  });
}

export async function restore(boardId: string, versionId: unknown): Done {
  return answer(async () => {
    await restoreVersion(getDb(), getBoardHub(), await requireUser(), boardId, versionId);
    refresh();
    return {};
  });
}
