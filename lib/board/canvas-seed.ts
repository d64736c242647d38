import { layoutOf } from "./canvas-layout";
import type { CanvasRecord } from "./canvas-root";
import {
  PAGE_ID,
  cardId,
  flowShapeId,
  groupFrameId,
  phaseFrameId,
  stackIndex,
  type FlowProps,
  type GroupFrameProps,
  type PhaseFrameProps,
  type TaskCardProps,
} from "./canvas-shapes";
import type { Box, Route } from "./templates/ml-layout";
import type { Board, Flow } from "./types";

type Placed = { id: string; parent: string; box: Box };

/**
 * The first drawing of a board, as plain records: every phase, group, task and flow once. Frames lie below
 * flows, flows below cards; a flow lies in the smallest frame that holds both its ends, so that its lanes
 * move with it.
 */
export function seedCanvas(board: Board): CanvasRecord[] {
  const layout = layoutOf(board);
  const placed = new Map<string, Placed>();
  const frames: [Placed, string, PhaseFrameProps | GroupFrameProps][] = [];
  const cards: [Placed, string, TaskCardProps][] = [];

  for (const phase of board.phases) {
    const box = layout.phases.get(phase.id);
    if (!box) continue;
    const at = place(placed, phaseFrameId(phase.id), PAGE_ID, box);
    frames.push([at, "phase-frame", { w: box[2], h: box[3], phaseId: phase.id }]);
  }
  for (const group of board.groups) {
    const box = layout.groups.get(group.id);
    if (!box) continue;
    const at = place(placed, groupFrameId(group.id), inside(placed, phaseFrameId(group.phase)), box);
    frames.push([at, "group-frame", { w: box[2], h: box[3], groupId: group.id }]);
  }
  for (const task of board.tasks) {
    const box = layout.tasks.get(task.id);
    if (!box) continue;
    const group = task.group === null ? PAGE_ID : inside(placed, groupFrameId(task.group));
    const phase = task.phase === null ? PAGE_ID : inside(placed, phaseFrameId(task.phase));
    const at = place(placed, cardId(task.id), group === PAGE_ID ? phase : group, box);
    cards.push([at, "task-card", { w: box[2], h: box[3], taskId: task.id }]);
  }

  const stack = new Stack();
  const record = ({ id, parent, box: [x, y] }: Placed, type: string, props: object): CanvasRecord => {
    const [px, py] = placed.get(parent)?.box ?? [0, 0];
    return {
      id,
      typeName: "shape",
      type,
      x: x - px,
      y: y - py,
      rotation: 0,
      index: stack.next(parent),
      parentId: parent,
      isLocked: false,
      opacity: 1,
      props: { ...props },
      meta: {},
    };
  };
  return [
    ...frames.map(([at, type, props]) => record(at, type, props)),
    ...board.flows.flatMap((flow) => {
      const from = placed.get(endId(flow.from));
      const to = placed.get(endId(flow.to));
      if (!from || !to) return [];
      const parent = commonFrame(placed, from, to);
      const [px, py] = placed.get(parent)?.box ?? [0, 0];
      const at: Placed = { id: flowShapeId(flow.id), parent, box: [px, py, 0, 0] };
      return [record(at, "flow", flowProps(flow, layout.routes, px, py))];
    }),
    ...cards.map(([at, type, props]) => record(at, type, props)),
  ];
}

/** The shape that shows an end of a flow: group ids carry their own prefix. */
export const endId = (end: string): string => (end.startsWith("group:") ? groupFrameId(end) : cardId(end));

function flowProps(flow: Flow, routes: Record<string, Route>, px: number, py: number): FlowProps {
  const route = routes[`${flow.from} ${flow.to}`];
  if (!route) return { flowId: flow.id, from: null, to: null, lanes: [] };
  const startsWithX = route.from.side === "left" || route.from.side === "right";
  const lanes = route.lanes.map((lane, i) => lane - ((i % 2 === 0) === startsWithX ? px : py));
  return { flowId: flow.id, from: route.from, to: route.to, lanes };
}

function place(placed: Map<string, Placed>, id: string, parent: string, box: Box): Placed {
  const at = { id, parent, box };
  placed.set(id, at);
  return at;
}

const inside = (placed: Map<string, Placed>, id: string): string => (placed.has(id) ? id : PAGE_ID);

function commonFrame(placed: Map<string, Placed>, from: Placed, to: Placed): string {
  const chain = new Set(ancestors(placed, from));
  return ancestors(placed, to).find((id) => chain.has(id)) ?? PAGE_ID;
}

/** Frames around a shape, from the inside out. An end that is itself a group counts as outside of itself. */
function ancestors(placed: Map<string, Placed>, from: Placed): string[] {
  const out: string[] = [];
  for (let at = placed.get(from.parent); at; at = placed.get(at.parent)) out.push(at.id);
  return out;
}

/** Hands out indices per parent, from the bottom of its stack up. */
class Stack {
  readonly #counts = new Map<string, number>();
  next(parent: string): string {
    const n = this.#counts.get(parent) ?? 0;
    this.#counts.set(parent, n + 1);
    return stackIndex(n);
  }
}
