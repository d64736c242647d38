/** What our shapes on the canvas hold: which thing they show and where. What the thing says is in its own root. */
export const CARD_WIDTH = 146;
export const CARD_HEIGHT = 60;
/** A title of four lines. */
export const TALL_CARD_HEIGHT = 72;

export interface TaskCardProps {
  w: number;
  h: number;
  taskId: string;
}
export interface PhaseFrameProps {
  w: number;
  h: number;
  phaseId: string;
}
export interface GroupFrameProps {
  w: number;
  h: number;
  groupId: string;
}

export const SIDES = ["left", "right", "top", "bottom"] as const;
export type Side = (typeof SIDES)[number];
/** Where a flow leaves or meets a card: so many pixels right of (or below) the middle of that side. */
export interface FlowEnd {
  side: Side;
  at: number;
}
export interface FlowProps {
  flowId: string;
  /** Null: the side that faces the other end. */
  from: FlowEnd | null;
  to: FlowEnd | null;
  /** Where the route turns, in turn x and y, in the flow's own space: it moves with the frame it lies in. */
  lanes: number[];
}

// One shape per thing, by name: two people who put the same task back on the map at once make one card.
export const cardId = (task: string): string => `shape:task:${task}`;
export const phaseFrameId = (phase: string): string => `shape:phase:${phase}`;
export const groupFrameId = (group: string): string => `shape:${group}`;
export const flowShapeId = (flow: string): string => `shape:flow:${flow}`;

export const PAGE_ID = "page:page";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The n-th fractional index from the bottom: `a1` … `az`, `b00` … `bzz`, `c000` …, in string order. */
export function stackIndex(n: number): string {
  let rest = n + 1;
  let width = 1;
  let head = "a".charCodeAt(0);
  while (rest >= 62 ** width) {
    rest -= 62 ** width;
    width += 1;
    head += 1;
  }
  let digits = "";
  for (let place = 0; place < width; place++) {
    digits = DIGITS[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return String.fromCharCode(head) + digits;
}

/** How many lines a title takes on a card: 131 px hold about 20 letters, words do not break. */
export function titleLines(title: string, width = 20): number {
  let lines = 1;
  let used = 0;
  for (const word of title.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > width) {
      lines += 1;
      used = word.length;
    } else used += (used > 0 ? 1 : 0) + word.length;
  }
  return lines;
}

export const cardHeight = (title: string): number =>
  titleLines(title) >= 4 ? TALL_CARD_HEIGHT : CARD_HEIGHT;
