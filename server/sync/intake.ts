/**
 * What one connection has sent, and how much of it is safe to call saved. Messages are numbered from 1 as they
 * come in. One that could not be applied is not lost: the client is asked for what the server lacks (sync step
 * 1), and its answer (sync step 2) holds it too; until that answer is committed nothing from the lost message
 * on counts as saved.
 */
export class Intake {
  #received = 0;
  #acknowledged = 0;
  /** The first message that was not applied, and the answer that makes up for it once it is here. */
  #gap: { from: number; until: number | null } | null = null;
  /** A step 1 of ours is under way. Every connection begins with one. */
  #asked = true;
  /** Nothing could be stored: to be asked again when something can. */
  #parked = false;

  get isParked(): boolean {
    return this.#parked;
  }
  get isAsked(): boolean {
    return this.#asked;
  }

  /** A message came; the answer is its number. Without content it has none of its own. */
  receive(isAnswer: boolean, hasContent: boolean): number {
    if (hasContent) this.#received += 1;
    if (isAnswer) {
      this.#asked = false;
      if (this.#gap) this.#gap.until = this.#received;
    }
    return this.#received;
  }

  /** Message `number` was not applied. True when the client should be asked for what is missing. */
  lose(number: number): boolean {
    this.#gap = { from: Math.min(number, this.#gap?.from ?? number), until: null };
    return !this.#asked && !this.#parked;
  }

  /** As `lose`, because nothing can be stored now. True the first time. */
  park(number: number): boolean {
    this.lose(number);
    const first = !this.#parked;
    this.#parked = true;
    return first;
  }

  ask(): void {
    this.#asked = true;
    this.#parked = false;
  }

  /** Messages up to `number` are committed. The new count of saved messages, or null when it stays. */
  commit(number: number): number | null {
    if (this.#gap?.until !== null && this.#gap && number >= this.#gap.until) this.#gap = null;
    const saved = this.#gap ? Math.min(number, this.#gap.from - 1) : number;
    if (saved <= this.#acknowledged) return null;
    this.#acknowledged = saved;
    return saved;
  }
}
