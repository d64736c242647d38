/**
 * Looks many keys up with one query. What is asked for while a query is under way goes into the next one: nobody is
 * answered by a query that began before they asked, and fifty people who come at once cost two or three queries
 * instead of fifty.
 */
export class Gathered<Value> {
  readonly #load: (keys: string[]) => Promise<ReadonlyMap<string, Value>>;
  #waiting = new Map<string, PromiseWithResolvers<Value | undefined>>();
  #running = false;

  /** `load` answers what it finds; a key without an answer is undefined. */
  constructor(load: (keys: string[]) => Promise<ReadonlyMap<string, Value>>) {
    this.#load = load;
  }

  /** Rejects with what the query rejects with, like everybody else in it. */
  get(key: string): Promise<Value | undefined> {
    const waiting = this.#waiting.get(key) ?? withResolvers<Value | undefined>();
    this.#waiting.set(key, waiting);
    if (!this.#running) {
      this.#running = true;
      // Whoever else has come in on the same turn of the event loop is in.
      setImmediate(() => void this.#run());
    }
    return waiting.promise;
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) {
      const batch = this.#waiting;
      this.#waiting = new Map();
      try {
        const found = await this.#load([...batch.keys()]);
        for (const [key, { resolve }] of batch) resolve(found.get(key));
      } catch (error) {
        for (const { reject } of batch.values()) reject(error);
      }
    }
    this.#running = false;
  }
}

interface PromiseWithResolvers<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

/** `Promise.withResolvers` is not in Node 20. */
function withResolvers<T>(): PromiseWithResolvers<T> {
  let resolve!: (value: T) => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}
