import type { Editor } from "tldraw";
import { type Rect, fitCamera } from "./fit-camera";
import { isCard } from "./shape-types";

/** Air around the drawing, and what the tool bar covers. */
const EDGE = 16;
const TOP = 12;
const TOOLS = 72;
/** The inspector will open beside the map: nothing may jump when the first card is clicked. */
const INSPECTOR = 320;
const WIDE = 901;

/** All of it in view, never larger than life, clear of the tool bar, and no card under the legend. */
export function fitMap(editor: Editor, animate = false): void {
  const bounds = editor.getCurrentPageBounds();
  const { w, h } = editor.getViewportScreenBounds();
  if (w === 0 || h === 0) return;
  if (!bounds) {
    editor.setCamera({ x: w / 2, y: h / 2, z: 1 }, { immediate: true });
    return;
  }
  const closed = window.innerWidth >= WIDE && w > window.innerWidth - INSPECTOR;
  const camera = fitCamera({
    bounds,
    cards: editor
      .getCurrentPageShapes()
      .filter(isCard)
      .flatMap((card) => editor.getShapePageBounds(card) ?? []),
    room: { x: EDGE, y: TOP, w: w - 2 * EDGE - (closed ? INSPECTOR : 0), h: h - TOP - TOOLS },
    cover: legendIn(editor.getContainer()),
  });
  editor.setCamera(camera, animate ? { animation: { duration: 200 } } : { immediate: true });
}

/** Where the legend floats, in the coordinates of the canvas; it stands beside the canvas in the page. */
function legendIn(container: HTMLElement): Rect | null {
  const legend = container.closest("main")?.querySelector("[data-map-legend]");
  const at = legend?.getBoundingClientRect();
  if (!at || at.width === 0) return null;
  const origin = container.getBoundingClientRect();
  return { x: at.x - origin.x, y: at.y - origin.y, w: at.width, h: at.height };
}
