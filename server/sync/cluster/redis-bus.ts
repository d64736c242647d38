import { Redis } from "ioredis";
import type { Logger } from "pino";
import type { Bus, Subscriber } from "./bus";
import { Subscriptions } from "./subscriptions";

/** A Redis that restarts is back within a second or two: trying often costs nothing. */
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 1_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** What ioredis calls a connection on which commands are answered. */
const READY = "ready";

/**
 * Redis pub/sub: it keeps nothing, so it may be emptied or restarted at any time. Two connections, because one
 * that is subscribed takes no other commands. ioredis must neither queue nor resend: what is late is asked for
 * again, and a queue would grow for as long as Redis is away.
 */
export class RedisBus implements Bus {
  readonly #publisher: Redis;
  readonly #subscriber: Redis;
  readonly #subscriptions = new Subscriptions();
  readonly #log: Logger;
  #changed: ((connected: boolean) => void)[] = [];
  #connected = false;
  #complained = false;

  constructor(url: string, log: Logger) {
    this.#log = log;
    this.#publisher = this.#connect(url, true);
    this.#subscriber = this.#connect(url, false);
    this.#subscriber.on("messageBuffer", (channel: Buffer, message: Buffer) => {
      for (const subscriber of this.#subscriptions.on(channel.toString())) subscriber.heard(bytesOf(message));
    });
    this.#subscriber.on(READY, () => this.#subscribe(this.#subscriptions.channels));
  }

  get isConnected(): boolean {
    return this.#connected;
  }

  onConnection(changed: (connected: boolean) => void): void {
    this.#changed.push(changed);
  }

  publish(channel: string, message: Uint8Array): void {
    if (!this.#connected) return;
    const { buffer, byteOffset, byteLength } = message;
    // Lost with the connection, which is told: whoever listens asks again then.
    this.#publisher.publish(channel, Buffer.from(buffer, byteOffset, byteLength)).catch(() => {});
  }

  subscribe(channel: string, subscriber: Subscriber): () => void {
    this.#subscriptions.add(channel, subscriber);
    if (this.#subscriber.status === READY) this.#subscribe([channel], subscriber);
    return () => {
      if (!this.#subscriptions.remove(channel, subscriber) || this.#subscriber.status !== READY) return;
      // A line that breaks just now takes its subscriptions with it.
      this.#subscriber.unsubscribe(channel).catch(() => {});
    };
  }

  async close(): Promise<void> {
    this.#changed = [];
    this.#publisher.disconnect();
    this.#subscriber.disconnect();
  }

  #connect(url: string, pipelines: boolean): Redis {
    const redis = new Redis(url, {
      protocol: 2,
      enableOfflineQueue: false,
      autoResubscribe: false,
      autoResendUnfulfilledCommands: false,
      enableAutoPipelining: pipelines,
      connectTimeout: CONNECT_TIMEOUT_MS,
      retryStrategy: (times) => Math.min(FIRST_RETRY_MS * times, LAST_RETRY_MS),
    });
    redis.on(READY, () => this.#look());
    redis.on("close", () => this.#look());
    redis.on("error", (error: Error) => this.#complain(error));
    return redis;
  }

  #subscribe(channels: string[], only?: Subscriber): void {
    if (channels.length === 0) return;
    this.#subscriber.subscribe(...channels).then(
      () => {
        for (const channel of channels) {
          for (const subscriber of only ? [only] : this.#subscriptions.on(channel)) {
            if (this.#subscriptions.has(channel, subscriber)) subscriber.listening();
          }
        }
      },
      // The line broke: all are subscribed again once it is back.
      () => {},
    );
  }

  #look(): void {
    const connected = this.#publisher.status === READY && this.#subscriber.status === READY;
    if (connected === this.#connected) return;
    this.#connected = connected;
    if (connected) this.#complained = false;
    for (const changed of this.#changed) changed(connected);
  }

  /** Once per outage: errors come with every try. */
  #complain(error: Error): void {
    if (this.#complained) return;
    this.#complained = true;
    const cause = error.message || (error as NodeJS.ErrnoException).code;
    this.#log.warn({ error: cause }, "Redis cannot be reached");
  }
}

const bytesOf = (buffer: Buffer): Uint8Array =>
  new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
