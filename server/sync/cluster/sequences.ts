/**
 * What was heard of each sender's numbered messages. A counted message carries the next number; one that is not
 * counted (a pulse, a question) carries the number of the last one before it, and so tells of a lost last one.
 */
export class Sequences {
  readonly #heard = new Map<string, { number: number; at: number }>();

  /**
   * `missed`: something of theirs is lost, or still under way. So it is with the first that is heard of somebody,
   * unless it is the first that they said.
   */
  note(sender: string, number: number, counted: boolean, now: number): { isNew: boolean; missed: boolean } {
    const known = this.#heard.get(sender);
    const last = known?.number ?? 0;
    this.#heard.set(sender, { number: Math.max(number, last), at: now });
    return { isNew: !known, missed: number > last + (counted ? 1 : 0) };
  }

  get isAlone(): boolean {
    return this.#heard.size === 0;
  }

  hasSilent(since: number): boolean {
    return [...this.#heard.values()].some(({ at }) => at < since);
  }

  forget(sender: string): void {
    this.#heard.delete(sender);
  }

  /** Forgets those of whom nothing was heard since, and names them. */
  dropSilent(since: number): string[] {
    const silent = [...this.#heard].filter(([, { at }]) => at < since).map(([sender]) => sender);
    for (const sender of silent) this.forget(sender);
    return silent;
  }
}
