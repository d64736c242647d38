// One socket of one member on one board: what it may send, and what it is told.
import type { Duplex } from "node:stream";
import * as decoding from "lib0/decoding";
import type { Logger } from "pino";
import type { RawData, WebSocket } from "ws";
import { type Access, type BoardAction, can } from "../../lib/access/can";
import type { SignedInUser } from "../../lib/auth/signed-in-user";
import { type ErrorCode, closeCode } from "../../lib/errors";
import { CLOSE, MESSAGE, type PresenceIdentity } from "../../lib/sync/protocol";
import type { Peer } from "./awareness";
import { KEEP_ALIVE, noticeFrame, savedFrame, wholeFrame } from "./frames";
import { TokenBucket } from "./token-bucket";

/** Moving pointers are dropped for a socket that has this much to read already. */
const AWARENESS_LIMIT = 64 * 1024;
/** A socket that reads nothing is let go before it eats the server's memory. */
const BACKLOG_LIMIT = 8 * 1024 * 1024;
/** What may wait while the room loads or rights are read again. */
const HELD_LIMIT = 4 * 1024 * 1024;
/** Far above what a hand or an unmodified y-websocket client with its echoes can send. */
const FRAMES_PER_SECOND = 200;
const FRAME_BURST = 2_000;
const BYTES_PER_SECOND = 1024 * 1024;
const BYTE_BURST = 32 * 1024 * 1024;

/** What the socket's address asked for. */
export interface Wishes {
  /** `?ack=1`: our own messages are understood. */
  ack: boolean;
  /** `?events=1`: board events only. */
  events: boolean;
  /** `?epoch=n`: which life of the document the client has, 0 for none yet; null when it knows no epochs. */
  epoch: number | null;
}

export interface Standing {
  access: Access;
  roleId: string | null;
}

/** Takes a document connection's frames. Throws when they cannot be read. */
type FrameHandler = (type: number, decoder: decoding.Decoder) => void;

export class Connection implements Peer {
  readonly boardId: string;
  readonly wishes: Wishes;
  readonly #socket: WebSocket;
  readonly #line: Duplex;
  readonly #log: Logger;
  readonly #frames: TokenBucket;
  readonly #bytes: TokenBucket;
  readonly #now: () => number;
  #user: SignedInUser;
  #standing: Standing;
  #handler: FrameHandler | null = null;
  /** Reasons to wait: the room loads, rights are being read again. The first ends with the first `release`. */
  #holds = 1;
  #held: Uint8Array[] = [];
  #heldBytes = 0;
  #lastSent: number;
  #answersPings = true;

  constructor(options: {
    socket: WebSocket;
    /** What `socket` writes to. */
    line: Duplex;
    boardId: string;
    user: SignedInUser;
    standing: Standing;
    wishes: Wishes;
    log: Logger;
    now: () => number;
  }) {
    this.#socket = options.socket;
    this.#line = options.line;
    this.boardId = options.boardId;
    this.wishes = options.wishes;
    this.#user = options.user;
    this.#standing = options.standing;
    this.#log = options.log;
    this.#now = options.now;
    this.#lastSent = options.now();
    this.#frames = new TokenBucket(FRAMES_PER_SECOND, FRAME_BURST, options.now);
    this.#bytes = new TokenBucket(BYTES_PER_SECOND, BYTE_BURST, options.now);
    this.#socket.on("message", (data, isBinary) => this.#message(data, isBinary));
    this.#socket.on("pong", () => {
      this.#answersPings = true;
    });
    // A line that breaks, or a frame above the limit (ws has closed with 1009 then): `close` follows.
    this.#socket.on("error", (error) => {
      this.#log.info({ ...this.context, error: error.message }, "socket error");
    });
  }

  get userId(): string {
    return this.#user.userId;
  }
  get sessionId(): string {
    return this.#user.sessionId;
  }
  get access(): Access {
    return this.#standing.access;
  }
  get identity(): PresenceIdentity {
    return { userId: this.#user.userId, name: this.#user.name, roleId: this.#standing.roleId };
  }
  get isOpen(): boolean {
    return this.#socket.readyState === this.#socket.OPEN;
  }
  get isBehind(): boolean {
    return this.#socket.bufferedAmount > AWARENESS_LIMIT;
  }
  /** For the log: who and where, never what. */
  get context(): { boardId: string; userId: string } {
    return { boardId: this.boardId, userId: this.userId };
  }

  readonly may = (action: BoardAction): boolean =>
    can(this.#user, action, { kind: "board", access: this.#standing.access });

  onClosed(closed: () => void): void {
    this.#socket.on("close", closed);
  }

  /** Frames wait until as many releases. */
  hold(): void {
    this.#holds += 1;
  }

  /** Hand over what waited, and all that comes, unless there is another reason to wait. */
  release(handler: FrameHandler | null = this.#handler): void {
    this.#handler = handler;
    this.#holds -= 1;
    while (this.#holds === 0) {
      const frame = this.#held.shift();
      if (!frame) break;
      this.#take(frame);
    }
    if (this.#held.length === 0) this.#heldBytes = 0;
  }

  /** Takes a frame back: it comes first again once `until` resolves, and all others wait behind it. */
  defer(frame: Uint8Array, until: Promise<void>): void {
    this.hold();
    until.then(
      () => {
        this.#held.unshift(frame);
        this.release();
      },
      (error: unknown) => {
        this.#log.error({ ...this.context, err: error }, "what an update waits for failed");
        this.refuse("unavailable");
      },
    );
  }

  /** The person has another name or role, and the same access. */
  become(user: SignedInUser, standing: Standing): void {
    this.#user = user;
    this.#standing = standing;
  }

  send(frame: Uint8Array): void {
    if (!this.isOpen) return;
    if (this.#socket.bufferedAmount > BACKLOG_LIMIT) {
      this.#log.warn(this.context, "socket does not read what it is sent");
      this.close(CLOSE.tooSlow, "too-slow");
      // It will not read our goodbye either.
      setTimeout(() => this.#socket.terminate(), 2_000).unref();
      return;
    }
    this.#lastSent = this.#now();
    // Without compression ws writes at once and keeps nothing back: what we write ourselves stays in order.
    const whole = wholeFrame(frame);
    if (whole) this.#line.write(whole);
    else this.#socket.send(frame);
  }

  saved(count: number): void {
    if (this.wishes.ack) this.send(savedFrame(count));
  }

  /** y-websocket's own client logs an error on message types that it does not know. */
  get understandsOurs(): boolean {
    return this.wishes.ack || this.wishes.events;
  }

  notice(code: ErrorCode): void {
    if (this.understandsOurs) this.send(noticeFrame(code));
  }

  /** Say why, and close with the code that goes with it. */
  refuse(error: ErrorCode): void {
    this.notice(error);
    this.close(closeCode(error), error);
  }

  close(code: number, reason: string): void {
    this.#handler = null;
    this.#held = [];
    if (this.isOpen) this.#socket.close(code, reason);
  }

  terminate(): void {
    this.#socket.terminate();
  }

  /** y-websocket takes a line on which it hears nothing for 30 s for dead. */
  keepAlive(silentSince: number): void {
    if (this.#lastSent <= silentSince) this.send(KEEP_ALIVE);
  }

  /** Lines can die without a word. */
  ping(): void {
    if (!this.#answersPings) return this.#socket.terminate();
    this.#answersPings = false;
    if (this.isOpen) this.#socket.ping();
  }

  malformed(reason: string, bytes: number, error?: unknown): void {
    this.#log.warn({ ...this.context, reason, bytes, ...(error ? { err: error } : {}) }, "malformed frame");
    this.refuse("malformed-frame");
  }

  #message(data: RawData, isBinary: boolean): void {
    if (!this.isOpen) return;
    const frame = bytesOf(data);
    if (!isBinary) return this.malformed("text", frame.length);
    if (this.wishes.events) return this.malformed("events-only", frame.length);
    if (!this.#frames.take(1) || !this.#bytes.take(frame.length)) {
      this.#log.warn({ ...this.context, bytes: frame.length }, "too many frames");
      return this.close(CLOSE.tryLater, "too-many-frames");
    }
    if (this.#holds === 0) return this.#take(frame);
    this.#heldBytes += frame.length;
    if (this.#heldBytes > HELD_LIMIT) return this.close(CLOSE.tryLater, "unavailable");
    this.#held.push(frame);
  }

  #take(frame: Uint8Array): void {
    // Closing: what is still on the line does not count.
    if (!this.#handler) return;
    try {
      const decoder = decoding.createDecoder(frame);
      const type = decoding.readVarUint(decoder);
      if (type !== MESSAGE.sync && type !== MESSAGE.awareness && type !== MESSAGE.queryAwareness) {
        return this.malformed("unknown-type", frame.length);
      }
      this.#handler(type, decoder);
    } catch (error) {
      // The handler answers for its own failures; what is left is bytes that end too early or are no JSON.
      this.malformed("unreadable", frame.length, error);
    }
  }
}

function bytesOf(data: RawData): Uint8Array {
  const buffer = Array.isArray(data) ? Buffer.concat(data) : Buffer.isBuffer(data) ? data : Buffer.from(data);
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
}
