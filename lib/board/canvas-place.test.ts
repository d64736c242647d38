import { expect, test } from "vitest";
import * as Y from "yjs";
import type { GroupId, PhaseId } from "../ids";
import { isOnMap, placeFlow, placeGroup, placePhase, placeTask } from "./canvas-place";
import { readCanvasRecord, readCanvasRecords, removeViewsOf } from "./canvas-root";
import { cardId, flowShapeId, groupFrameId, phaseFrameId } from "./canvas-shapes";
import { addFlow } from "./flows";
import { addGroup } from "./groups";
import { personOrigin } from "./origins";
import { addPhase } from "./phases";
import { readBoard } from "./read";
import { addTask, removeTask } from "./tasks";
import { undoManager } from "./undo";

const origin = personOrigin();

function framed(): { doc: Y.Doc; phase: PhaseId; group: GroupId } {
  const doc = new Y.Doc();
  const phase = addPhase(doc, { title: "Exploration" }, origin);
  placePhase(doc, phase, origin);
  const group = addGroup(doc, { title: "Training", phase }, origin);
  placeGroup(doc, readBoard(doc), group, origin);
  return { doc, phase, group };
}

function put(doc: Y.Doc, phase: PhaseId | null, group: GroupId | null, title = "A task") {
  const id = addTask(doc, { title, phase, group }, origin);
  placeTask(doc, readBoard(doc), id, origin);
  return id;
}

test("a card goes into the frame of its group, else of its phase, else on the page", () => {
  const { doc, phase, group } = framed();
  const parent = (id: Parameters<typeof cardId>[0]) => readCanvasRecord(doc, cardId(id))?.parentId;
  expect(parent(put(doc, phase, group))).toBe(groupFrameId(group));
  expect(parent(put(doc, phase, null))).toBe(phaseFrameId(phase));
  expect(parent(put(doc, null, null))).toBe("page:page");
});

test("cards never lie on each other, and a full frame grows", () => {
  const { doc, phase, group } = framed();
  const height = () => (readCanvasRecord(doc, groupFrameId(group))?.props as { h: number }).h;
  const before = height();
  for (let i = 0; i < 12; i++) put(doc, phase, group);
  expect(height()).toBeGreaterThan(before);
  const cards = readCanvasRecords(doc).records.filter((record) => record.type === "task-card");
  const boxes = cards.map(
    ({ x, y, props }) =>
      ({ x, y, ...(props as { w: number; h: number }) }) as Record<"x" | "y" | "w" | "h", number>,
  );
  for (const [i, a] of boxes.entries()) {
    expect(a.y + a.h).toBeLessThanOrEqual(height());
    for (const b of boxes.slice(i + 1)) {
      expect(a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h).toBe(false);
    }
  }
  expect(new Set(cards.map((record) => record.index)).size).toBe(cards.length);
});

test("a task taken off the map stays on the board and can be put back; a second card is never made", () => {
  const { doc, phase } = framed();
  const id = put(doc, phase, null);
  removeViewsOf(doc, id, origin);
  expect(isOnMap(doc, id)).toBe(false);
  expect(readBoard(doc).tasks).toHaveLength(1);
  placeTask(doc, readBoard(doc), id, origin);
  placeTask(doc, readBoard(doc), id, origin);
  expect(readCanvasRecords(doc).records.filter((record) => record.type === "task-card")).toHaveLength(1);
});

test("an arrow lies in the frame that both ends share, and nowhere while an end is off the map", () => {
  const { doc, phase, group } = framed();
  const [a, b, c] = [put(doc, phase, group), put(doc, phase, group), put(doc, phase, null)];
  const flows = [addFlow(doc, { from: a, to: b }, origin), addFlow(doc, { from: a, to: c }, origin)];
  for (const id of flows) if (id) placeFlow(doc, readBoard(doc), id, origin);
  const parents = flows.map((id) => readCanvasRecord(doc, flowShapeId(id ?? ""))?.parentId);
  expect(parents).toEqual([groupFrameId(group), "page:page"]);
  removeViewsOf(doc, c, origin);
  const late = addFlow(doc, { from: b, to: c }, origin);
  if (late) placeFlow(doc, readBoard(doc), late, origin);
  expect(readCanvasRecord(doc, flowShapeId(late ?? ""))).toBeNull();
});

test("undo brings back a removed task with its card", () => {
  const { doc, phase } = framed();
  const id = put(doc, phase, null);
  const undo = undoManager(doc, origin);
  removeTask(doc, id, origin);
  expect(isOnMap(doc, id)).toBe(false);
  undo.undo();
  expect(isOnMap(doc, id)).toBe(true);
});
