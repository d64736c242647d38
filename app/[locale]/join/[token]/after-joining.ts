import { getLocale } from "next-intl/server";
import { getDb } from "@/lib/db/client";
import { findOpenRound } from "@/lib/db/queries/home";
import { getPathname } from "@/lib/i18n/navigation";
import { getBoardHub } from "@/lib/sync/board-hub";

/** Straight to the ballot while a round is open, else to the board; without one, home. */
export async function joinedPath(boardId: string | null): Promise<string> {
  if (boardId === null) return "/";
  return (await findOpenRound(getDb(), boardId)) ? `/boards/${boardId}/vote` : `/boards/${boardId}`;
}

/** As `joinedPath`, with the language. */
export async function afterJoining(boardId: string | null): Promise<string> {
  return getPathname({ href: await joinedPath(boardId), locale: await getLocale() });
}

/** Tell everybody on the board that somebody came, and let their sockets be judged again. */
export function announceMember(boardId: string, userId: string): void {
  getBoardHub().publish(boardId, { type: "people" });
  getBoardHub().accessChanged(boardId, userId);
}
