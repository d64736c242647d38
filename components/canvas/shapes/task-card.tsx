import { BaseBoxShapeUtil, HTMLContainer, type TLShapeId, useEditor, useIsEditing, useValue } from "tldraw";
import { useTranslations } from "next-intl";
import { CARD_HEIGHT, CARD_WIDTH, titleLines } from "@/lib/board/canvas-shapes";
import { setTaskTitle } from "@/lib/board/tasks";
import type { TaskId } from "@/lib/ids";
import { FitMark } from "../../ui/fit-mark";
import { RoleBadge } from "../../ui/role-mark";
import { softHyphens } from "../../ui/soft-hyphens";
import { modelOf } from "../map-model";
import { type TaskCardShape, isGroupFrame, taskCardProps } from "../shape-types";
import { TaskCardSvg } from "./task-card-svg";
import styles from "./shapes.module.css";
import { TitleEditor } from "./title-editor";

/** Below this zoom words cannot be read: a plain coloured box is drawn instead. */
const READABLE_ZOOM = 0.3;

export class TaskCardUtil extends BaseBoxShapeUtil<TaskCardShape> {
  static override type = "task-card" as const;
  static override props = taskCardProps;

  override getDefaultProps(): TaskCardShape["props"] {
    return { w: CARD_WIDTH, h: CARD_HEIGHT, taskId: "" };
  }
  override canResize(): boolean {
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
  override canEdit(): boolean {
    return true;
  }
  override canBind(): boolean {
    return false;
  }
  override getText(shape: TaskCardShape): string {
    return modelOf(this.editor).titleOf("task", shape.props.taskId) ?? "";
  }
  override component(shape: TaskCardShape) {
    return <TaskCard shape={shape} />;
  }
  override indicator(shape: TaskCardShape) {
    return <rect x={-4} y={-4} width={shape.props.w + 8} height={shape.props.h + 8} rx={11} />;
  }
  override toSvg(shape: TaskCardShape) {
    const view = modelOf(this.editor).$tasks.get().get(shape.props.taskId);
    return view ? <TaskCardSvg view={view} w={shape.props.w} h={shape.props.h} /> : null;
  }
}

function TaskCard({ shape }: { shape: TaskCardShape }) {
  const editor = useEditor();
  const model = modelOf(editor);
  const t = useTranslations("canvas");
  const { taskId, w, h } = shape.props;
  const view = useValue("task", () => model.$tasks.get().get(taskId), [model, taskId]);
  const locale = useValue("locale", () => model.$board.get().locale, [model]);
  const far = useValue("far", () => editor.getZoomLevel() < READABLE_ZOOM, [editor]);
  const grouped = useValue("grouped", () => isGroupFrame(editor.getShape(shape.parentId as TLShapeId)), [
    editor,
    shape.parentId,
  ]);
  const editing = useIsEditing(shape.id);
  if (!view) return null;
  const fit = view.fit ?? "none";
  if (far) return <HTMLContainer className={styles.far} data-fit={fit} style={{ width: w, height: h }} />;
  const roles = view.roles.map((role) => role.name).join(", ");
  return (
    <HTMLContainer
      className={styles.card}
      data-fit={fit}
      data-grouped={grouped || undefined}
      style={{ width: w, height: h }}
      role="group"
      aria-label={t("card", { title: view.title, fit, roles: roles || "none" })}
    >
      {view.fit ? (
        <span className={styles.seal}>
          <FitMark fit={view.fit} />
        </span>
      ) : null}
      <span className={styles.roles}>
        {view.roles.map((role) => (
          <RoleBadge key={role.id} tone={role.tone} name={role.name} />
        ))}
      </span>
      {editing ? (
        <TitleEditor
          shapeId={shape.id}
          title={view.title}
          label={t("taskTitle")}
          className={styles.cardEditor}
          commit={(title) => setTaskTitle(model.doc, taskId as TaskId, title, model.origin)}
        />
      ) : (
        <span className={styles.title} lang={locale}>
          {locale === "fr" && titleLines(view.title, 21) > 3 ? softHyphens(view.title) : view.title}
        </span>
      )}
    </HTMLContainer>
  );
}
