import { useTranslations } from "next-intl";
import {
  BaseBoxShapeUtil,
  type Geometry2dFilters,
  Group2d,
  HTMLContainer,
  Rectangle2d,
  type TLShape,
  useEditor,
  useIsEditing,
  useValue,
} from "tldraw";
import { setGroupTitle } from "@/lib/board/groups";
import { setPhaseTitle } from "@/lib/board/phases";
import type { GroupId, PhaseId } from "@/lib/ids";
import { RoleBadge } from "../../ui/role-mark";
import { modelOf } from "../map-model";
import {
  type GroupFrameShape,
  type PhaseFrameShape,
  groupFrameProps,
  isCard,
  isFlow,
  isGroupFrame,
  phaseFrameProps,
} from "../shape-types";
import styles from "./shapes.module.css";
import { TitleEditor } from "./title-editor";

const PHASE_HEAD = 34;
const GROUP_HEAD = 28;

/** Solid at the head, hollow below; its outline is the whole frame. tldraw asks the first child whether it is solid. */
class FrameGeometry extends Group2d {
  override getVertices(filters: Geometry2dFilters) {
    return this.children[1]?.getVertices(filters) ?? [];
  }
}

/** What both kinds of frame share: hollow, gripped by the head or the edge, they take in what is dropped on them. */
abstract class FrameUtil<Shape extends PhaseFrameShape | GroupFrameShape> extends BaseBoxShapeUtil<Shape> {
  abstract readonly head: number;
  abstract takes(shape: TLShape): boolean;

  override getGeometry(shape: Shape) {
    const { w, h } = shape.props;
    return new FrameGeometry({
      children: [
        new Rectangle2d({ width: w, height: Math.min(this.head, h), isFilled: true }),
        new Rectangle2d({ width: w, height: h, isFilled: false }),
      ],
    });
  }
  override canEdit(): boolean {
    return true;
  }
  override canBind(): boolean {
    return false;
  }
  override canResizeChildren(): boolean {
    return false;
  }
  override hideRotateHandle(): boolean {
    return true;
  }
  override hideSelectionBoundsBg(): boolean {
    return true;
  }
  override canReceiveNewChildrenOfType(_shape: Shape, type: TLShape["type"]): boolean {
    return type === "task-card";
  }
  override onDragShapesIn(shape: Shape, dragged: TLShape[]): void {
    const { editor } = this;
    const taken = dragged.filter(
      (each) => this.takes(each) && each.parentId !== shape.id && !editor.hasAncestor(shape, each.id),
    );
    if (taken.length > 0) editor.reparentShapes(taken, shape.id);
  }
  override onDragShapesOut(
    shape: Shape,
    dragged: TLShape[],
    info: { nextDraggingOverShapeId: unknown },
  ): void {
    if (info.nextDraggingOverShapeId) return;
    const left = dragged.filter((each) => each.parentId === shape.id && !isFlow(each));
    if (left.length > 0) this.editor.reparentShapes(left, this.editor.getCurrentPageId());
  }
}

export class PhaseFrameUtil extends FrameUtil<PhaseFrameShape> {
  static override type = "phase-frame" as const;
  static override props = phaseFrameProps;
  readonly head = PHASE_HEAD;

  override getDefaultProps(): PhaseFrameShape["props"] {
    return { w: 554, h: 202, phaseId: "" };
  }
  takes(shape: TLShape): boolean {
    return isCard(shape) || isGroupFrame(shape);
  }
  override getText(shape: PhaseFrameShape): string {
    return modelOf(this.editor).titleOf("phase", shape.props.phaseId) ?? "";
  }
  override component(shape: PhaseFrameShape) {
    return <PhaseFrame shape={shape} />;
  }
  override indicator({ props }: PhaseFrameShape) {
    return <rect width={props.w} height={props.h} rx={10} />;
  }
  override toSvg({ props }: PhaseFrameShape) {
    const title = modelOf(this.editor).titleOf("phase", props.phaseId) ?? "";
    return (
      <g>
        <rect width={props.w} height={props.h} rx={10} fill="var(--frame)" stroke="var(--line-strong)" />
        <FrameTitleSvg x={16} y={23} size={13} title={title} />
      </g>
    );
  }
}

export class GroupFrameUtil extends FrameUtil<GroupFrameShape> {
  static override type = "group-frame" as const;
  static override props = groupFrameProps;
  readonly head = GROUP_HEAD;

  override getDefaultProps(): GroupFrameShape["props"] {
    return { w: 356, h: 106, groupId: "" };
  }
  takes(shape: TLShape): boolean {
    return isCard(shape);
  }
  override getText(shape: GroupFrameShape): string {
    return modelOf(this.editor).titleOf("group", shape.props.groupId) ?? "";
  }
  override component(shape: GroupFrameShape) {
    return <GroupFrame shape={shape} />;
  }
  override indicator({ props }: GroupFrameShape) {
    return <rect width={props.w} height={props.h} rx={8} />;
  }
  override toSvg({ props }: GroupFrameShape) {
    const title = modelOf(this.editor).titleOf("group", props.groupId) ?? "";
    return (
      <g>
        <rect width={props.w} height={props.h} rx={8} fill="var(--group)" />
        <FrameTitleSvg x={12} y={18} size={12} title={title} />
      </g>
    );
  }
}

function FrameTitleSvg({ x, y, size, title }: { x: number; y: number; size: number; title: string }) {
  return (
    <text
      x={x}
      y={y}
      fontFamily="Inter Variable, system-ui, sans-serif"
      fontSize={size}
      fontWeight={600}
      fill="var(--ink)"
    >
      {title}
    </text>
  );
}

function PhaseFrame({ shape }: { shape: PhaseFrameShape }) {
  const editor = useEditor();
  const model = modelOf(editor);
  const t = useTranslations("canvas");
  const { phaseId, w, h } = shape.props;
  const phase = useValue("phase", () => model.$phases.get().get(phaseId), [model, phaseId]);
  const title = useValue("phase title", () => model.titleOf("phase", phaseId), [model, phaseId]);
  const locale = useValue("locale", () => model.$board.get().locale, [model]);
  const editing = useIsEditing(shape.id);
  return (
    <HTMLContainer
      className={styles.phase}
      style={{ width: w, height: h }}
      role="group"
      aria-label={t("phaseFrame", { title: title ?? "" })}
    >
      {editing ? (
        <TitleEditor
          shapeId={shape.id}
          title={title ?? ""}
          label={t("phaseTitle")}
          className={styles.phaseEditor}
          commit={(text) => setPhaseTitle(model.doc, phaseId as PhaseId, text, model.origin)}
        />
      ) : (
        <div className={styles.phaseHead} lang={locale}>
          <b>{title}</b>
          <span>{phase?.purpose}</span>
        </div>
      )}
    </HTMLContainer>
  );
}

function GroupFrame({ shape }: { shape: GroupFrameShape }) {
  const editor = useEditor();
  const model = modelOf(editor);
  const t = useTranslations("canvas");
  const { groupId, w, h } = shape.props;
  const group = useValue("group", () => model.$groups.get().get(groupId), [model, groupId]);
  const title = useValue("group title", () => model.titleOf("group", groupId), [model, groupId]);
  const allRoles = useValue(model.$roles);
  const locale = useValue("locale", () => model.$board.get().locale, [model]);
  const editing = useIsEditing(shape.id);
  const roles = (group?.roles ?? []).flatMap((id) => allRoles.find((role) => role.id === id) ?? []);
  return (
    <HTMLContainer
      className={styles.group}
      style={{ width: w, height: h }}
      role="group"
      aria-label={t("groupFrame", { title: title ?? "" })}
    >
      {editing ? (
        <TitleEditor
          shapeId={shape.id}
          title={title ?? ""}
          label={t("groupTitle")}
          className={styles.groupEditor}
          commit={(text) => setGroupTitle(model.doc, groupId as GroupId, text, model.origin)}
        />
      ) : (
        <div className={styles.groupHead} lang={locale}>
          <b>{title}</b>
          {roles.map((role) => (
            <RoleBadge key={role.id} tone={role.tone} name={role.name} />
          ))}
          <em>{group?.note}</em>
        </div>
      )}
    </HTMLContainer>
  );
}
