import type * as Y from "yjs";
import type { FlowId, GroupId, PhaseId, TaskId } from "../ids";
import {
  type CanvasRecord,
  canvasRecordIdOf,
  canvasRoot,
  readCanvasRecord,
  readCanvasRecords,
  writeCanvasRecord,
} from "./canvas-root";
import { endId } from "./canvas-seed";
import {
  CARD_WIDTH,
  PAGE_ID,
  cardHeight,
  cardId,
  flowShapeId,
  groupFrameId,
  phaseFrameId,
  stackIndex,
} from "./canvas-shapes";
import type { BoardOrigin } from "./origins";
import type { Board } from "./types";

/**
 * Puts the view of a thing on the map where there is room, for things added or put back from outside the
 * canvas: the table's and the inspector's half of "every action has another way than dragging".
 */

/** The distance from card to card, and what a frame keeps free for its title and along its edges. */
const PITCH = { x: 180, y: 96 };
const INSET = { left: 24, top: 44, right: 14, bottom: 24 };
const PHASE_SIZE = { w: 560, h: 180 };
const GROUP_SIZE = { w: 386, h: 128 };

interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

export const isOnMap = (doc: Y.Doc, task: TaskId): boolean => canvasRoot(doc).has(cardId(task));

/** A card in the frame of the task's group or phase, or on the bare page. */
export function placeTask(doc: Y.Doc, board: Board, id: TaskId, origin: BoardOrigin): void {
  const task = board.tasks.find((each) => each.id === id);
  if (!task || isOnMap(doc, id)) return;
  const frame = frameOf(doc, task.group, task.phase);
  const size = { w: CARD_WIDTH, h: cardHeight(task.title) };
  doc.transact(() => {
    const at = roomIn(doc, frame, size, origin);
    write(doc, cardId(id), "task-card", frame, { ...at, ...size }, { taskId: id }, origin);
  }, origin);
}

/** A frame under everything that is there. */
export function placePhase(doc: Y.Doc, id: PhaseId, origin: BoardOrigin): void {
  if (readCanvasRecord(doc, phaseFrameId(id))) return;
  const others = childrenOf(doc, PAGE_ID);
  const x = others.length === 0 ? 0 : Math.min(...others.map((rect) => rect.x));
  const y = others.length === 0 ? 0 : Math.max(...others.map((rect) => rect.y + rect.h)) + 24;
  write(doc, phaseFrameId(id), "phase-frame", PAGE_ID, { x, y, ...PHASE_SIZE }, { phaseId: id }, origin);
}

export function placeGroup(doc: Y.Doc, board: Board, id: GroupId, origin: BoardOrigin): void {
  const group = board.groups.find((each) => each.id === id);
  if (!group || readCanvasRecord(doc, groupFrameId(id))) return;
  const frame = frameOf(doc, null, group.phase);
  doc.transact(() => {
    const at = roomIn(doc, frame, GROUP_SIZE, origin);
    write(doc, groupFrameId(id), "group-frame", frame, { ...at, ...GROUP_SIZE }, { groupId: id }, origin);
  }, origin);
}

/** An arrow that finds its own way, in the frame both its ends lie in. */
export function placeFlow(doc: Y.Doc, board: Board, id: FlowId, origin: BoardOrigin): void {
  const flow = board.flows.find((each) => each.id === id);
  if (!flow || readCanvasRecord(doc, flowShapeId(id))) return;
  const from = readCanvasRecord(doc, endId(flow.from));
  const to = readCanvasRecord(doc, endId(flow.to));
  if (!from || !to) return;
  const parent = from.parentId === to.parentId ? String(from.parentId) : PAGE_ID;
  const props = { flowId: id, from: null, to: null, lanes: [] };
  writeCanvasRecord(doc, shape(doc, flowShapeId(id), "flow", parent, { x: 0, y: 0 }, props), null, origin);
}

function frameOf(doc: Y.Doc, group: GroupId | null, phase: PhaseId | null): string {
  const frames = [group === null ? null : groupFrameId(group), phase === null ? null : phaseFrameId(phase)];
  return frames.find((id) => id !== null && readCanvasRecord(doc, id) !== null) ?? PAGE_ID;
}

/** The first free place, row by row; a frame without one grows by a row. */
function roomIn(
  doc: Y.Doc,
  frame: string,
  size: { w: number; h: number },
  origin: BoardOrigin,
): { x: number; y: number } {
  const taken = childrenOf(doc, frame);
  const record = frame === PAGE_ID ? null : readCanvasRecord(doc, frame);
  if (!record) {
    const x = taken.length === 0 ? 0 : Math.min(...taken.map((rect) => rect.x));
    const y = taken.length === 0 ? 0 : Math.max(...taken.map((rect) => rect.y + rect.h)) + 24;
    return { x, y };
  }
  const box = rectOf(record);
  for (const air of AIR) {
    for (let y = INSET.top; y + size.h + INSET.bottom <= box.h; y += PITCH.y / 4) {
      for (let x = INSET.left; x + size.w + INSET.right <= box.w; x += PITCH.x / 4) {
        const place = { x, y, ...size };
        if (!taken.some((rect) => overlap(rect, place, air))) return { x, y };
      }
    }
  }
  const y = Math.max(INSET.top, ...taken.map((rect) => rect.y + rect.h + 24));
  const h = y + size.h + INSET.bottom;
  const w = Math.max(box.w, INSET.left + size.w + INSET.right);
  const grown = { ...record, props: { ...(record.props as object), w, h } };
  writeCanvasRecord(doc, grown, record, origin);
  return { x: INSET.left, y };
}

/** Arrows have to pass between cards: with room for them if there is some, else just apart. */
const AIR = [40, 16] as const;
const overlap = (a: Rect, b: Rect, air: number): boolean =>
  a.x < b.x + b.w + air && b.x < a.x + a.w + air && a.y < b.y + b.h + air && b.y < a.y + a.h + air;

function childrenOf(doc: Y.Doc, parent: string): Rect[] {
  return readCanvasRecords(doc)
    .records.filter((record) => record.parentId === parent && record.type !== "flow")
    .map(rectOf);
}

function rectOf(record: CanvasRecord): Rect {
  const props = record.props as { w?: unknown; h?: unknown } | undefined;
  const number = (value: unknown) => (typeof value === "number" ? value : 0);
  return { x: number(record.x), y: number(record.y), w: number(props?.w), h: number(props?.h) };
}

function write(
  doc: Y.Doc,
  id: string,
  type: string,
  parent: string,
  { x, y, w, h }: Rect,
  props: object,
  origin: BoardOrigin,
): void {
  writeCanvasRecord(doc, shape(doc, id, type, parent, { x, y }, { w, h, ...props }), null, origin);
}

function shape(
  doc: Y.Doc,
  id: string,
  type: string,
  parent: string,
  at: { x: number; y: number },
  props: object,
): CanvasRecord {
  return {
    id,
    typeName: "shape",
    type,
    ...at,
    rotation: 0,
    index: topIndex(doc, parent),
    parentId: parent,
    isLocked: false,
    opacity: 1,
    props: { ...props },
    meta: {},
  };
}

/** Above every sibling; the canvas library compares indices as strings. */
function topIndex(doc: Y.Doc, parent: string): string {
  let top = "";
  for (const [key, value] of canvasRoot(doc).entries()) {
    if (!key.endsWith("/parent") || !canvasRecordIdOf(key) || !Array.isArray(value)) continue;
    const [parentId, index] = value as unknown[];
    if (parentId === parent && typeof index === "string" && index > top) top = index;
  }
  let n = 0;
  while (stackIndex(n) <= top) n++;
  return stackIndex(n);
}
