"use client";

import { useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import { useValue } from "tldraw";
import type { UndoManager } from "yjs";
import { FitMark } from "../ui/fit-mark";
import { Icon, type IconName } from "../ui/icon";
import { type Hands, connect, createPhase, createTask, paint, selectedCards } from "./board-actions";
import { fitMap } from "./camera";
import { BRUSHES, type Brush, takeBrush } from "./brushes";
import styles from "./tool-bar.module.css";
import { useUndoState } from "./use-undo-state";

interface Props {
  hands: Hands;
  undo: UndoManager;
  canEdit: boolean;
}

/** Ours first: task, phase, paint; then the hand tools, undo and zoom. */
export function ToolBar({ hands, undo, canEdit }: Props) {
  const t = useTranslations("canvas");
  const { editor, model } = hands;
  const tool = useValue("tool", () => editor.getCurrentToolId(), [editor]);
  const brush = useValue(model.$brush);
  const zoom = useValue("zoom", () => Math.round(editor.getZoomLevel() * 100), [editor]);
  const { canUndo, canRedo } = useUndoState(undo);

  /** By key press there is no place to click next: the middle of the view is it. */
  const make = (id: "task" | "phase") => (event: MouseEvent) => {
    if (event.detail > 0) editor.setCurrentTool(tool === id ? "select" : id);
    else (id === "task" ? createTask : createPhase)(hands, editor.getViewportPageBounds().center);
  };
  const arrow = () => {
    const [from, to, ...more] = editor.getSelectedShapes();
    if (from && to && more.length === 0) connect(hands, from, to);
    else editor.setCurrentTool(tool === "flow" ? "select" : "flow");
  };
  const pick = (fit: Brush) => {
    const cards = selectedCards(editor);
    if (cards.length > 0) paint(hands, cards, fit.fit);
    else takeBrush(hands, fit.fit);
  };
  return (
    <div className={styles.tools} role="toolbar" aria-label={t("tools")}>
      {canEdit ? (
        <>
          <Tool name={t("newTaskTool")} pressed={tool === "task"} onClick={make("task")} icon="task">
            {t("task")}
          </Tool>
          <Tool name={t("newPhaseTool")} pressed={tool === "phase"} onClick={make("phase")} icon="phase">
            {t("phase")}
          </Tool>
          <span className={styles.sep} />
          {BRUSHES.map((each) => (
            <button
              key={each.key}
              type="button"
              className={styles.tool}
              aria-label={t("paint", { fit: each.fit ?? "unrated" })}
              title={t("paint", { fit: each.fit ?? "unrated" })}
              aria-keyshortcuts={each.key}
              aria-pressed={tool === "paint" && brush === each.fit}
              onClick={() => pick(each)}
            >
              <FitMark fit={each.fit ?? "unrated"} size={18} />
              <small>{each.key}</small>
            </button>
          ))}
          <span className={styles.sep} />
        </>
      ) : null}
      <Tool
        square
        name={t("select")}
        pressed={tool === "select"}
        onClick={() => editor.setCurrentTool("select")}
        icon="select"
      />
      <Tool
        square
        name={t("hand")}
        pressed={tool === "hand"}
        onClick={() => editor.setCurrentTool("hand")}
        icon="hand"
      />
      {canEdit ? (
        <>
          <Tool square name={t("arrow")} pressed={tool === "flow"} onClick={arrow} icon="arrow" />
          <span className={styles.sep} />
          <Tool square name={t("undo")} disabled={!canUndo} onClick={() => undo.undo()} icon="undo" />
          <Tool square name={t("redo")} disabled={!canRedo} onClick={() => undo.redo()} icon="redo" />
        </>
      ) : null}
      <span className={styles.sep} />
      <Tool
        square
        name={t("zoomOut")}
        onClick={() => editor.zoomOut(undefined, { animation: { duration: 120 } })}
        icon="minus"
      />
      <button
        type="button"
        className={`${styles.tool} ${styles.zoom} num`}
        title={t("actualSize")}
        aria-label={t("zoomNow", { percent: zoom })}
        onClick={() => editor.resetZoom(undefined, { animation: { duration: 120 } })}
      >
        {t("percent", { percent: zoom })}
      </button>
      <Tool
        square
        name={t("zoomIn")}
        onClick={() => editor.zoomIn(undefined, { animation: { duration: 120 } })}
        icon="plus"
      />
      <Tool square name={t("fit")} onClick={() => fitMap(editor, true)} icon="fit" />
    </div>
  );
}

interface ToolProps {
  name: string;
  icon: IconName;
  onClick: (event: MouseEvent) => void;
  pressed?: boolean;
  disabled?: boolean;
  square?: boolean;
  children?: ReactNode;
}

function Tool({ name, icon, onClick, pressed, disabled = false, square = false, children }: ToolProps) {
  return (
    <button
      type="button"
      className={`${styles.tool} ${square ? styles.square : ""}`}
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      {children ? <span>{children}</span> : null}
    </button>
  );
}
