/**
 * What of our own edits the server has made durable. Pure bookkeeping, no sockets: every local edit has a
 * number; every counted message that leaves covers all edits made before it; `saved n` says that the first n
 * counted messages of this connection are committed.
 */
export class SaveLedger {
  #edits = 0;
  #committed = 0;
  /** For each counted message of the present connection: the number of the last edit in it. */
  #covered: number[] = [];
  #acknowledged = 0;

  edited(): void {
    this.#edits += 1;
  }

  /** A new connection counts from zero; what the old one had not acknowledged is ours to send again. */
  connectionStarted(): void {
    this.#covered = [];
    this.#acknowledged = 0;
  }

  sent(): void {
    this.#covered.push(this.#edits);
  }

  saved(upTo: number): void {
    if (upTo <= this.#acknowledged || upTo > this.#covered.length) return;
    this.#acknowledged = upTo;
    this.#committed = Math.max(this.#committed, this.#covered[upTo - 1] ?? 0);
  }

  /**
   * The server asked for what it lacks and lacks nothing: everything of ours had arrived before, on an earlier
   * connection or in the messages of this one, the last of which may still be on its way to the disk.
   */
  nothingMissing(): void {
    if (this.#acknowledged === this.#covered.length) this.#committed = this.#edits;
    else this.#covered[this.#covered.length - 1] = this.#edits;
  }

  /** The number of the last edit, and of the last that is known to be durable. */
  get edits(): number {
    return this.#edits;
  }
  get committed(): number {
    return this.#committed;
  }

  /** Local edits that are not known to be durable. */
  get unsaved(): number {
    return this.#edits - this.#committed;
  }
}
