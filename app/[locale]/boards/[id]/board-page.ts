import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import type { BoardAction } from "@/lib/access/can";
import { type SignedInUser, currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { type BoardRole, type BoardStanding, listRoles, requireBoard } from "@/lib/db/queries/boards";
import { isAppError } from "@/lib/errors";
import { redirect } from "@/lib/i18n/navigation";

/**
 * The first two steps of every page of a board: load and authorise. Signed out leads to the sign-in and back;
 * no such board, somebody else's board and a page that is not for you are the same "not found".
 */
export async function loadBoardPage(
  boardId: string,
  path: string,
  action: BoardAction = "board:read",
): Promise<{ user: SignedInUser; standing: BoardStanding; roles: BoardRole[] }> {
  const user = await currentUser();
  const locale = await getLocale();
  if (!user) return redirect({ href: { pathname: "/signin", query: { next: path } }, locale });
  try {
    const standing = await requireBoard(getDb(), user, boardId, action);
    return { user, standing, roles: await listRoles(getDb(), boardId) };
  } catch (error) {
    if (isAppError(error)) notFound();
    throw error;
  }
}
