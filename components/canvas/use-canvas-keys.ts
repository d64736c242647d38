import { useEffect, useEffectEvent } from "react";
import type { UndoManager } from "yjs";
import { type Hands, paint, selectedCards } from "./board-actions";
import { BRUSHES, takeBrush } from "./brushes";
import { fitMap } from "./camera";
import { isCard } from "./shape-types";

interface Keys {
  hands: Hands;
  undo: UndoManager;
  canEdit: boolean;
  remove: () => void;
}

/** All keys of the canvas but those that tldraw's tools handle (arrows, Tab, Enter, Escape): its own set is not loaded. */
export function useCanvasKeys({ hands, undo, canEdit, remove }: Keys): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || isTaken(event.target)) return;
    const run = event.ctrlKey || event.metaKey ? withControl(event) : plain(event);
    if (!run) return;
    event.preventDefault();
    run();
  });

  const withControl = (event: KeyboardEvent): (() => void) | null => {
    const { editor } = hands;
    const key = event.key.toLowerCase();
    if (key === "a" && isOnCanvas(hands)) {
      return () => editor.setSelectedShapes(editor.getCurrentPageShapes().filter(isCard));
    }
    if (!canEdit) return null;
    if (key === "z" && !event.shiftKey) return () => takeBack(hands, () => undo.undo());
    if (key === "y" || (key === "z" && event.shiftKey)) return () => takeBack(hands, () => undo.redo());
    if (key === "d" && isOnCanvas(hands)) return () => duplicate(hands);
    return null;
  };

  const plain = (event: KeyboardEvent): (() => void) | null => {
    const { editor } = hands;
    if (event.altKey) return null;
    const brush = BRUSHES.find(({ key }) => key === event.key);
    if (brush && canEdit) {
      return () => {
        const cards = selectedCards(editor);
        if (cards.length > 0) paint(hands, cards, brush.fit);
        else takeBrush(hands, brush.fit);
      };
    }
    if (!isOnCanvas(hands)) return null;
    switch (event.key) {
      case "Delete":
      case "Backspace":
        return remove;
      case "v":
        return () => editor.setCurrentTool("select");
      case "h":
        return () => editor.setCurrentTool("hand");
      case "a":
        return canEdit ? () => editor.setCurrentTool("flow") : null;
      case "t":
        return canEdit ? () => editor.setCurrentTool("task") : null;
      case "p":
        return canEdit ? () => editor.setCurrentTool("phase") : null;
      case "+":
      case "=":
        return () => editor.zoomIn();
      case "-":
        return () => editor.zoomOut();
      case "f":
        return () => fitMap(editor, true);
      default:
        return null;
    }
  };

  useEffect(() => {
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, []);
}

/** Somebody is typing, or a dialog, a menu or a group of choices has the keys. */
function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof Element)) return false;
  if (target instanceof HTMLElement && target.isContentEditable) return true;
  return (
    target.closest(
      "input, textarea, select, [role='textbox'], [role='dialog'], [role='menu'], [role='radiogroup']",
    ) !== null
  );
}

/** Letters belong to the canvas only while nothing else on the page has the focus. */
function isOnCanvas({ editor }: Hands): boolean {
  const active = document.activeElement;
  return active === null || active === document.body || editor.getContainer().contains(active);
}

function takeBack(hands: Hands, run: () => void): void {
  const { editor } = hands;
  if (!editor.isIn("select.idle") && editor.isIn("select")) editor.cancel();
  hands.flush();
  run();
}

function duplicate(hands: Hands): void {
  const { editor, flush, undo } = hands;
  const ids = selectedCards(editor).map(({ id }) => id);
  if (ids.length === 0) return;
  flush();
  undo.stopCapturing();
  editor.duplicateShapes(ids, { x: 24, y: 24 });
  flush();
  undo.stopCapturing();
}
