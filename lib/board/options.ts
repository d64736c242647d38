import type * as Y from "yjs";
import type { OptionId } from "../ids";
import { deleteEntity, hasEntity, writeEntity, writeIndex, writeProperties } from "./entity";
import { removeFitsOf } from "./fits";
import { idOr } from "./keys";
import type { BoardOrigin } from "./origins";
import { readBoard } from "./read";
import { requireTitle } from "./texts";

export function addOption(
  doc: Y.Doc,
  option: { id?: string; title: string },
  origin?: BoardOrigin,
): OptionId {
  const id = idOr(option.id) as OptionId;
  writeEntity(doc, "options", id, { title: requireTitle(option.title) }, origin);
  return id;
}

export function renameOption(doc: Y.Doc, id: OptionId, title: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "options", id, { title: requireTitle(title) }, origin);
}

/** With everything painted for it. */
export function removeOption(doc: Y.Doc, id: OptionId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "options", id)) return false;
  doc.transact(() => {
    deleteEntity(doc, "options", id);
    removeFitsOf(doc, { option: id });
  }, origin);
  return true;
}

export function moveOption(doc: Y.Doc, id: OptionId, index: number, origin?: BoardOrigin): boolean {
  return writeIndex(doc, "options", readBoard(doc).options, id, index, origin);
}
