/** What one client wrote, how far it got, and what may therefore be found after a fault. */

/** Values by key, as found; a key that is not there was never written, or deleted. */
export type Found = ReadonlyMap<string, unknown>;

interface Write {
  at: number;
  /** All of them in one step, or none; undefined = deleted. */
  entries: Entries;
  /** `made`: never left the client. `sent`: may have been stored. `acknowledged`: is stored. */
  state: "made" | "sent" | "acknowledged";
}

type Entries = readonly (readonly [key: string, value: unknown])[];

/** The key had no value yet. */
const BEFORE = -1;

/**
 * One client's writes, in order, to keys that nobody else writes. For each key the last acknowledged write
 * stands, or a later one that was sent; a write shows with all its keys or not at all.
 */
export class History {
  readonly name: string;
  readonly #writes: Write[] = [];
  #acknowledged = 0;
  readonly #byKey = new Map<string, { write: Write; json: string | undefined }[]>();

  constructor(name: string) {
    this.name = name;
  }

  get length(): number {
    return this.#writes.length;
  }
  /** How many are stored. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  write(entries: Entries): void {
    const write: Write = { at: this.#writes.length, entries, state: "made" };
    this.#writes.push(write);
    for (const [key, value] of entries) {
      const ofKey = this.#byKey.get(key) ?? [];
      this.#byKey.set(key, ofKey);
      ofKey.push({ write, json: JSON.stringify(value) });
    }
  }

  /** The writes from number `from` to before `end` have left the client. */
  sent(from: number, end: number): void {
    this.#reach("sent", from, end);
  }

  /** They are stored. */
  acknowledge(from: number, end: number): void {
    this.#reach("acknowledged", from, end);
  }

  #reach(state: "sent" | "acknowledged", from: number, end: number): void {
    for (let at = from; at < end; at++) {
      const write = this.#writes[at];
      if (!write || write.state === "acknowledged" || write.state === state) continue;
      write.state = state;
      if (state === "acknowledged") this.#acknowledged += 1;
    }
  }

  get keys(): IterableIterator<string> {
    return this.#byKey.keys();
  }

  /** What is wrong with what was found; nothing when all is well. */
  violations(found: Found): string[] {
    const wrong: string[] = [];
    for (const key of this.keys) {
      const matching = this.#matching(key, found);
      const allowed = this.#allowed(key);
      const standing = matching.filter((at) => allowed.includes(at));
      if (standing.length === 0) {
        wrong.push(
          `${this.name}: ${key} is ${JSON.stringify(found.get(key))} (writes ${matching}), allowed are writes ${allowed}`,
        );
        continue;
      }
      // A value that is there tells which write it is of; what that one wrote elsewhere must be there too.
      const at = Math.min(...standing);
      if (!found.has(key) || at === BEFORE) continue;
      for (const [other] of this.#writes[at]?.entries ?? []) {
        if (!this.#matching(other, found).some((number) => number >= at)) {
          wrong.push(`${this.name}: write ${at} is there with ${key} but without ${other}`);
        }
      }
    }
    return wrong;
  }

  #matching(key: string, found: Found): number[] {
    const wanted = JSON.stringify(found.get(key));
    const writes = (this.#byKey.get(key) ?? []).filter(({ json }) => json === wanted);
    return [...(found.has(key) ? [] : [BEFORE]), ...writes.map(({ write }) => write.at)];
  }

  #allowed(key: string): number[] {
    const writes = (this.#byKey.get(key) ?? []).map(({ write }) => write);
    const last = writes.findLast(({ state }) => state === "acknowledged")?.at ?? BEFORE;
    const later = writes.filter(({ at, state }) => at > last && state !== "made");
    return [last, ...later.map(({ at }) => at)];
  }
}
