import { useEffect, useRef } from "react";
import { type Editor, type TLShapeId, react } from "tldraw";
import type { TaskId } from "@/lib/ids";
import type { MapModel } from "./map-model";
import { isCard } from "./shape-types";

/** The screen's selected task and the canvas's selected card are one; either side may change it. */
export function useHeldSelection(
  editor: Editor | null,
  model: MapModel,
  selected: TaskId | null,
  onSelect: (task: TaskId | null) => void,
): void {
  const tell = useRef(onSelect);
  tell.current = onSelect;
  const told = useRef<TaskId | null>(null);

  useEffect(() => {
    if (!editor || selected === told.current) return;
    told.current = selected;
    const shape = selected === null ? undefined : model.$shapeOf.get().get(selected);
    if (shape === undefined) {
      if (isCard(editor.getOnlySelectedShape())) editor.selectNone();
      return;
    }
    editor.select(shape as TLShapeId);
    const bounds = editor.getShapePageBounds(shape as TLShapeId);
    if (bounds && !editor.getViewportPageBounds().contains(bounds)) editor.centerOnPoint(bounds.center);
  }, [editor, model, selected]);

  useEffect(() => {
    if (!editor) return;
    let first = true;
    return react("selected task", () => {
      const only = editor.getOnlySelectedShape();
      const task = isCard(only) ? (only.props.taskId as TaskId) : null;
      // Opening the canvas selects nothing; that is no wish to deselect.
      if (first) {
        first = false;
        if (task === null) return;
      }
      if (task === told.current) return;
      told.current = task;
      // Outside of tldraw's reaction, which may run while React draws.
      queueMicrotask(() => tell.current(task));
    });
  }, [editor]);
}
