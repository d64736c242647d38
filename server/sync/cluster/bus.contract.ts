// The rules of `docs/sync.md` that every bus keeps, run on each of them.
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { when } from "../testing-client";
import type { Bus } from "./bus";

export interface OpenedBuses {
  /** Two instances' ends of the same bus. */
  a: Bus;
  b: Bus;
  /** Breaks `b`'s line, and mends it. */
  cut: () => Promise<void>;
  mend: () => Promise<void>;
  close: () => Promise<void>;
}

/** A subscriber that remembers. */
export class Listener {
  readonly messages: Uint8Array[] = [];
  times = 0;
  readonly #wakes = new Set<() => void>();
  readonly heard = (message: Uint8Array): void => {
    this.messages.push(message.slice());
    for (const wake of this.#wakes) wake();
  };
  readonly listening = (): void => {
    this.times += 1;
    for (const wake of this.#wakes) wake();
  };
  until(holds: () => boolean): Promise<void> {
    return when((look) => {
      this.#wakes.add(look);
      return () => this.#wakes.delete(look);
    }, holds);
  }
}

export function describeBus(name: string, open: () => Promise<OpenedBuses>): void {
  describe(`bus: ${name}`, () => {
    let opened: OpenedBuses;
    const channel = `board-${crypto.randomUUID()}`;
    const connected = (bus: Bus, wanted: boolean) =>
      when(
        (look) => {
          bus.onConnection(look);
          return () => {};
        },
        () => bus.isConnected === wanted,
      );

    beforeEach(async () => {
      opened = await open();
      await Promise.all([connected(opened.a, true), connected(opened.b, true)]);
    });
    afterEach(() => opened.close());

    async function listen(bus: Bus, on = channel): Promise<Listener & { stop: () => void }> {
      const listener = new Listener();
      const stop = bus.subscribe(on, listener);
      await listener.until(() => listener.times === 1);
      return Object.assign(listener, { stop });
    }

    test("[SY100] a message reaches everybody on its channel, its own instance too, as it was, and nobody else", async () => {
      const [own, other, second, elsewhere] = await Promise.all([
        listen(opened.a),
        listen(opened.b),
        listen(opened.b),
        listen(opened.b, `${channel}-2`),
      ]);
      const every = Uint8Array.from({ length: 256 }, (_, value) => value);
      const large = new Uint8Array(300_000).map((_, at) => at % 251);
      const buffer = Uint8Array.from([9, 9, 1, 2, 9]);
      for (const message of [every, new Uint8Array(), large, buffer.subarray(2, 4)]) {
        opened.a.publish(channel, message);
      }
      opened.a.publish(`${channel}-2`, Uint8Array.of(7));
      for (const listener of [own, other, second]) {
        await listener.until(() => listener.messages.length === 4);
        expect(listener.messages[0]).toEqual(every);
        expect(listener.messages[1]).toEqual(new Uint8Array());
        expect(Buffer.compare(listener.messages[2] as Uint8Array, large)).toBe(0);
        expect(listener.messages[3]).toEqual(Uint8Array.of(1, 2));
      }
      await elsewhere.until(() => elsewhere.messages.length === 1);
      expect(elsewhere.messages).toEqual([Uint8Array.of(7)]);
    });

    test("[SY101] what is published once the subscriber is told that it listens reaches it; after the end nothing does", async () => {
      const listener = await listen(opened.b);
      const witness = await listen(opened.b);
      opened.a.publish(channel, Uint8Array.of(1));
      await listener.until(() => listener.messages.length === 1);
      listener.stop();
      opened.a.publish(channel, Uint8Array.of(2));
      await witness.until(() => witness.messages.length === 2);
      expect(listener.messages).toEqual([Uint8Array.of(1)]);
      witness.stop();
      // The last one off a channel and the next one on it do not get in each other's way.
      const again = await listen(opened.b);
      opened.a.publish(channel, Uint8Array.of(3));
      await again.until(() => again.messages.length === 1);
      expect(again.messages).toEqual([Uint8Array.of(3)]);
      expect(witness.messages).toHaveLength(2);
    });

    test("[SY102] a broken line is told, and when it is whole each subscriber is told that it listens again", async () => {
      const listener = await listen(opened.b);
      const states: boolean[] = [];
      opened.b.onConnection((state) => states.push(state));
      await opened.cut();
      await connected(opened.b, false);
      const late = new Listener();
      opened.b.subscribe(`${channel}-late`, late);
      await opened.mend();
      await connected(opened.b, true);
      await listener.until(() => listener.times === 2);
      await late.until(() => late.times === 1);
      expect(states).toEqual([false, true]);
      const other = await listen(opened.a);
      await Promise.all([connected(opened.a, true), other.until(() => other.times >= 1)]);
      opened.a.publish(channel, Uint8Array.of(1));
      await listener.until(() => listener.messages.length === 1);
    });

    test("[SY103] publishing and subscribing without a line neither throw nor wait, and nothing is sent later", async () => {
      const listener = await listen(opened.b);
      await opened.cut();
      await connected(opened.b, false);
      opened.b.publish(channel, Uint8Array.of(1));
      opened.b.subscribe(`${channel}-gone`, new Listener())();
      await opened.mend();
      await listener.until(() => listener.times === 2);
      await connected(opened.b, true);
      opened.b.publish(channel, Uint8Array.of(2));
      await listener.until(() => listener.messages.length > 0);
      expect(listener.messages).toEqual([Uint8Array.of(2)]);
    });
  });
}
