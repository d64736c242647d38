"use client";

import { useEffect, useRef, useState } from "react";
import type { BoardEvent } from "@/lib/sync/protocol";
import { BoardEventsClient, type EventsState } from "./board-events-client";

/**
 * Calls back when something on the board outside its document changed, with null after the line was down: then
 * anything may have. Usually answered with `router.refresh()`. Returns whether the page is live.
 */
export function useBoardEvents(boardId: string, changed: (event: BoardEvent | null) => void): EventsState {
  const [state, setState] = useState<EventsState>("connecting");
  const latest = useRef(changed);
  useEffect(() => {
    latest.current = changed;
  });

  useEffect(() => {
    const origin = window.location.origin.replace(/^http/, "ws");
    const client = new BoardEventsClient(origin, boardId, {
      event: (event) => latest.current(event),
      missed: () => latest.current(null),
      state: setState,
    });
    const hurry = () => {
      if (document.visibilityState === "visible") client.hurry();
    };
    window.addEventListener("online", hurry);
    document.addEventListener("visibilitychange", hurry);
    return () => {
      window.removeEventListener("online", hurry);
      document.removeEventListener("visibilitychange", hurry);
      client.close();
    };
  }, [boardId]);

  return state;
}
