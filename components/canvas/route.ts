import type { FlowEnd, FlowProps, Side } from "@/lib/board/canvas-shapes";

/** A flow's way from card to card: right-angled, with rounded corners. Pure geometry, no tldraw. */
export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
  /** Air between the end of the arrow and the thing: cards have a border, groups only a tint. */
  gap: number;
}
export interface Point {
  x: number;
  y: number;
}

const RADIUS = 7;
const HEAD = 6.5;
const HALF_HEAD = 3.4;
/** The line ends inside the head, so that no square end shows at its tip. */
const LINE_SHORT = 4;
/** A leg shorter than this would hide in the head or start inside the card. */
const MIN_LEG = 4;

const isX = (side: Side): boolean => side === "left" || side === "right";
const outward = (side: Side): 1 | -1 => (side === "right" || side === "bottom" ? 1 : -1);

/** Corner points from start to tip. The stored lanes are used while they make sense; else it finds its own way. */
export function routePoints(from: Rect, to: Rect, props: Pick<FlowProps, "from" | "to" | "lanes">): Point[] {
  if (props.from && props.to) {
    const drawn = orthogonal(from, to, props.from, props.to, props.lanes);
    if (drawn) return drawn;
  }
  const [a, b] = facingSides(from, to);
  const own = orthogonal(from, to, { side: a, at: 0 }, { side: b, at: 0 }, []);
  return own ?? [onSide(from, { side: a, at: 0 }), onSide(to, { side: b, at: 0 })];
}

/** A point on a side, pushed out by the gap; `at` never leaves the side. */
function onSide(rect: Rect, { side, at }: FlowEnd): Point {
  const half = (isX(side) ? rect.h : rect.w) / 2 - 8;
  const shift = Math.max(-half, Math.min(half, at));
  const cx = rect.x + rect.w / 2;
  const cy = rect.y + rect.h / 2;
  switch (side) {
    case "left":
      return { x: rect.x - rect.gap, y: cy + shift };
    case "right":
      return { x: rect.x + rect.w + rect.gap, y: cy + shift };
    case "top":
      return { x: cx + shift, y: rect.y - rect.gap };
    case "bottom":
      return { x: cx + shift, y: rect.y + rect.h + rect.gap };
  }
}

/** Null when a leg would run back into the card it leaves or meets. */
function orthogonal(from: Rect, to: Rect, a: FlowEnd, b: FlowEnd, lanes: number[]): Point[] | null {
  const start = onSide(from, a);
  const end = onSide(to, b);
  const turns = completeLanes(start, end, a.side, b.side, lanes);
  const points: Point[] = [start];
  let at = start;
  let alongX = isX(a.side);
  for (const turn of turns) {
    at = alongX ? { x: turn, y: at.y } : { x: at.x, y: turn };
    points.push(at);
    alongX = !alongX;
  }
  // The last corner lies where the final leg begins; then straight to the tip.
  at = alongX ? { x: end.x, y: at.y } : { x: at.x, y: end.y };
  if (alongX !== isX(b.side)) {
    points.push(at);
  }
  points.push(end);
  const tidy = withoutRepeats(points);
  return leavesAndArrives(tidy, a.side, b.side) ? tidy : null;
}

/** As many turns as the two sides need: a straight flow whose ends no longer line up gets one in the middle. */
function completeLanes(start: Point, end: Point, a: Side, b: Side, lanes: number[]): number[] {
  const sameAxis = isX(a) === isX(b);
  if (!sameAxis) return lanes.length % 2 === 0 ? lanes : lanes.slice(0, -1);
  if (lanes.length % 2 === 1) return lanes;
  const aligned = Math.abs(isX(a) ? start.y - end.y : start.x - end.x) < 0.5;
  if (aligned && lanes.length === 0) return [];
  const middle = isX(a) ? (start.x + end.x) / 2 : (start.y + end.y) / 2;
  return [...lanes, a === b ? beyond(start, end, a) : middle];
}

/** Both ends on the same side: turn outside of the farther one. */
function beyond(start: Point, end: Point, side: Side): number {
  const [p, q] = isX(side) ? [start.x, end.x] : [start.y, end.y];
  return outward(side) > 0 ? Math.max(p, q) + 14 : Math.min(p, q) - 14;
}

function withoutRepeats(points: Point[]): Point[] {
  return points.filter((point, i) => {
    const before = points[i - 1];
    return !before || Math.abs(point.x - before.x) > 0.01 || Math.abs(point.y - before.y) > 0.01;
  });
}

function leavesAndArrives(points: Point[], a: Side, b: Side): boolean {
  const [p0, p1] = points;
  const q1 = points[points.length - 2];
  const q0 = points[points.length - 1];
  if (!p0 || !p1 || !q0 || !q1) return false;
  const leaving = (isX(a) ? p1.x - p0.x : p1.y - p0.y) * outward(a);
  const arriving = (isX(b) ? q1.x - q0.x : q1.y - q0.y) * outward(b);
  return leaving >= MIN_LEG && arriving >= MIN_LEG;
}

/** The sides that look at each other over the wider gap. */
function facingSides(from: Rect, to: Rect): [Side, Side] {
  const right = to.x - (from.x + from.w);
  const left = from.x - (to.x + to.w);
  const below = to.y - (from.y + from.h);
  const above = from.y - (to.y + to.h);
  const across = Math.max(right, left);
  const down = Math.max(below, above);
  if (across >= down) return right >= left ? ["right", "left"] : ["left", "right"];
  return below >= above ? ["bottom", "top"] : ["top", "bottom"];
}

/** The line as an SVG path: it stops short of the tip, each corner is rounded by at most half of its legs. */
export function linePath(points: Point[]): string {
  const line = shortened(points);
  const [first] = line;
  if (!first) return "";
  let path = `M${at(first)}`;
  for (let i = 1; i < line.length; i++) {
    const corner = line[i] as Point;
    const next = line[i + 1];
    if (!next) {
      path += `L${at(corner)}`;
      break;
    }
    path += `L${at(towards(corner, line[i - 1] as Point))}Q${at(corner)} ${at(towards(corner, next))}`;
  }
  return path;
}

export function headPath(points: Point[]): string {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  if (!tip || !before) return "";
  const { x: dx, y: dy } = direction(before, tip);
  const base = { x: tip.x - dx * HEAD, y: tip.y - dy * HEAD };
  const wing = { x: -dy * HALF_HEAD, y: dx * HALF_HEAD };
  return `M${at(tip)}L${at({ x: base.x + wing.x, y: base.y + wing.y })}L${at({ x: base.x - wing.x, y: base.y - wing.y })}Z`;
}

/** The middle of the longest level leg, or else of the longest leg: where the label stands. */
export function labelPoint(points: Point[]): Point {
  let best: Point = points[0] ?? { x: 0, y: 0 };
  let most = -1;
  for (let i = 1; i < points.length; i++) {
    const p = points[i - 1] as Point;
    const q = points[i] as Point;
    const level = Math.abs(p.y - q.y) < 0.01;
    const weight = length(p, q) + (level ? 10_000 : 0);
    if (weight > most) {
      most = weight;
      best = { x: (p.x + q.x) / 2, y: (p.y + q.y) / 2 };
    }
  }
  return best;
}

function shortened(points: Point[]): Point[] {
  const tip = points[points.length - 1];
  const before = points[points.length - 2];
  if (!tip || !before) return points;
  const d = direction(before, tip);
  return [...points.slice(0, -1), { x: tip.x - d.x * LINE_SHORT, y: tip.y - d.y * LINE_SHORT }];
}

function towards(corner: Point, neighbour: Point): Point {
  const reach = Math.min(RADIUS, length(corner, neighbour) / 2);
  const d = direction(corner, neighbour);
  return { x: corner.x + d.x * reach, y: corner.y + d.y * reach };
}

const length = (p: Point, q: Point): number => Math.hypot(q.x - p.x, q.y - p.y);

function direction(p: Point, q: Point): Point {
  const l = length(p, q) || 1;
  return { x: (q.x - p.x) / l, y: (q.y - p.y) / l };
}

const at = ({ x, y }: Point): string => `${round(x)},${round(y)}`;
const round = (n: number): number => Math.round(n * 10) / 10;
