import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { requireBoard } from "@/lib/db/queries/boards";
import { httpStatus, isAppError } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";
import { documentResponse } from "./document-response";

interface Context {
  params: Promise<{ id: string }>;
}

/** The whole document at once, for a slow line: its socket then brings the difference. */
export async function GET(request: Request, context: Context): Promise<Response> {
  try {
    const user = await requireUser();
    const { id } = await context.params;
    await requireBoard(getDb(), user, id, "board:read");
    return await documentResponse(request.headers, await getBoardHub().documentSnapshot(id));
  } catch (error) {
    if (!isAppError(error)) throw error;
    return Response.json({ code: error.code }, { status: httpStatus(error.code) });
  }
}
