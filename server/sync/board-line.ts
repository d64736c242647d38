import type { Logger } from "pino";
import type { BoardStore } from "../persistence/board-store";

/** Lists of boards may lag this much behind what is typed. */
const NOTE_CHANGE_MS = 1_500;

interface BoardLineOptions {
  boardId: string;
  store: Pick<BoardStore, "noteChange">;
  log: Logger;
  title: () => string;
}

/**
 * Keeps a board's line in lists up to date: when it changed last, and its title. A list that says an old title is a
 * nuisance, not a loss: a failure is logged, and made good by the next change.
 */
export class BoardLine {
  readonly #options: BoardLineOptions;
  #isRetitled = false;
  #timer: NodeJS.Timeout | null = null;
  #noting: Promise<void> = Promise.resolve();

  constructor(options: BoardLineOptions) {
    this.#options = options;
  }

  /** With the next change the title is noted, too. */
  retitled(): void {
    this.#isRetitled = true;
  }

  /** Something was committed. */
  changed(): void {
    this.#timer ??= setTimeout(() => this.#note(), NOTE_CHANGE_MS);
  }

  /** All of it is noted, or the log says that it could not be. */
  async settle(): Promise<void> {
    if (this.#timer) this.#note();
    await this.#noting;
  }

  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #note(): void {
    this.stop();
    const { boardId, store, log } = this.#options;
    const title = this.#isRetitled ? this.#options.title() : "";
    this.#isRetitled = false;
    this.#noting = store.noteChange(boardId, title ? { title } : {}).catch((error: unknown) => {
      log.warn({ boardId, err: error }, "could not update the list of boards");
    });
  }
}
