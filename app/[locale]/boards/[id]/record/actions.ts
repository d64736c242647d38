"use server";

import type { SealAction } from "@/components/record/decision-types";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { requireBoard } from "@/lib/db/queries/boards";
import { sealRecord } from "@/lib/db/queries/records";
import { AppError, answer } from "@/lib/errors";
import { getInstanceKey } from "@/lib/instance-key";
import { getBoardHub } from "@/lib/sync/board-hub";

/** Seal the decision as the board's next record, for good, and tell everybody on the board. */
export const sealDecision: SealAction = async (order) =>
  answer(async () => {
    const user = await requireUser();
    const { boardId, roundId, version, decision } = order;
    if (
      typeof boardId !== "string" ||
      typeof roundId !== "string" ||
      typeof decision !== "object" ||
      decision === null
    ) {
      throw new AppError("bad-input");
    }
    // Before the live board is read: no such board and somebody else's get the same answer.
    await requireBoard(getDb(), user, boardId, "record:seal");
    const { title, question, locale, optionNoun } = await getBoardHub().readBoard(boardId);
    const sealed = await sealRecord(
      getDb(),
      user,
      boardId,
      {
        roundId,
        version,
        board: { title, question, locale, optionNoun },
        decision: { ...decision, outcome: decision.outcome === "" ? null : decision.outcome },
      },
      getInstanceKey(),
    );
    getBoardHub().publish(boardId, { type: "record", version: sealed.version });
    return { version: sealed.version };
  });
