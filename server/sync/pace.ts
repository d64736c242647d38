/**
 * When work that is gathered should be done next: at once while it is cheap, and under load so seldom that it takes
 * at most one part in `duty` of a core.
 */
export class Pace {
  readonly #duty: number;
  readonly #least: number;
  readonly #most: number;
  #last = 0;
  /** Milliseconds, of late. */
  #cost = 0;
  #since = 0;

  /** `least` and `most`: bounds on the time from one round to the next, in milliseconds. */
  constructor(options: { duty: number; least?: number; most: number }) {
    this.#duty = options.duty;
    this.#least = options.least ?? 0;
    this.#most = options.most;
  }

  /** How long the next round should still wait, in milliseconds; less than 0 when it is due. */
  get wait(): number {
    const window = Math.min(this.#most, Math.max(this.#least, this.#cost * this.#duty));
    return this.#last + window - performance.now();
  }

  /** Time that belongs to the rounds without being in one, in milliseconds. */
  spent(ms: number): void {
    this.#since += ms;
  }

  /** One round. */
  run(work: () => void): void {
    const started = performance.now();
    work();
    this.#last = performance.now();
    this.#cost = this.#cost * 0.7 + (this.#last - started + this.#since) * 0.3;
    this.#since = 0;
  }
}
