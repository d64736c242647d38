import type * as Y from "yjs";
import type { GroupId, PhaseId, RoleId, TaskId } from "../ids";
import { removeViewsOf } from "./canvas-root";
import { deleteEntity, hasEntity, writeEntity, writeProperties } from "./entity";
import { removeFitsOf } from "./fits";
import { removeFlowsAt } from "./flows";
import { idOr, requireRoles } from "./keys";
import type { BoardOrigin } from "./origins";
import { requireTitle } from "./texts";

export interface NewTask {
  id?: string;
  title: string;
  phase?: PhaseId | null;
  group?: GroupId | null;
  roles?: readonly RoleId[];
  inScope?: boolean;
}

export function addTask(doc: Y.Doc, task: NewTask, origin?: BoardOrigin): TaskId {
  const id = idOr(task.id) as TaskId;
  const properties = {
    title: requireTitle(task.title),
    parent: { phase: task.phase ?? null, group: task.group ?? null },
    roles: requireRoles(task.roles ?? []),
    scope: task.inScope ?? true,
  };
  writeEntity(doc, "tasks", id, properties, origin);
  return id;
}

/** With its fits, its arrows and its card, in one step that undo takes back as one. */
export function removeTask(doc: Y.Doc, id: TaskId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "tasks", id)) return false;
  doc.transact(() => {
    deleteEntity(doc, "tasks", id);
    removeFitsOf(doc, { task: id });
    removeFlowsAt(doc, id);
    removeViewsOf(doc, id);
  }, origin);
  return true;
}

export function setTaskTitle(doc: Y.Doc, id: TaskId, title: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "tasks", id, { title: requireTitle(title) }, origin);
}

/** Out of scope: removed from every option's count, a fact about us and not about the option. */
export function setTaskScope(doc: Y.Doc, id: TaskId, inScope: boolean, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "tasks", id, { scope: inScope }, origin);
}

/** Phase and group in one value: a card dropped into a frame takes both at once. */
export function setTaskParent(
  doc: Y.Doc,
  id: TaskId,
  parent: { phase: PhaseId | null; group: GroupId | null },
  origin?: BoardOrigin,
): boolean {
  const value = { phase: parent.phase, group: parent.group };
  return writeProperties(doc, "tasks", id, { parent: value }, origin);
}

export function setTaskRoles(
  doc: Y.Doc,
  id: TaskId,
  roles: readonly RoleId[],
  origin?: BoardOrigin,
): boolean {
  return writeProperties(doc, "tasks", id, { roles: requireRoles(roles) }, origin);
}
