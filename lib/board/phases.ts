import type * as Y from "yjs";
import type { PhaseId } from "../ids";
import { removeViewsOf } from "./canvas-root";
import { deleteEntity, hasEntity, writeEntity, writeProperties } from "./entity";
import { groupsIn, removeGroup } from "./groups";
import { idOr } from "./keys";
import type { BoardOrigin } from "./origins";
import { optionalText, requireTitle } from "./texts";

export function addPhase(
  doc: Y.Doc,
  phase: { id?: string; title: string; purpose?: string },
  origin?: BoardOrigin,
): PhaseId {
  const id = idOr(phase.id) as PhaseId;
  const properties = { title: requireTitle(phase.title), purpose: optionalText(phase.purpose ?? "") };
  writeEntity(doc, "phases", id, properties, origin);
  return id;
}

/** With its groups; its tasks stay on the board, in no phase. */
export function removePhase(doc: Y.Doc, id: PhaseId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "phases", id)) return false;
  doc.transact(() => {
    for (const group of groupsIn(doc, id)) removeGroup(doc, group);
    deleteEntity(doc, "phases", id);
    removeViewsOf(doc, id);
  }, origin);
  return true;
}

export function setPhaseTitle(doc: Y.Doc, id: PhaseId, title: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "phases", id, { title: requireTitle(title) }, origin);
}

export function setPhasePurpose(doc: Y.Doc, id: PhaseId, purpose: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "phases", id, { purpose: optionalText(purpose) }, origin);
}
