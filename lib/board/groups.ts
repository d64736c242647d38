import type * as Y from "yjs";
import type { GroupId, PhaseId, RoleId } from "../ids";
import { removeViewsOf } from "./canvas-root";
import { deleteEntity, hasEntity, writeEntity, writeProperties } from "./entity";
import { removeFlowsAt } from "./flows";
import { GROUP_PREFIX, idOr, requireRoles } from "./keys";
import type { BoardOrigin } from "./origins";
import { rootOf } from "./roots";
import { optionalText, requireTitle } from "./texts";

export function addGroup(
  doc: Y.Doc,
  group: { id?: string; phase: PhaseId; title: string; note?: string; roles?: readonly RoleId[] },
  origin?: BoardOrigin,
): GroupId {
  const id = idOr(group.id, GROUP_PREFIX) as GroupId;
  const properties = {
    title: requireTitle(group.title),
    phase: group.phase,
    note: optionalText(group.note ?? ""),
    roles: requireRoles(group.roles ?? []),
  };
  writeEntity(doc, "groups", id, properties, origin);
  return id;
}

/** With its arrows; its tasks stay in their phase, in no group. */
export function removeGroup(doc: Y.Doc, id: GroupId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "groups", id)) return false;
  doc.transact(() => {
    deleteEntity(doc, "groups", id);
    removeFlowsAt(doc, id);
    removeViewsOf(doc, id);
  }, origin);
  return true;
}

export function setGroupTitle(doc: Y.Doc, id: GroupId, title: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "groups", id, { title: requireTitle(title) }, origin);
}

export function setGroupNote(doc: Y.Doc, id: GroupId, note: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "groups", id, { note: optionalText(note) }, origin);
}

export function setGroupPhase(doc: Y.Doc, id: GroupId, phase: PhaseId, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "groups", id, { phase }, origin);
}

export function setGroupRoles(
  doc: Y.Doc,
  id: GroupId,
  roles: readonly RoleId[],
  origin?: BoardOrigin,
): boolean {
  return writeProperties(doc, "groups", id, { roles: requireRoles(roles) }, origin);
}

export function groupsIn(doc: Y.Doc, phase: PhaseId): GroupId[] {
  const ids: GroupId[] = [];
  for (const [key, value] of rootOf(doc, "groups").entries()) {
    if (key.endsWith("/phase") && value === phase) ids.push(key.slice(0, -"/phase".length) as GroupId);
  }
  return ids;
}
