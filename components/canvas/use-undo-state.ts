import { useSyncExternalStore } from "react";
import type { UndoManager } from "yjs";

const EVENTS = ["stack-item-added", "stack-item-popped", "stack-cleared"] as const;

/** Whether there is something of ours to take back or bring back. */
export function useUndoState(undo: UndoManager): { canUndo: boolean; canRedo: boolean } {
  const state = useSyncExternalStore(
    (changed) => {
      for (const event of EVENTS) undo.on(event, changed);
      return () => {
        for (const event of EVENTS) undo.off(event, changed);
      };
    },
    () => Number(undo.canUndo()) + 2 * Number(undo.canRedo()),
    () => 0,
  );
  return { canUndo: (state & 1) > 0, canRedo: (state & 2) > 0 };
}
