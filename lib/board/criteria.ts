import type * as Y from "yjs";
import { AppError } from "../errors";
import type { CriterionId, RoleId } from "../ids";
import { deleteEntity, hasEntity, writeEntity, writeIndex, writeProperties } from "./entity";
import { idOr, requireRoles } from "./keys";
import type { BoardOrigin } from "./origins";
import { readBoard } from "./read";
import { optionalText, optionalTitle, requireTitle } from "./texts";

export interface CriterionChange {
  title?: string;
  question?: string;
  low?: string;
  high?: string;
  /** Null = every role. */
  scoredBy?: readonly RoleId[] | null;
  source?: "vote" | "map";
  /** A mark 1…5; null = no bar. */
  knockOutBelow?: number | null;
}

export function addCriterion(
  doc: Y.Doc,
  criterion: CriterionChange & { id?: string; title: string },
  origin?: BoardOrigin,
): CriterionId {
  const { id: given, ...change } = criterion;
  const id = idOr(given) as CriterionId;
  const absent = { question: "", low: "", high: "", scoredBy: null, source: "vote", knockOutBelow: null };
  writeEntity(doc, "criteria", id, { ...absent, ...toProperties(change) }, origin);
  return id;
}

/** Only what is given changes, each property on its own: two people wording one criterion both keep their words. */
export function updateCriterion(
  doc: Y.Doc,
  id: CriterionId,
  change: CriterionChange,
  origin?: BoardOrigin,
): boolean {
  return writeProperties(doc, "criteria", id, toProperties(change), origin);
}

export function removeCriterion(doc: Y.Doc, id: CriterionId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "criteria", id)) return false;
  doc.transact(() => deleteEntity(doc, "criteria", id), origin);
  return true;
}

export function moveCriterion(doc: Y.Doc, id: CriterionId, index: number, origin?: BoardOrigin): boolean {
  return writeIndex(doc, "criteria", readBoard(doc).criteria, id, index, origin);
}

function toProperties(change: CriterionChange): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  if (change.title !== undefined) properties.title = requireTitle(change.title);
  if (change.question !== undefined) properties.question = optionalText(change.question);
  if (change.low !== undefined) properties.low = optionalTitle(change.low);
  if (change.high !== undefined) properties.high = optionalTitle(change.high);
  if (change.scoredBy !== undefined) {
    properties.scoredBy = change.scoredBy === null ? null : requireRoles(change.scoredBy);
  }
  if (change.source !== undefined) properties.source = change.source;
  if (change.knockOutBelow !== undefined) properties.knockOutBelow = requireBar(change.knockOutBelow);
  return properties;
}

function requireBar(bar: number | null): number | null {
  if (bar !== null && !(bar >= 1 && bar <= 5)) throw new AppError("bad-input");
  return bar;
}
