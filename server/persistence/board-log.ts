import { randomBytes } from "node:crypto";
import type { BoardStore, LoggedUpdate } from "./board-store";

/** One room's life as a writer: numbers what it appends, and says when the log has grown. */
export class BoardLog {
  readonly epoch: number;
  readonly #store: Pick<BoardStore, "append">;
  readonly #boardId: string;
  readonly #writer = randomBytes(9).toString("base64url");
  readonly #grew: (rows: number) => void;
  #next = 1;

  constructor(
    store: Pick<BoardStore, "append">,
    board: { boardId: string; epoch: number },
    grew: (rows: number) => void,
  ) {
    this.#store = store;
    this.#boardId = board.boardId;
    this.epoch = board.epoch;
    this.#grew = grew;
  }

  /** One at a time. After a failure no more: whether its numbers are taken is not known. */
  async append(updates: readonly LoggedUpdate[]): Promise<void> {
    const at = { epoch: this.epoch, writer: this.#writer, first: this.#next };
    await this.#store.append(this.#boardId, at, updates);
    this.#next += updates.length;
    this.#grew(updates.length);
  }
}
