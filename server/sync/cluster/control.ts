// What all instances must hear, whichever boards they have loaded: board events, changed access, ended sessions.
import type { Logger } from "pino";
import type { BoardEvent } from "../../../lib/sync/protocol";
import type { Bus } from "./bus";
import { type ControlMessage, decodeControlMessage, encodeControlMessage, isCounted } from "./messages";
import { Sequences } from "./sequences";

const CHANNEL = "plateau:control";
/** Who was silent for so long without a word of goodbye has died; until then they may only be cut off. */
const DEAD_MS = 5 * 60_000;

export interface ControlListener {
  event(boardId: string, event: BoardEvent): void;
  access(boardId: string, userId: string): void;
  session(sessionId: string): void;
  /** A change of rights may have been missed. */
  judgeEverybody(): void;
  /** A board event may have been missed. */
  refreshEverybody(): void;
}

interface ControlOptions {
  bus: Bus;
  /** Hexadecimal. */
  instance: string;
  log: Logger;
  now: () => number;
  listener: ControlListener;
  /** Our own pulse came back. */
  ownPulse: () => void;
}

export class Control {
  readonly #options: ControlOptions;
  readonly #sequences = new Sequences();
  readonly #unsubscribe: () => void;
  #number = 0;

  constructor(options: ControlOptions) {
    this.#options = options;
    this.#unsubscribe = options.bus.subscribe(CHANNEL, {
      heard: (bytes) => this.#heard(bytes),
      // The pulse that comes back says that the line is whole again, in both directions.
      listening: () => this.pulse(),
    });
  }

  /** Numbered even while nobody can hear it: whoever misses it sees the gap. */
  tell(message: Exclude<ControlMessage, { kind: "pulse" | "bye" }>): void {
    this.#number += 1;
    this.#publish(message);
  }

  pulse(): void {
    this.#sequences.dropSilent(this.#options.now() - DEAD_MS);
    this.#publish({ kind: "pulse" });
  }

  /** Somebody who should be there has said nothing since. */
  hasSilent(since: number): boolean {
    return this.#sequences.hasSilent(since);
  }

  close(): void {
    this.#publish({ kind: "bye" });
    this.#unsubscribe();
  }

  #publish(message: ControlMessage): void {
    const { bus, instance } = this.#options;
    bus.publish(CHANNEL, encodeControlMessage({ sender: instance, number: this.#number, message }));
  }

  #heard(bytes: Uint8Array): void {
    const { instance, listener, log, now, ownPulse } = this.#options;
    const envelope = decodeControlMessage(bytes);
    if (!envelope) {
      log.warn({ bytes: bytes.length }, "a message of another instance cannot be read");
      return this.#missed();
    }
    const { sender, number, message } = envelope;
    if (sender === instance) {
      if (message.kind === "pulse") ownPulse();
      return;
    }
    if (this.#sequences.note(sender, number, isCounted(message), now()).missed) this.#missed();
    switch (message.kind) {
      case "pulse":
        return;
      case "bye":
        return this.#sequences.forget(sender);
      case "event":
        return listener.event(message.boardId, message.event);
      case "access":
        return listener.access(message.boardId, message.userId);
      case "session":
        return listener.session(message.sessionId);
    }
  }

  #missed(): void {
    this.#options.listener.judgeEverybody();
    this.#options.listener.refreshEverybody();
  }
}
