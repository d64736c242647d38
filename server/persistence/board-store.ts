/** An accepted update of a board's document, as it came in. */
export interface LoggedUpdate {
  data: Uint8Array;
  /** Who sent it; null for what the server wrote by itself. */
  userId: string | null;
}

/**
 * Where the boards' append-only logs live: the truth from which every room is loaded. The rules that every
 * adapter keeps are BS1–BS8 in `docs/sync.md`, proven by `board-store.contract.ts`.
 */
export interface BoardStore {
  /** The whole log in the order in which it was appended; empty for a board that has none. */
  load(boardId: string): Promise<Uint8Array[]>;
  /** Resolves once all of them are durable. Rejects when none of them is stored. */
  append(boardId: string, updates: readonly LoggedUpdate[]): Promise<void>;
  /** The document changed: brings the board's line in lists up to date. No `title` leaves the title alone. */
  noteChange(boardId: string, change: { title?: string }): Promise<void>;
}
