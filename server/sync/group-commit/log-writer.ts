import type { LoggedUpdate } from "../../persistence/board-store";

/** Long enough to gather a drag into one commit, short enough that "saved" feels instant. */
const GROUP_COMMIT_MS = 12;
/** A database that is slow is asked less often: the next commit begins after twice what the last one took, at most this. */
const MAX_COMMIT_MS = 40;
/** Some 10 ms of an embedded database: whoever asks it something meanwhile waits no longer. */
const MAX_ROWS = 250;
const MAX_BYTES = 8 * 1024 * 1024;
/** What may wait for a database that stands still: minutes of fifty people who draw. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024;

interface LogWriterOptions<Sender> {
  append: (updates: LoggedUpdate[]) => Promise<void>;
  /** After a commit, once per sender in it: its messages up to this number are durable. */
  committed: (sender: Sender, number: number) => void;
  /** The log can take no more: what it did not confirm may or may not be stored. Called once. */
  failed: (error: unknown) => void;
}

interface Line<Sender> {
  /** Null for a message that changed nothing: it is durable once all before it is. */
  update: LoggedUpdate | null;
  sender: Sender | null;
  number: number;
}

/** One room's log: gathers what comes within a few milliseconds into one commit, one commit at a time. */
export class LogWriter<Sender> {
  readonly #options: LogWriterOptions<Sender>;
  #lines: Line<Sender>[] = [];
  #waitingBytes = 0;
  #timer: NodeJS.Timeout | null = null;
  #committing: Promise<void> | null = null;
  #lastCommit = 0;
  #window = GROUP_COMMIT_MS;
  #failure: { error: unknown } | null = null;

  constructor(options: LogWriterOptions<Sender>) {
    this.#options = options;
  }

  get isClean(): boolean {
    return this.#lines.length === 0 && this.#committing === null;
  }

  write(update: LoggedUpdate | null, sender: Sender | null, number: number): void {
    if (this.#failure) return;
    if (update === null && this.isClean) {
      if (sender !== null) this.#options.committed(sender, number);
      return;
    }
    this.#lines.push({ update, sender, number });
    this.#waitingBytes += update?.data.length ?? 0;
    if (this.#waitingBytes > MAX_WAITING_BYTES) this.#fail(new Error("the log is too far behind"));
    else if (!this.#committing) this.#schedule();
  }

  /** Resolves when all that was written before the call is durable, rejects when it may not be. */
  async flush(): Promise<void> {
    if (this.#failure) throw this.#failure.error;
    while (!this.isClean) {
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      await (this.#committing ?? this.#commit());
      if (this.#failure) throw (this.#failure as { error: unknown }).error;
    }
  }

  #schedule(): void {
    if (this.#timer || this.#lines.length === 0 || this.#failure) return;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      void this.#commit();
    }, this.#wait());
  }

  /** Until the next commit begins, in milliseconds. */
  #wait(): number {
    // There is nothing to gather for any more.
    if (this.#lines.length >= MAX_ROWS) return 0;
    const rest = this.#window - (performance.now() - this.#lastCommit);
    // After a quiet spell the first update waits the whole window: it is seldom alone.
    return rest > 0 ? rest : GROUP_COMMIT_MS;
  }

  /** Never rejects: a failure goes to `failed` and to everybody who flushes. */
  #commit(): Promise<void> {
    const lines = this.#take();
    this.#lastCommit = performance.now();
    this.#committing = this.#store(lines)
      .then(
        () => {
          const took = performance.now() - this.#lastCommit;
          this.#window = Math.min(Math.max(2 * took, GROUP_COMMIT_MS), MAX_COMMIT_MS);
          this.#confirm(lines);
        },
        (error: unknown) => this.#fail(error),
      )
      .finally(() => {
        this.#committing = null;
        this.#schedule();
      });
    return this.#committing;
  }

  #fail(error: unknown): void {
    if (this.#failure) return;
    this.#failure = { error };
    this.#lines = [];
    this.#options.failed(error);
  }

  #take(): Line<Sender>[] {
    let bytes = 0;
    let count = 0;
    for (const { update } of this.#lines) {
      const more = update?.data.length ?? 0;
      if (count > 0 && (count >= MAX_ROWS || bytes + more > MAX_BYTES)) break;
      bytes += more;
      count += 1;
    }
    this.#waitingBytes -= bytes;
    return this.#lines.splice(0, count);
  }

  async #store(lines: readonly Line<Sender>[]): Promise<void> {
    const updates = lines.flatMap((line) => line.update ?? []);
    if (updates.length > 0) await this.#options.append(updates);
  }

  #confirm(lines: readonly Line<Sender>[]): void {
    const highest = new Map<Sender, number>();
    for (const { sender, number } of lines) if (sender !== null) highest.set(sender, number);
    for (const [sender, number] of highest) this.#options.committed(sender, number);
  }
}
