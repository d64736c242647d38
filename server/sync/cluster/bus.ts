/** Who listens on a channel. */
export interface Subscriber {
  heard(message: Uint8Array): void;
  /** Subscribed: at first, and again whenever messages may have been missed because the line was down. */
  listening(): void;
}

/**
 * Carries messages between the instances of one installation. Nothing is promised: a message may be lost, come
 * twice, late or in another order. Whoever uses it must notice by itself (`sequences.ts`) and has the log to
 * fall back on. The rules that adapters keep are SY100–SY103 in `docs/sync.md`, proven by `bus.contract.ts`.
 */
export interface Bus {
  /** False while the line is known to be down. One that merely swallows everything still counts as connected. */
  readonly isConnected: boolean;
  onConnection(changed: (connected: boolean) => void): void;
  /** To everybody on the channel, also on this instance. Dropped while the line is down. */
  publish(channel: string, message: Uint8Array): void;
  /** Until the answer is called. */
  subscribe(channel: string, subscriber: Subscriber): () => void;
  close(): Promise<void>;
}
