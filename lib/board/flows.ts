import type * as Y from "yjs";
import type { FlowId, GroupId, TaskId } from "../ids";
import { removeViewsOf } from "./canvas-root";
import { deleteEntity, hasEntity, writeEntity, writeProperties } from "./entity";
import { GROUP_PREFIX, idOr } from "./keys";
import type { BoardOrigin } from "./origins";
import { rootOf } from "./roots";
import { optionalTitle } from "./texts";

type End = TaskId | GroupId;

/** An arrow between two tasks, two groups, or one of each. Null when an end is gone or both are the same. */
export function addFlow(
  doc: Y.Doc,
  flow: { id?: string; from: End; to: End; label?: string },
  origin?: BoardOrigin,
): FlowId | null {
  if (flow.from === flow.to || !hasEnd(doc, flow.from) || !hasEnd(doc, flow.to)) return null;
  const id = idOr(flow.id) as FlowId;
  const properties = { ends: [flow.from, flow.to], label: optionalTitle(flow.label ?? "") };
  writeEntity(doc, "flows", id, properties, origin);
  return id;
}

export function removeFlow(doc: Y.Doc, id: FlowId, origin?: BoardOrigin): boolean {
  if (!hasEntity(doc, "flows", id)) return false;
  doc.transact(() => {
    deleteEntity(doc, "flows", id);
    removeViewsOf(doc, id);
  }, origin);
  return true;
}

export function setFlowEnds(doc: Y.Doc, id: FlowId, from: End, to: End, origin?: BoardOrigin): boolean {
  if (from === to || !hasEnd(doc, from) || !hasEnd(doc, to)) return false;
  return writeProperties(doc, "flows", id, { ends: [from, to] }, origin);
}

export function setFlowLabel(doc: Y.Doc, id: FlowId, label: string, origin?: BoardOrigin): boolean {
  return writeProperties(doc, "flows", id, { label: optionalTitle(label) }, origin);
}

/** Every arrow that starts or ends here; for the verbs that remove a task or a group. */
export function removeFlowsAt(doc: Y.Doc, end: End): void {
  for (const [key, value] of [...rootOf(doc, "flows").entries()]) {
    if (key.endsWith("/ends") && Array.isArray(value) && value.includes(end)) {
      removeFlow(doc, key.slice(0, -"/ends".length) as FlowId);
    }
  }
}

function hasEnd(doc: Y.Doc, end: string): boolean {
  return hasEntity(doc, end.startsWith(GROUP_PREFIX) ? "groups" : "tasks", end);
}
