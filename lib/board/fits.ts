import type * as Y from "yjs";
import { AppError } from "../errors";
import type { OptionId, TaskId } from "../ids";
import { hasEntity } from "./entity";
import { fitKey, parseFitKey } from "./keys";
import type { BoardOrigin } from "./origins";
import { rootOf } from "./roots";
import { MAX_TITLE, optionalText } from "./texts";
import type { Fit } from "./types";

export interface Painted {
  task: TaskId;
  option: OptionId;
  /** Null takes the fit away: unrated again. */
  fit: Fit | null;
  /** Who paints; null for the template. */
  by: string | null;
  byName: string;
  /** ISO instant; now when absent, null for the template. A painter's own clock: for people to read, never to order by. */
  at?: string | null;
}

/** Says how one option does one task. False when the task or the option is gone: nothing is written. */
export function setFit(doc: Y.Doc, painted: Painted, origin?: BoardOrigin): boolean {
  const { task, option, fit, by } = painted;
  if (!hasCell(doc, task, option)) return false;
  const fits = rootOf(doc, "fits");
  const key = fitKey(task, option);
  doc.transact(() => {
    if (fit === null) {
      deleteFit(fits, key);
    } else {
      const at = painted.at === undefined ? new Date().toISOString() : painted.at;
      fits.set(key, { fit, by, byName: painted.byName.trim().slice(0, MAX_TITLE), at });
    }
  }, origin);
  return true;
}

/** Why this fit. False when nothing is painted there. */
export function setFitNote(
  doc: Y.Doc,
  task: TaskId,
  option: OptionId,
  note: string,
  origin?: BoardOrigin,
): boolean {
  return writeBeside(doc, task, option, "note", optionalText(note), origin);
}

/** A link to what the fit rests on. Throws `bad-input` for anything but http(s), "" to take it away. */
export function setFitEvidence(
  doc: Y.Doc,
  task: TaskId,
  option: OptionId,
  link: string,
  origin?: BoardOrigin,
): boolean {
  const evidence = optionalText(link);
  if (evidence !== "" && !isWebLink(evidence)) throw new AppError("bad-input");
  return writeBeside(doc, task, option, "evidence", evidence, origin);
}

/** A link that is safe to put into `href`: `javascript:` and the like are none. */
export function isWebLink(text: string): boolean {
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

/** All fits of a task or of an option; for the verbs that remove those. */
export function removeFitsOf(doc: Y.Doc, of: { task: TaskId } | { option: OptionId }): void {
  const fits = rootOf(doc, "fits");
  for (const key of [...fits.keys()]) {
    const cell = parseFitKey(key);
    if (cell && ("task" in of ? cell.task === of.task : cell.option === of.option)) deleteFit(fits, key);
  }
}

function writeBeside(
  doc: Y.Doc,
  task: TaskId,
  option: OptionId,
  property: "note" | "evidence",
  text: string,
  origin: BoardOrigin | undefined,
): boolean {
  const fits = rootOf(doc, "fits");
  const key = fitKey(task, option);
  if (!hasCell(doc, task, option) || !fits.has(key)) return false;
  doc.transact(() => {
    if (text !== "") fits.set(`${key}/${property}`, text);
    else if (fits.has(`${key}/${property}`)) fits.delete(`${key}/${property}`);
  }, origin);
  return true;
}

function hasCell(doc: Y.Doc, task: TaskId, option: OptionId): boolean {
  return hasEntity(doc, "tasks", task) && hasEntity(doc, "options", option);
}

function deleteFit(fits: Y.Map<unknown>, key: string): void {
  for (const each of [key, `${key}/note`, `${key}/evidence`]) if (fits.has(each)) fits.delete(each);
}
