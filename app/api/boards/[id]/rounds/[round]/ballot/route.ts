import { isOwnOrigin } from "@/lib/auth/own-origins";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { saveBallot } from "@/lib/db/queries/ballots";
import { AppError, httpStatus, isAppError } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";
import { isUuid } from "@/lib/uuid";

interface Context {
  params: Promise<{ id: string; round: string }>;
}

/** A frame of 20 × 20 cells with a long reason in many of them stays far below. */
const MAX_BODY_CHARS = 2_000_000;

/** Save what the voter changed. */
export const PATCH = (request: Request, context: Context) => answer(request, context, false);
/** Send the ballot, with what changed last. */
export const POST = (request: Request, context: Context) => answer(request, context, true);

async function answer(request: Request, context: Context, submit: boolean): Promise<Response> {
  try {
    if (!isOwnOrigin(request.headers.get("origin"), request.headers.get("host")))
      throw new AppError("bad-origin");
    const user = await requireUser();
    const { id: boardId, round: roundId } = await context.params;
    if (!isUuid(roundId)) throw new AppError("not-found");
    const ballot = await saveBallot(getDb(), user, boardId, roundId, await readBody(request), submit);
    getBoardHub().publish(boardId, { type: "ballot", roundId });
    return Response.json({ submittedAt: ballot.submittedAt });
  } catch (error) {
    if (!isAppError(error)) throw error;
    return Response.json({ code: error.code, values: error.values }, { status: httpStatus(error.code) });
  }
}

async function readBody(request: Request): Promise<unknown> {
  const text = await request.text();
  if (text.length > MAX_BODY_CHARS) throw new AppError("bad-input");
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("bad-input", undefined, { cause });
  }
}
