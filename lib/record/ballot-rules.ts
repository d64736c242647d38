import type { FrameBody } from "../decision/frame";
import { AppError } from "../errors";
import { storableText } from "../text-limits";
import { mayScore } from "./build-frame";

/** An answer to one cell; absent = missing. */
export type Mark = number | "abstain" | "not-applicable";

/** What a voter changed since the last save. `null` takes the answer back. */
export interface BallotPatch {
  scores: Record<string, Mark | null>;
  weights: Record<string, number | null>;
  reasons: Record<string, string | null>;
}

export const REASON_MAX = 2000;
/** A frame of 20 × 20 cells in one patch, with room to spare. */
const MAX_CHANGES = 1000;

export const cellKey = (criterionId: string, optionId: string): string => `${criterionId}|${optionId}`;

/** Criteria that a ballot of this role is asked to score, in the frame's order. */
export const criteriaFor = (frame: FrameBody, roleId: string) =>
  frame.criteria.filter((criterion) => mayScore(criterion, roleId));

/** Cells and weights that a full ballot of this role would answer. */
export function ballotSize(
  frame: FrameBody,
  kinds: readonly ("scores" | "weights")[],
  roleId: string,
): number {
  const scores = kinds.includes("scores") ? criteriaFor(frame, roleId).length * frame.options.length : 0;
  return scores + (kinds.includes("weights") ? frame.criteria.length : 0);
}

/** Parse what came over the wire and hold it against the frame. Throws the reason of the first wrong entry. */
export function parsePatch(
  input: unknown,
  ask: { frame: FrameBody; kinds: readonly ("scores" | "weights")[]; roleId: string },
): BallotPatch {
  if (!isRecord(input)) throw new AppError("bad-input");
  const scores = entries(input.scores);
  const weights = entries(input.weights);
  const reasons = entries(input.reasons);
  if (scores.length + weights.length + reasons.length > MAX_CHANGES) throw new AppError("bad-input");
  const patch: BallotPatch = { scores: {}, weights: {}, reasons: {} };
  for (const [key, value] of scores) {
    requireCell(key, ask);
    patch.scores[key] = parseMark(value, ask.frame.scale);
  }
  for (const [criterionId, value] of weights) {
    if (
      !ask.kinds.includes("weights") ||
      !ask.frame.criteria.some((criterion) => criterion.id === criterionId)
    ) {
      throw new AppError("bad-input");
    }
    patch.weights[criterionId] = parseWeight(value);
  }
  for (const [key, value] of reasons) {
    requireCell(key, ask);
    patch.reasons[key] = parseReason(value);
  }
  return patch;
}

/** Swing weights hold together: none at all, or one per criterion with the heaviest at 100. */
export function weightsAreWhole(
  criteria: readonly { id: string }[],
  weights: Record<string, number>,
): boolean {
  const given = criteria.flatMap((criterion) => weights[criterion.id] ?? []);
  if (given.length === 0) return true;
  return given.length === criteria.length && given.includes(100);
}

/** Whether a ballot says anything: abstaining does, a reason alone does not. */
export const saysSomething = (ballot: {
  scores: Record<string, unknown>;
  weights: Record<string, unknown>;
}): boolean => Object.keys(ballot.scores).length > 0 || Object.keys(ballot.weights).length > 0;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function entries(value: unknown): [string, unknown][] {
  if (value === undefined) return [];
  if (!isRecord(value)) throw new AppError("bad-input");
  return Object.entries(value);
}

function requireCell(
  key: string,
  { frame, kinds, roleId }: { frame: FrameBody; kinds: readonly string[]; roleId: string },
): void {
  if (!kinds.includes("scores")) throw new AppError("bad-input");
  const criterion = frame.criteria.find((each) => key.startsWith(`${each.id}|`));
  if (!criterion || !frame.options.some((option) => key === cellKey(criterion.id, option.id))) {
    throw new AppError("bad-input");
  }
  if (!mayScore(criterion, roleId)) throw new AppError("not-yours-to-score");
}

function parseMark(value: unknown, scale: number): Mark | null {
  if (value === null || value === "abstain" || value === "not-applicable") return value;
  if (typeof value === "number" && Number.isInteger(value) && value >= 1 && value <= scale) return value;
  throw new AppError("score-out-of-scale", { max: scale });
}

function parseWeight(value: unknown): number | null {
  if (value === null) return null;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 100) return value;
  throw new AppError("weight-out-of-range");
}

function parseReason(value: unknown): string | null {
  if (value === null) return null;
  if (typeof value !== "string") throw new AppError("bad-input");
  const text = storableText(value).trim();
  if (text.length > REASON_MAX) throw new AppError("name-too-long", { max: REASON_MAX, length: text.length });
  return text === "" ? null : text;
}
