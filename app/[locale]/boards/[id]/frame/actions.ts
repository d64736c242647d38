"use server";

import { z } from "zod";
import { requireUser } from "@/lib/auth/user";
import type { BoardAction } from "@/lib/access/can";
import { addCriterion, removeCriterion, updateCriterion } from "@/lib/board/criteria";
import { setFirmness, setPolicy, setQuorum } from "@/lib/board/meta";
import { addOption, removeOption, renameOption } from "@/lib/board/options";
import { getDb } from "@/lib/db/client";
import { listRoles, requireBoard } from "@/lib/db/queries/boards";
import { lockFrame } from "@/lib/db/queries/frames";
import { answer, AppError, type Refusal } from "@/lib/errors";
import type { CriterionId, OptionId, RoleId } from "@/lib/ids";
import { getBoardHub } from "@/lib/sync/board-hub";

type Answer = Promise<{ ok: true } | Refusal>;
type Doc = Parameters<Parameters<ReturnType<typeof getBoardHub>["editBoard"]>[2]>[0];

// What a browser sends is checked here; how long a text may be is the board's own rule.
const text = z.string().max(100_000);
const id = z.string().min(1).max(200);
const criterionChange = z.strictObject({
  title: text.optional(),
  question: text.optional(),
  low: text.optional(),
  high: text.optional(),
  scoredBy: z.array(id).max(20).nullable().optional(),
  source: z.enum(["vote", "map"]).optional(),
  knockOutBelow: z.number().nullable().optional(),
});

function parse<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError("bad-input", undefined, { cause: parsed.error });
  return parsed.data;
}

/** Change the live document as the signed-in member, and bring other open frame pages up to date. */
async function edit(boardId: string, action: BoardAction, change: (doc: Doc) => void): Answer {
  return answer(async () => {
    const user = await requireUser();
    await requireBoard(getDb(), user, boardId, action);
    const hub = getBoardHub();
    await hub.editBoard(boardId, user.userId, change);
    hub.publish(boardId, { type: "frame" });
    return {};
  });
}

export async function createCriterion(boardId: string, title: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => void addCriterion(doc, { title: parse(text, title) }));
}

export async function changeCriterion(boardId: string, criterionId: unknown, change: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => {
    const parsed = parse(criterionChange, change);
    // A key that is absent stays as it is: `undefined` must not reach the verb.
    const given = Object.fromEntries(Object.entries(parsed).filter(([, value]) => value !== undefined));
    if (!updateCriterion(doc, parse(id, criterionId) as CriterionId, given)) throw new AppError("not-found");
  });
}

export async function deleteCriterion(boardId: string, criterionId: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => void removeCriterion(doc, parse(id, criterionId) as CriterionId));
}

export async function createOption(boardId: string, title: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => void addOption(doc, { title: parse(text, title) }));
}

export async function retitleOption(boardId: string, optionId: unknown, title: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => {
    if (!renameOption(doc, parse(id, optionId) as OptionId, parse(text, title)))
      throw new AppError("not-found");
  });
}

export async function deleteOption(boardId: string, optionId: unknown): Answer {
  return edit(boardId, "map:edit", (doc) => void removeOption(doc, parse(id, optionId) as OptionId));
}

export async function chooseUncovered(boardId: string, policy: unknown): Answer {
  return edit(boardId, "board:settings", (doc) =>
    setPolicy(doc, "uncovered", parse(z.enum(["zero", "skip"]), policy)),
  );
}

export async function chooseInsideRole(boardId: string, policy: unknown): Answer {
  return edit(boardId, "board:settings", (doc) =>
    setPolicy(doc, "insideRole", parse(z.enum(["mean", "median"]), policy)),
  );
}

export async function askQuorum(boardId: string, roleId: unknown, ballots: unknown): Answer {
  return answer(async () => {
    const role = parse(id, roleId) as RoleId;
    const user = await requireUser();
    await requireBoard(getDb(), user, boardId, "board:settings");
    if (!(await listRoles(getDb(), boardId)).some((each) => each.id === role))
      throw new AppError("role-missing");
    const hub = getBoardHub();
    await hub.editBoard(boardId, user.userId, (doc) => setQuorum(doc, role, parse(z.number(), ballots)));
    hub.publish(boardId, { type: "frame" });
    return {};
  });
}

export async function askFirmness(boardId: string, bar: unknown, hundredths: unknown): Answer {
  return edit(boardId, "board:settings", (doc) =>
    setFirmness(doc, parse(z.enum(["lead", "firstPlace", "ballots"]), bar), parse(z.number(), hundredths)),
  );
}

/** Lock the draft as it is now in the live document, everything accepted so far included. */
export async function lockDraft(boardId: string): Answer {
  return answer(async () => {
    const user = await requireUser();
    await requireBoard(getDb(), user, boardId, "frame:lock");
    const hub = getBoardHub();
    await lockFrame(getDb(), user, boardId, await hub.readBoard(boardId));
    await hub.keepVersion(boardId, "frame-lock", user.userId);
    hub.publish(boardId, { type: "frame" });
    return {};
  });
}
