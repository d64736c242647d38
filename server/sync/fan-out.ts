import * as Y from "yjs";
import { SYNC, syncFrame } from "./frames";
import { Pace } from "./pace";

interface Receiver {
  send(frame: Uint8Array): void;
}

/** No edit waits longer than this for others under load. */
const MAX_WINDOW_MS = 33;
/** Fan-out of one room takes at most one part in this many of a core. */
const DUTY = 8;

/**
 * Relays accepted updates. An update that comes alone leaves at once; under load the next relay waits a small
 * multiple of what the last one cost, so that a busy room merges and sends less often instead of falling behind.
 */
export class FanOut<R extends Receiver> {
  readonly #receivers: () => Iterable<R>;
  #updates: Uint8Array[] = [];
  #senders = new Set<R | null>();
  #scheduled = false;
  readonly #pace = new Pace({ duty: DUTY, most: MAX_WINDOW_MS });

  constructor(receivers: () => Iterable<R>) {
    this.#receivers = receivers;
  }

  add(update: Uint8Array, sender: R | null): void {
    this.#updates.push(update);
    this.#senders.add(sender);
    if (this.#scheduled) return;
    const { wait } = this.#pace;
    if (wait <= 0.5) return this.#relay();
    this.#scheduled = true;
    setTimeout(this.#relay, wait);
  }

  readonly #relay = (): void => this.#pace.run(() => this.#send());

  #send(): void {
    const updates = this.#updates;
    const senders = this.#senders;
    this.#updates = [];
    this.#senders = new Set();
    this.#scheduled = false;
    const [first] = updates;
    if (!first) return;
    // One buffer for all; the bytes that came in when there is only one.
    const frame = syncFrame(SYNC.update, updates.length === 1 ? first : Y.mergeUpdates(updates));
    const only = senders.size === 1 ? senders.values().next().value : null;
    for (const receiver of this.#receivers()) if (receiver !== only) receiver.send(frame);
  }
}
