"use client";

import { useEffect } from "react";
import type { BoardConnection } from "../canvas/board-connection";

/** Undo and redo of one's own changes where the canvas, which has its own, is not on screen. */
export function useUndoKeys({ undo }: BoardConnection, enabled: boolean): void {
  useEffect(() => {
    if (!enabled) return;
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (event.target instanceof Element && event.target.closest("input, textarea, [role='dialog']")) return;
      const key = event.key.toLowerCase();
      if (key === "z") (event.shiftKey ? undo.redo : undo.undo).call(undo);
      else if (key === "y") undo.redo();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [undo, enabled]);
}
