// A bus in one process, as good or as bad as a test wants it.
import type { Bus, Subscriber } from "./bus";
import { Subscriptions } from "./subscriptions";

/** What happens to each delivery. All zero: everything arrives once, in order, soon. */
export interface Faults {
  /** Shares between 0 and 1. */
  drop: number;
  duplicate: number;
  /** Up to this much later, and no longer in order. */
  delayMs: number;
}

const NO_FAULTS: Faults = { drop: 0, duplicate: 0, delayMs: 0 };

/** What buses of this process hang on: the place of Redis. */
export class MemoryNetwork {
  readonly #random: () => number;
  readonly #buses = new Set<MemoryBus>();
  faults: Faults = NO_FAULTS;
  /** Everything that is published, before anything happens to it. */
  tap: (channel: string, message: Uint8Array) => void = () => {};

  constructor(random: () => number = () => 0) {
    this.#random = random;
  }

  connect(): MemoryBus {
    const bus = new MemoryBus(this);
    this.#buses.add(bus);
    return bus;
  }

  leave(bus: MemoryBus): void {
    this.#buses.delete(bus);
  }

  carry(channel: string, message: Uint8Array): void {
    this.tap(channel, message);
    for (const bus of this.#buses) {
      const copies = this.#happens(this.faults.duplicate) ? 2 : 1;
      for (let copy = 0; copy < copies; copy++) {
        if (this.#happens(this.faults.drop)) continue;
        const delay = this.faults.delayMs === 0 ? 0 : this.#random() * this.faults.delayMs;
        // A copy: on a real line nobody shares the publisher's buffer.
        const bytes = message.slice();
        if (delay < 1) setImmediate(() => bus.deliver(channel, bytes));
        else setTimeout(() => bus.deliver(channel, bytes), delay);
      }
    }
  }

  #happens(share: number): boolean {
    return share > 0 && this.#random() < share;
  }
}

export class MemoryBus implements Bus {
  readonly #network: MemoryNetwork;
  readonly #subscriptions = new Subscriptions();
  #changed: ((connected: boolean) => void)[] = [];
  #line: "up" | "cut" | "silent" = "up";

  constructor(network: MemoryNetwork) {
    this.#network = network;
  }

  get isConnected(): boolean {
    return this.#line !== "cut";
  }

  /** `cut` is told to whoever uses the bus, `silent` swallows everything without a word. */
  setLine(line: "up" | "cut" | "silent"): void {
    const before = this.isConnected;
    this.#line = line;
    if (before === this.isConnected) return;
    for (const changed of this.#changed) changed(this.isConnected);
    if (!this.isConnected) return;
    for (const channel of this.#subscriptions.channels) {
      for (const subscriber of this.#subscriptions.on(channel)) this.#announce(channel, subscriber);
    }
  }

  onConnection(changed: (connected: boolean) => void): void {
    this.#changed.push(changed);
  }

  publish(channel: string, message: Uint8Array): void {
    if (this.#line === "up") this.#network.carry(channel, message);
  }

  subscribe(channel: string, subscriber: Subscriber): () => void {
    this.#subscriptions.add(channel, subscriber);
    if (this.isConnected) this.#announce(channel, subscriber);
    return () => void this.#subscriptions.remove(channel, subscriber);
  }

  /** From the network. */
  deliver(channel: string, message: Uint8Array): void {
    if (this.#line !== "up") return;
    for (const subscriber of this.#subscriptions.on(channel)) subscriber.heard(message);
  }

  async close(): Promise<void> {
    this.#changed = [];
    this.#line = "cut";
    this.#network.leave(this);
  }

  #announce(channel: string, subscriber: Subscriber): void {
    setImmediate(() => {
      if (this.isConnected && this.#subscriptions.has(channel, subscriber)) subscriber.listening();
    });
  }
}
