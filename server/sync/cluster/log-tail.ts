import {
  type BoardStore,
  EpochEnded,
  LogDamaged,
  type LogMark,
  type LogNews,
} from "../../persistence/board-store";

interface LogTailOptions {
  boardId: string;
  epoch: number;
  store: BoardStore;
  mark: LogMark;
  /** False when part of it builds on something that is not here. */
  take: (news: Pick<LogNews, "snapshot" | "rows">) => boolean;
}

/** Reads what others have appended to a board's log. One read at a time. */
export class LogTail {
  readonly #options: LogTailOptions;
  #mark: LogMark;
  #reading: Promise<void> | null = null;
  #next: Promise<void> | null = null;

  constructor(options: LogTailOptions) {
    this.#options = options;
    this.#mark = options.mark;
  }

  get isReading(): boolean {
    return this.#reading !== null;
  }

  /** Resolves once all that was committed before the call is here: a read that has begun already does not count. */
  catchUp(): Promise<void> {
    if (!this.#reading) return this.#begin();
    this.#next ??= this.#reading.then(
      () => this.#follow(),
      () => this.#follow(),
    );
    return this.#next;
  }

  #follow(): Promise<void> {
    this.#next = null;
    return this.#begin();
  }

  #begin(): Promise<void> {
    this.#reading = this.#read().finally(() => {
      this.#reading = null;
    });
    return this.#reading;
  }

  async #read(): Promise<void> {
    const { boardId, epoch, store, take } = this.#options;
    const news = await store.loadSince(boardId, { epoch, mark: this.#mark });
    // What it builds on is in the log too, but not behind our mark: from the beginning, then.
    if (!take(news) && !take(await this.#all())) throw new LogDamaged();
    this.#mark = news.mark;
  }

  async #all(): Promise<Pick<LogNews, "snapshot" | "rows">> {
    const { boardId, epoch, store } = this.#options;
    const board = await store.load(boardId);
    if (board?.epoch !== epoch) throw new EpochEnded();
    // What is whole of it is not all that was called saved: whoever opens the board anew is told.
    if (board.damage) throw new LogDamaged();
    return board;
  }
}
