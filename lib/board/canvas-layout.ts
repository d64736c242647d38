import { CARD_WIDTH, cardHeight } from "./canvas-shapes";
import { type Box, ML_FLOWS, ML_GROUPS, ML_PHASES, ML_TASKS, type Route } from "./templates/ml-layout";
import type { Board, Group, Task } from "./types";

/** Where everything stands, in page coordinates. */
export interface Layout {
  phases: Map<string, Box>;
  groups: Map<string, Box>;
  tasks: Map<string, Box>;
  /** Drawn routes by `<from> <to>`; a flow that has none finds its own way. */
  routes: Record<string, Route>;
}

const PITCH_X = 180;
const PITCH_Y = 100;
const COLUMNS = 6;
const FRAME_PAD = 24;
const FRAME_HEAD = 48;
const GROUP_PAD = 18;
const GROUP_HEAD = 30;
const GAP = 12;
const EMPTY_PHASE: readonly [number, number] = [3 * PITCH_X + 14, 120];

const isMl = (board: Board): boolean =>
  board.tasks.length === Object.keys(ML_TASKS).length &&
  board.tasks.every((task) => task.id in ML_TASKS) &&
  board.phases.every((phase) => phase.id in ML_PHASES) &&
  board.groups.every((group) => group.id in ML_GROUPS);

export function layoutOf(board: Board): Layout {
  if (!isMl(board)) return automatic(board);
  return {
    phases: new Map(Object.entries(ML_PHASES)),
    groups: new Map(Object.entries(ML_GROUPS)),
    tasks: new Map(Object.entries(ML_TASKS)),
    routes: ML_FLOWS,
  };
}

/** Phases below one another; in each its loose cards in rows, then its groups side by side while they fit. */
function automatic(board: Board): Layout {
  const layout: Layout = { phases: new Map(), groups: new Map(), tasks: new Map(), routes: {} };
  let y = 12;
  for (const phase of board.phases) {
    const loose = board.tasks.filter((task) => task.phase === phase.id && !isGrouped(board, task));
    const groups = board.groups.filter((group) => group.phase === phase.id);
    const inner = placePhase(layout, board, loose, groups, 16 + FRAME_PAD, y + FRAME_HEAD);
    const w = Math.max(inner.w + 2 * FRAME_PAD, EMPTY_PHASE[0]);
    const h = Math.max(FRAME_HEAD + inner.h + FRAME_PAD, EMPTY_PHASE[1]);
    layout.phases.set(phase.id, [16, y, w, h]);
    y += h + GAP;
  }
  const known = new Set(board.phases.map((phase) => phase.id));
  const strays = board.tasks.filter((task) => task.phase === null || !known.has(task.phase));
  grid(layout, strays, 16 + FRAME_PAD, y + GAP, COLUMNS);
  return layout;
}

const isGrouped = (board: Board, task: Task): boolean =>
  task.group !== null && board.groups.some((group) => group.id === task.group && group.phase === task.phase);

type Size = { w: number; h: number };

function placePhase(
  layout: Layout,
  board: Board,
  loose: Task[],
  groups: Group[],
  x: number,
  y: number,
): Size {
  const first = grid(layout, loose, x, y, COLUMNS);
  let { w } = first;
  let top = y + (first.h > 0 ? first.h + 20 : 0);
  let left = x;
  let shelf = 0;
  for (const group of groups) {
    const tasks = board.tasks.filter((task) => task.group === group.id && task.phase === group.phase);
    const columns = Math.min(Math.max(tasks.length, 2), COLUMNS);
    const width = columns * PITCH_X - (PITCH_X - CARD_WIDTH) + 2 * GROUP_PAD;
    if (left > x && left + width > x + COLUMNS * PITCH_X) {
      left = x;
      top += shelf + GAP;
      shelf = 0;
    }
    const inner = grid(layout, tasks, left + GROUP_PAD, top + GROUP_HEAD, columns);
    const height = GROUP_HEAD + Math.max(inner.h, 40) + GROUP_PAD;
    layout.groups.set(group.id, [left, top, width, height]);
    w = Math.max(w, left + width - x);
    shelf = Math.max(shelf, height);
    left += width + GAP;
  }
  return { w, h: top + shelf - y };
}

function grid(layout: Layout, tasks: Task[], x: number, y: number, columns: number): Size {
  let bottom = y;
  let right = x;
  tasks.forEach((task, i) => {
    const left = x + (i % columns) * PITCH_X;
    const top = y + Math.floor(i / columns) * PITCH_Y;
    const h = cardHeight(task.title);
    layout.tasks.set(task.id, [left, top, CARD_WIDTH, h]);
    bottom = Math.max(bottom, top + h);
    right = Math.max(right, left + CARD_WIDTH);
  });
  return { w: right - x, h: bottom - y };
}
