"use client";

import { useCallback, useSyncExternalStore } from "react";
import { BoardConnection, type SaveState, socketOrigin } from "../canvas/board-connection";
import { fetchDocument } from "../canvas/document-over-http";

interface Held {
  connection: BoardConnection;
  holders: number;
}

/** One connection per board and tab, shared by map and table and kept while it still holds unsaved edits. */
const held = new Map<string, Held>();

function warnWhileUnsaved(event: BeforeUnloadEvent): void {
  for (const { connection } of held.values()) if (connection.unsaved > 0) event.preventDefault();
}

function acquire(boardId: string): void {
  const present = held.get(boardId);
  if (present) {
    present.holders += 1;
    return;
  }
  if (held.size === 0) window.addEventListener("beforeunload", warnWhileUnsaved);
  const connection = new BoardConnection(boardId, socketOrigin(window.location), WebSocket, fetchDocument);
  held.set(boardId, { connection, holders: 1 });
}

/** Leaves when nobody looks at the board any more and the last edit is safe: a page change loses nothing. */
function release(boardId: string): void {
  const present = held.get(boardId);
  if (!present) return;
  present.holders -= 1;
  // After this turn: React mounts, unmounts and mounts again in development, and Map to Table may remount.
  setTimeout(() => leaveWhenSafe(boardId, present), 0);
}

function leaveWhenSafe(boardId: string, leaving: Held): void {
  if (leaving.holders > 0 || held.get(boardId) !== leaving) return;
  if (leaving.connection.unsaved > 0) {
    const stop = leaving.connection.subscribe(() => {
      if (leaving.holders > 0 || leaving.connection.unsaved === 0) {
        stop();
        leaveWhenSafe(boardId, leaving);
      }
    });
    return;
  }
  held.delete(boardId);
  leaving.connection.destroy();
  if (held.size === 0) window.removeEventListener("beforeunload", warnWhileUnsaved);
}

const nothing = () => undefined;

/** Null on the server and for the first paint. */
export function useBoardConnection(boardId: string): BoardConnection | null {
  const subscribe = useCallback(
    (changed: () => void) => {
      acquire(boardId);
      changed();
      return () => release(boardId);
    },
    [boardId],
  );
  return useSyncExternalStore(
    subscribe,
    () => held.get(boardId)?.connection ?? null,
    () => null,
  );
}

const CONNECTING: SaveState = { state: "connecting" };

export function useSaveState(connection: BoardConnection | null): SaveState {
  return useSyncExternalStore(
    connection?.subscribe ?? (() => nothing),
    () => connection?.saveState() ?? CONNECTING,
    () => CONNECTING,
  );
}

/** Whether the whole document has arrived. */
export function useComplete(connection: BoardConnection | null): boolean {
  return useSyncExternalStore(
    connection?.subscribe ?? (() => nothing),
    () => connection?.isComplete() ?? false,
    () => false,
  );
}
