"use server";

import { z } from "zod";
import { requireUser } from "@/lib/auth/user";
import { mapSnapshot } from "@/lib/board/map-snapshot";
import { getDb } from "@/lib/db/client";
import { requireBoard } from "@/lib/db/queries/boards";
import { closeRound, extendRound, openRound, revealRound } from "@/lib/db/queries/rounds";
import { answer, AppError, type Refusal } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";

type Answer = Promise<{ ok: true } | Refusal>;

const order = z.strictObject({
  scores: z.boolean(),
  weights: z.boolean(),
  deadline: z
    .union([z.strictObject({ minutes: z.number() }), z.strictObject({ at: z.string().max(100) })])
    .nullable(),
});
const round = z.uuid();

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("bad-input", undefined, { cause: parsed.error });
  return parsed.data;
}

export async function open(boardId: string, input: unknown): Answer {
  return answer(async () => {
    const user = await requireUser();
    const { scores, weights, deadline } = parse(order, input);
    const opened = await openRound(getDb(), user, boardId, {
      kinds: [...(scores ? (["scores"] as const) : []), ...(weights ? (["weights"] as const) : [])],
      deadline: deadline && "at" in deadline ? { at: new Date(deadline.at) } : deadline,
    });
    getBoardHub().publish(boardId, { type: "round", roundId: opened.id, state: "open" });
    return {};
  });
}

export async function close(boardId: string, roundId: unknown): Answer {
  return answer(async () => {
    const user = await requireUser();
    const id = parse(round, roundId);
    await closeRound(getDb(), user, boardId, id);
    getBoardHub().publish(boardId, { type: "round", roundId: id, state: "closed" });
    return {};
  });
}

/** The map is read from the live document, so that what everybody sees painted is what counts. */
export async function reveal(boardId: string, roundId: unknown): Answer {
  return answer(async () => {
    const user = await requireUser();
    const id = parse(round, roundId);
    await requireBoard(getDb(), user, boardId, "round:manage");
    const hub = getBoardHub();
    await revealRound(getDb(), user, boardId, id, mapSnapshot(await hub.readBoard(boardId)));
    await hub.keepVersion(boardId, "reveal", user.userId);
    hub.publish(boardId, { type: "round", roundId: id, state: "revealed" });
    return {};
  });
}

export async function extend(boardId: string, roundId: unknown, minutes: unknown): Answer {
  return answer(async () => {
    const user = await requireUser();
    const id = parse(round, roundId);
    await extendRound(getDb(), user, boardId, id, parse(z.number(), minutes));
    getBoardHub().publish(boardId, { type: "round", roundId: id, state: "open" });
    return {};
  });
}
