import type { Logger } from "pino";
import type { BoardStore } from "./board-store";
import { type CompactionJob, type CompactionOutcome, runCompaction } from "./compaction-job";
import { CompactionThread } from "./compaction-thread";

/** How many rows may follow a board's newest snapshot. */
export interface CompactionLimits {
  /** When somebody opens it: what everybody who comes later would replay again. */
  opened: number;
  /** While people work on it. */
  active: number;
  /** When everybody has left. */
  closed: number;
  /** While people work: the least time since the board was opened or compacted last, in milliseconds. */
  rest: number;
}

/**
 * While people work, compactions take at most one part in this many of the time: a log that grows by thousands of
 * rows a second would else be compacted all the time, by a thread that competes with the one that serves.
 */
const DUTY = 20;
const LEAST_REST_MS = 30_000;
/** 5,000 small edits replay in some 50 ms; a snapshot of a large board is a megabyte or two to write. */
const LIMITS: CompactionLimits = { opened: 500, active: 5_000, closed: 100, rest: LEAST_REST_MS };
/** What is replayed and verified within some 10 ms needs no thread. */
const SMALL_BYTES = 64 * 1024;

/**
 * Puts snapshots in the place of long logs, one board at a time, behind everybody's back: no room waits for it,
 * and when it fails the log is as it was.
 */
export class Compactor {
  readonly #store: Pick<BoardStore, "compact">;
  readonly #log: Logger;
  readonly #isWritable: () => boolean;
  readonly #limits: CompactionLimits;
  readonly #thread = new CompactionThread();
  /** Rows since the newest snapshot, and when that was asked for, of boards that are open here. */
  readonly #open = new Map<string, { rows: number; since: number }>();
  readonly #waiting = new Set<string>();
  #running: Promise<void> | null = null;
  /** Not before this, of any board that people work on. */
  #restsUntil = 0;
  #stopped = false;

  constructor(options: {
    store: Pick<BoardStore, "compact">;
    log: Logger;
    isWritable: () => boolean;
    limits?: Partial<CompactionLimits>;
  }) {
    this.#store = options.store;
    this.#log = options.log;
    this.#isWritable = options.isWritable;
    this.#limits = { ...LIMITS, ...options.limits };
  }

  opened(boardId: string, rows: number, urgent: boolean): void {
    this.#open.set(boardId, { rows, since: performance.now() });
    if (urgent || rows >= this.#limits.opened) this.#request(boardId);
  }

  grew(boardId: string, rows: number): void {
    const board = this.#open.get(boardId);
    if (!board) return;
    board.rows += rows;
    const now = performance.now();
    const hasRested = now >= Math.max(board.since + this.#limits.rest, this.#restsUntil);
    if (board.rows >= this.#limits.active && hasRested) this.#request(boardId);
  }

  /** Everybody has left, and may come back. */
  left(boardId: string): void {
    const rows = this.#open.get(boardId)?.rows ?? 0;
    if (rows >= this.#limits.closed) this.#request(boardId);
  }

  closed(boardId: string): void {
    this.left(boardId);
    this.#open.delete(boardId);
  }

  /** Nothing is under way or waiting. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  /** What is being replayed is dropped; what is being committed is not. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#waiting.clear();
    await this.#thread.stop();
    await this.settled();
  }

  #request(boardId: string): void {
    if (this.#stopped) return;
    // After a failure too: the next attempt comes when as many rows have come again.
    if (this.#open.has(boardId)) this.#open.set(boardId, { rows: 0, since: performance.now() });
    this.#waiting.add(boardId);
    this.#running ??= this.#work().finally(() => {
      this.#running = null;
    });
  }

  async #work(): Promise<void> {
    for (const boardId of this.#waiting) {
      this.#waiting.delete(boardId);
      // A snapshot is as large as the board: not while the disk is nearly full.
      if (this.#isWritable()) await this.#compact(boardId);
    }
  }

  async #compact(boardId: string): Promise<void> {
    const since = performance.now();
    try {
      const done = await this.#store.compact(boardId, (job) => this.#run(job));
      const ms = Math.round(performance.now() - since);
      this.#restsUntil = performance.now() + ms * DUTY;
      const detail = { boardId, ...done, ms };
      if (done.ok || done.reason === "superseded") this.#log.info(detail, "log compacted");
      else this.#log.error(detail, "the log was not compacted: nothing of it was deleted");
    } catch (error) {
      if (this.#stopped) return;
      this.#log.error({ boardId, err: error }, "the log was not compacted: nothing of it was deleted");
    }
  }

  #run(job: CompactionJob): Promise<CompactionOutcome> {
    const bytes = job.segment.length + (job.state?.length ?? 0);
    return bytes <= SMALL_BYTES ? runCompaction(job) : this.#thread.run(job);
  }
}
