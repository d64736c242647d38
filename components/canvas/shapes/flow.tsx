import {
  type Editor,
  Mat,
  Polyline2d,
  SVGContainer,
  ShapeUtil,
  type TLShapeId,
  Vec,
  useEditor,
  useValue,
} from "tldraw";
import { modelOf } from "../map-model";
import { type Point, type Rect, headPath, labelPoint, linePath, routePoints } from "../route";
import { type FlowShape, endGap, flowProps } from "../shape-types";
import styles from "./shapes.module.css";

/** An arrow between two things. Its way is computed from where they stand now; the record only says how it turns. */
export class FlowUtil extends ShapeUtil<FlowShape> {
  static override type = "flow" as const;
  static override props = flowProps;

  override getDefaultProps(): FlowShape["props"] {
    return { flowId: "", from: null, to: null, lanes: [] };
  }
  override getGeometry(shape: FlowShape) {
    const points = flowPoints(this.editor, shape);
    // A flow whose end is gone is hidden, but tldraw wants a line of it all the same.
    const drawn =
      points.length > 1
        ? points
        : [
            { x: 0, y: 0 },
            { x: 1, y: 0 },
          ];
    return new Polyline2d({ points: drawn.map(({ x, y }) => new Vec(x, y)) });
  }
  override canResize(): boolean {
    return false;
  }
  /** Tab walks from card to card. */
  override canTabTo(): boolean {
    return false;
  }
  override canBind(): boolean {
    return false;
  }
  override canSnap(): boolean {
    return false;
  }
  override hideResizeHandles(): boolean {
    return true;
  }
  override hideRotateHandle(): boolean {
    return true;
  }
  override hideSelectionBoundsFg(): boolean {
    return true;
  }
  override hideSelectionBoundsBg(): boolean {
    return true;
  }
  override component(shape: FlowShape) {
    return <Flow shape={shape} />;
  }
  override indicator(shape: FlowShape) {
    return <path d={linePath(flowPoints(this.editor, shape))} />;
  }
  override toSvg(shape: FlowShape) {
    const points = flowPoints(this.editor, shape);
    return (
      <g>
        <path d={linePath(points)} fill="none" stroke="var(--flow)" strokeWidth={1.25} />
        <path d={headPath(points)} fill="var(--flow)" />
      </g>
    );
  }
}

/** Corners in the flow's own space; none while an end is not on the map. */
export function flowPoints(editor: Editor, shape: FlowShape): Point[] {
  const model = modelOf(editor);
  const flow = model.$flows.get().get(shape.props.flowId);
  const ends = model.$shapeOf.get();
  const from = flow && boxOf(editor, ends.get(flow.from), shape);
  const to = flow && boxOf(editor, ends.get(flow.to), shape);
  return from && to ? routePoints(from, to, shape.props) : [];
}

function boxOf(editor: Editor, id: string | undefined, flow: FlowShape): Rect | null {
  const shape = id === undefined ? undefined : editor.getShape(id as TLShapeId);
  if (!shape) return null;
  const { w, h } = shape.props as { w: number; h: number };
  const corner = editor.getShapePageTransform(shape).point();
  const { x, y } = Mat.applyToPoint(Mat.Inverse(editor.getShapePageTransform(flow)), corner);
  return { x, y, w, h, gap: endGap(shape) };
}

function Flow({ shape }: { shape: FlowShape }) {
  const editor = useEditor();
  const model = modelOf(editor);
  const points = useValue("flow points", () => flowPoints(editor, shape), [editor, shape]);
  const label = useValue("flow label", () => model.$flows.get().get(shape.props.flowId)?.label ?? "", [
    model,
    shape.props.flowId,
  ]);
  const lit = useValue("flow lit", () => isLit(editor, shape), [editor, shape]);
  const onGroup = useValue(
    "flow ground",
    () => editor.getShape(shape.parentId as TLShapeId)?.type ?? "page",
    [editor, shape.parentId],
  );
  if (points.length < 2) return null;
  const middle = labelPoint(points);
  return (
    <>
      <SVGContainer className={lit ? styles.flowLit : styles.flow}>
        <path d={linePath(points)} />
        <path className={styles.head} d={headPath(points)} />
      </SVGContainer>
      {label ? (
        <div className={styles.flowLabel} data-ground={onGroup} style={{ left: middle.x, top: middle.y }}>
          {label}
        </div>
      ) : null}
    </>
  );
}

/** Lit while it or one of its ends is selected. */
function isLit(editor: Editor, shape: FlowShape): boolean {
  const selected = editor.getSelectedShapeIds();
  if (selected.length === 0) return false;
  if (selected.includes(shape.id)) return true;
  const model = modelOf(editor);
  const flow = model.$flows.get().get(shape.props.flowId);
  const ends = model.$shapeOf.get();
  return [flow?.from, flow?.to].some((end) => {
    const id = end === undefined ? undefined : ends.get(end);
    return id !== undefined && selected.includes(id as TLShapeId);
  });
}
