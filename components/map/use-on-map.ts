"use client";

import { useCallback, useSyncExternalStore } from "react";
import { isOnMap } from "@/lib/board/canvas-place";
import { canvasRoot } from "@/lib/board/canvas-root";
import type { TaskId } from "@/lib/ids";
import type { BoardConnection } from "../canvas/board-connection";

/** Whether a task has its card. */
export function useOnMap({ doc }: BoardConnection, task: TaskId): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const root = canvasRoot(doc);
      root.observe(changed);
      return () => root.unobserve(changed);
    },
    [doc],
  );
  return useSyncExternalStore(
    subscribe,
    () => isOnMap(doc, task),
    () => true,
  );
}
