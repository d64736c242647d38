import { Box, type Editor } from "tldraw";

/** Air around the drawing, and what the tool bar covers. */
const EDGE = 16;
const TOOLS = 72;
/** The inspector will open beside the map: nothing may jump when the first card is clicked. */
const INSPECTOR = 320;
const WIDE = 901;

/** All of it in view, never larger than life, clear of the tool bar. */
export function fitMap(editor: Editor, animate = false): void {
  const bounds = editor.getCurrentPageBounds();
  const { w, h } = editor.getViewportScreenBounds();
  if (w === 0 || h === 0) return;
  if (!bounds) {
    editor.setCamera({ x: w / 2, y: h / 2, z: 1 }, { immediate: true });
    return;
  }
  const closed = window.innerWidth >= WIDE && w > window.innerWidth - INSPECTOR;
  const room = new Box(EDGE, 12, w - 2 * EDGE - (closed ? INSPECTOR : 0), h - 12 - TOOLS);
  const z = Math.max(0.1, Math.min(1, room.w / bounds.w, room.h / bounds.h));
  // Whole pixels: hairlines and letters stay sharp.
  const x = Math.round(room.x + (room.w - bounds.w * z) / 2) / z - bounds.x;
  const y = Math.round(room.y + Math.max(0, (room.h - bounds.h * z) / 2) * (z < 1 ? 1 : 0)) / z - bounds.y;
  editor.setCamera({ x, y, z }, animate ? { animation: { duration: 200 } } : { immediate: true });
}
