import {
  type TLCursorProps,
  type TLSelectionForegroundProps,
  type TLShapeId,
  useEditor,
  useSelectionEvents,
  useTransform,
  useValue,
} from "tldraw";
import { type CSSProperties, type RefObject, useRef } from "react";
import { roleGlyphPath } from "../ui/role-mark";
import { modelOf } from "./map-model";
import { roleOfCursor } from "./presence";
import { headPath, linePath, routePoints } from "./route";
import { endGap, isFrame } from "./shape-types";
import styles from "./overlays.module.css";

/** What floats over the shapes: others' cursors, the handles of a frame, a flow being drawn. */

export function Cursor({ userId, point, color, name, zoom }: TLCursorProps) {
  const editor = useEditor();
  const ref = useRef<HTMLDivElement>(null);
  const role = useValue("role", () => roleOfCursor(editor, userId), [editor, userId]);
  useTransform(ref as RefObject<HTMLDivElement>, point?.x, point?.y, 1 / zoom);
  if (!point) return null;
  return (
    <div ref={ref} className={`tl-overlays__item ${styles.cursor}`} style={{ "--c": color } as CSSProperties}>
      <svg className={styles.pointer} viewBox="0 0 16 18" width={16} height={18} aria-hidden="true">
        <path d="M2 1.5l11.500 8-5.300 1.100-2.800 4.900z" />
      </svg>
      <span className={styles.label}>
        {role ? (
          <svg viewBox="0 0 16 16" width={9} height={9} fill="currentColor" aria-hidden="true">
            <path d={roleGlyphPath(role.tone)} />
          </svg>
        ) : null}
        <span className={styles.who}>{name}</span>
        {role ? <span className="sr">, {role.name}</span> : null}
      </span>
    </div>
  );
}

/** Only frames have a size of their own. */
export function FrameHandles({ bounds }: TLSelectionForegroundProps) {
  const editor = useEditor();
  const ref = useRef<SVGSVGElement>(null);
  const show = useValue(
    "frame handles",
    () =>
      isFrame(editor.getOnlySelectedShape()) &&
      !editor.getIsReadonly() &&
      editor.isInAny("select.idle", "select.pointing_resize_handle", "select.resizing"),
    [editor],
  );
  const zoom = useValue("zoom", () => editor.getZoomLevel(), [editor]);
  useTransform(ref as RefObject<SVGSVGElement>, bounds.x, bounds.y);
  const events = {
    top: useSelectionEvents("top"),
    right: useSelectionEvents("right"),
    bottom: useSelectionEvents("bottom"),
    left: useSelectionEvents("left"),
    top_left: useSelectionEvents("top_left"),
    top_right: useSelectionEvents("top_right"),
    bottom_right: useSelectionEvents("bottom_right"),
    bottom_left: useSelectionEvents("bottom_left"),
  };
  if (!show) return null;
  const { w, h } = bounds;
  const half = 4 / zoom;
  const grip = 10 / zoom;
  const corners = [
    ["top_left", 0, 0, "nwse-resize"],
    ["top_right", w, 0, "nesw-resize"],
    ["bottom_right", w, h, "nwse-resize"],
    ["bottom_left", 0, h, "nesw-resize"],
  ] as const;
  const edges = [
    ["top", 0, -grip / 2, w, grip, "ns-resize"],
    ["bottom", 0, h - grip / 2, w, grip, "ns-resize"],
    ["left", -grip / 2, 0, grip, h, "ew-resize"],
    ["right", w - grip / 2, 0, grip, h, "ew-resize"],
  ] as const;
  return (
    <svg ref={ref} className={`tl-overlays__item ${styles.handles}`} aria-hidden="true">
      {edges.map(([name, x, y, width, height, cursor]) => (
        <rect
          key={name}
          x={x}
          y={y}
          width={width}
          height={height}
          style={{ cursor }}
          fill="transparent"
          {...events[name]}
        />
      ))}
      {corners.map(([name, x, y, cursor]) => (
        <g key={name} style={{ cursor }} {...events[name]}>
          <rect x={x - grip} y={y - grip} width={2 * grip} height={2 * grip} fill="transparent" />
          <rect
            className={styles.corner}
            x={x - half}
            y={y - half}
            width={2 * half}
            height={2 * half}
            strokeWidth={1.5 / zoom}
          />
        </g>
      ))}
    </svg>
  );
}

/** The flow under the pointer, before it meets something. */
export function FlowDraft() {
  const editor = useEditor();
  const model = modelOf(editor);
  const points = useValue("flow draft", () => {
    const draft = model.$flowDraft.get();
    const from = draft ? editor.getShape(draft.from as TLShapeId) : undefined;
    const bounds = draft ? editor.getShapePageBounds(draft.from as TLShapeId) : undefined;
    if (!draft || !from || !bounds || bounds.containsPoint(draft)) return null;
    const { x, y, w, h } = bounds;
    const tip = { x: draft.x, y: draft.y, w: 0, h: 0, gap: 0 };
    return routePoints({ x, y, w, h, gap: endGap(from) }, tip, { from: null, to: null, lanes: [] });
  }, [editor, model]);
  if (!points) return null;
  return (
    <svg className={`tl-overlays__item ${styles.draft}`} aria-hidden="true">
      <path d={linePath(points)} />
      <path className={styles.head} d={headPath(points)} />
    </svg>
  );
}
