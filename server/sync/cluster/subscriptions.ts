import type { Subscriber } from "./bus";

/** Who listens where, for an adapter: a channel is subscribed once, however many listen on it. */
export class Subscriptions {
  readonly #channels = new Map<string, Set<Subscriber>>();

  get channels(): string[] {
    return [...this.#channels.keys()];
  }

  has(channel: string, subscriber: Subscriber): boolean {
    return this.#channels.get(channel)?.has(subscriber) ?? false;
  }

  add(channel: string, subscriber: Subscriber): void {
    const there = this.#channels.get(channel);
    if (there) there.add(subscriber);
    else this.#channels.set(channel, new Set([subscriber]));
  }

  /** True when nobody is left on the channel. */
  remove(channel: string, subscriber: Subscriber): boolean {
    const there = this.#channels.get(channel);
    if (!there?.delete(subscriber) || there.size > 0) return false;
    return this.#channels.delete(channel);
  }

  on(channel: string): Subscriber[] {
    return [...(this.#channels.get(channel) ?? [])];
  }
}
