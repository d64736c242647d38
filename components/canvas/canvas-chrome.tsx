"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { type Editor, useValue } from "tldraw";
import type { UndoManager } from "yjs";
import { Link } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { type Hands, createTask, removeFlowsAndFrames } from "./board-actions";
import styles from "./canvas-chrome.module.css";
import { CanvasNotice } from "./canvas-notice";
import type { MapModel } from "./map-model";
import { RemoveCards } from "./remove-cards";
import { SelectionVoice } from "./selection-voice";
import { type TaskCardShape, isCard } from "./shape-types";
import { ToolBar } from "./tool-bar";
import { handsOf } from "./tools";
import { useCanvasKeys } from "./use-canvas-keys";
import { useCardClipboard } from "./use-card-clipboard";

interface Props {
  editor: Editor | null;
  model: MapModel;
  canEdit: boolean;
  undo: UndoManager;
  tableHref: string;
}

/** Everything of ours that stands in front of the canvas. */
export function CanvasChrome({ editor, model, canEdit, undo, tableHref }: Props) {
  const t = useTranslations("canvas");
  const empty = useValue(
    "empty",
    () => model.$board.get().tasks.length === 0 && model.$shapeOf.get().size === 0,
    [model],
  );
  return (
    <>
      <Link className={`skip ${styles.toTable}`} href={tableHref}>
        {t("openTable")}
      </Link>
      {editor ? <Working editor={editor} model={model} canEdit={canEdit} undo={undo} empty={empty} /> : null}
    </>
  );
}

function Working({
  editor,
  model,
  canEdit,
  undo,
  empty,
}: Omit<Props, "tableHref" | "editor"> & { editor: Editor; empty: boolean }) {
  const t = useTranslations("canvas");
  const hands = handsOf(editor);
  const [leaving, setLeaving] = useState<TaskCardShape[]>([]);
  const remove = () => {
    if (!canEdit) return;
    const shapes = editor.getSelectedShapes();
    const cards = shapes.filter(isCard);
    if (cards.length > 0) setLeaving(cards);
    else if (shapes.length > 0) removeFlowsAndFrames(hands, shapes);
  };
  useCanvasKeys({ hands, undo, canEdit, remove });
  useCardClipboard(hands, canEdit);
  return (
    <>
      <button
        type="button"
        className={`skip ${styles.toCards}`}
        onClick={() => {
          const first = editor.getCurrentPageShapesSorted().find(isCard);
          if (first) editor.select(first.id);
          editor.focus();
        }}
      >
        {t("toFirstCard")}
      </button>
      {empty ? <EmptyMap hands={hands} canEdit={canEdit} /> : null}
      <SelectionVoice editor={editor} model={model} />
      <CanvasNotice model={model} />
      <ToolBar hands={hands} undo={undo} canEdit={canEdit} />
      <RemoveCards hands={hands} cards={leaving} onDone={() => setLeaving([])} />
    </>
  );
}

function EmptyMap({ hands, canEdit }: { hands: Hands; canEdit: boolean }) {
  const t = useTranslations("canvas");
  const add = () => createTask(hands, hands.editor.getViewportPageBounds().center);
  return (
    <div className={styles.empty}>
      <p>{t("empty.what")}</p>
      {canEdit ? (
        <Button kind="primary" onClick={add}>
          {t("empty.add")}
        </Button>
      ) : (
        <p className="muted">{t("empty.wait")}</p>
      )}
    </div>
  );
}
