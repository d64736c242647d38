import type { BoardStore, LoggedUpdate } from "./board-store";

/** What a memory store remembers of a board's line in lists. */
export interface MemoryBoard {
  title: string;
  changes: number;
}

/** The log in this process: for tests, and the plainest reading of the contract. */
export class MemoryBoardStore implements BoardStore {
  readonly #logs = new Map<string, Uint8Array[]>();
  readonly boards = new Map<string, MemoryBoard>();

  /** As creating a board does in the database: nothing can be appended to a board that does not exist. */
  addBoard(boardId: string, title: string): void {
    this.#logs.set(boardId, []);
    this.boards.set(boardId, { title, changes: 0 });
  }

  async load(boardId: string): Promise<Uint8Array[]> {
    return (this.#logs.get(boardId) ?? []).map((data) => data.slice());
  }

  async append(boardId: string, updates: readonly LoggedUpdate[]): Promise<void> {
    const log = this.#logs.get(boardId);
    if (!log) throw new Error("no such board");
    log.push(...updates.map(({ data }) => data.slice()));
  }

  async noteChange(boardId: string, { title }: { title?: string }): Promise<void> {
    const board = this.boards.get(boardId);
    if (!board) return;
    board.changes += 1;
    if (title !== undefined) board.title = title;
  }
}
