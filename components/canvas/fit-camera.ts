export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}
export interface Camera {
  x: number;
  y: number;
  z: number;
}

/** Air between the legend and the nearest card; its fit mark stands out of it. */
const GAP = 12;
const SMALLEST = 0.1;

interface Asked {
  /** What is drawn, in page units. */
  bounds: Rect;
  cards: readonly Rect[];
  /** Where it may stand, on screen. */
  room: Rect;
  /** What floats over the room. */
  cover: Rect | null;
}

/** Finer than anybody sees, coarse enough to be tried one after the other. */
const STEP = 0.98;

/**
 * The largest view of everything in which no card lies under the cover: moved aside in the room where that is
 * enough, smaller where it is not. O(cards) for each step tried, at most some thirty.
 */
export function fitCamera({ bounds, cards, room, cover }: Asked): Camera {
  const largest = Math.max(SMALLEST, Math.min(1, room.w / bounds.w, room.h / bounds.h));
  const middle = place(bounds, room, largest, 0.5, 0.5);
  if (!cover) return middle;
  for (let z = largest; z > Math.max(SMALLEST, largest / 2); z *= STEP) {
    for (const across of [0.5, 1, 0]) {
      for (const down of [0.5, 0, 1]) {
        const camera = place(bounds, room, z, across, down);
        if (isClear(camera, cards, cover)) return camera;
      }
    }
  }
  return middle;
}

/** `across` and `down` say where the drawing stands in the room that it leaves: 0 first edge, 0.5 middle, 1 last. */
function place(bounds: Rect, room: Rect, z: number, across: number, down: number): Camera {
  const spare = { x: room.w - bounds.w * z, y: Math.max(0, room.h - bounds.h * z) };
  // A drawing smaller than the room begins at its top, as pages do.
  const y = room.y + (z === 1 && down === 0.5 ? 0 : spare.y * down);
  // Whole pixels: hairlines and letters stay sharp.
  return {
    x: Math.round(room.x + spare.x * across) / z - bounds.x,
    y: Math.round(y) / z - bounds.y,
    z,
  };
}

const isClear = ({ x, y, z }: Camera, cards: readonly Rect[], cover: Rect): boolean =>
  !cards.some(
    (card) =>
      (card.x + x) * z < cover.x + cover.w + GAP &&
      (card.x + card.w + x) * z > cover.x - GAP &&
      (card.y + y) * z < cover.y + cover.h + GAP &&
      (card.y + card.h + y) * z > cover.y - GAP,
  );
