import * as encoding from "lib0/encoding";
import type { ErrorCode } from "../../lib/errors";
import { type BoardEvent, MESSAGE } from "../../lib/sync/protocol";

/** The three kinds of message inside a sync frame, as y-protocols numbers them. */
export const SYNC = { step1: 0, step2: 1, update: 2 } as const;

export function syncFrame(kind: (typeof SYNC)[keyof typeof SYNC], bytes: Uint8Array): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    encoding.writeVarUint(encoder, kind);
    encoding.writeVarUint8Array(encoder, bytes);
  });
}

/** An awareness update. */
export function awarenessBody(entries: readonly Uint8Array[]): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) encoding.writeUint8Array(encoder, entry);
  });
}

/**
 * Awareness entries in one piece. Everybody who moved gets all but their own: two slices of it each, because
 * putting 200 entries together for each of 200 people is what a large meeting would cost most.
 */
export class AwarenessBatch {
  readonly #entries: Uint8Array;
  /** Where each entry begins, and where the last one ends. */
  readonly #bounds: number[] = [0];

  constructor(entries: readonly Uint8Array[]) {
    this.#entries = new Uint8Array(entries.reduce((length, entry) => length + entry.length, 0));
    let at = 0;
    for (const entry of entries) {
      this.#entries.set(entry, at);
      at += entry.length;
      this.#bounds.push(at);
    }
  }

  frame(): Uint8Array {
    return joined(this.#bounds.length - 1, this.#entries, this.#entries.subarray(0, 0));
  }

  frameWithout(index: number): Uint8Array {
    const before = this.#entries.subarray(0, this.#bounds[index]);
    return joined(this.#bounds.length - 2, before, this.#entries.subarray(this.#bounds[index + 1]));
  }
}

function joined(count: number, first: Uint8Array, second: Uint8Array): Uint8Array {
  const counted = encoding.encode((encoder) => encoding.writeVarUint(encoder, count));
  const length = counted.length + first.length + second.length;
  const head = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint(encoder, length);
    encoding.writeUint8Array(encoder, counted);
  });
  const frame = new Uint8Array(head.length + first.length + second.length);
  frame.set(head);
  frame.set(first, head.length);
  frame.set(second, head.length + first.length);
  return frame;
}

export const awarenessFrame = (entries: readonly Uint8Array[]): Uint8Array =>
  new AwarenessBatch(entries).frame();

/** Nobody's news: four bytes that keep y-websocket from taking a quiet board for a dead line. */
export const KEEP_ALIVE = awarenessFrame([]);

export function savedFrame(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.saved);
    encoding.writeVarUint(encoder, count);
  });
}

export function epochFrame(epoch: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.epoch);
    encoding.writeVarUint(encoder, epoch);
  });
}

function jsonFrame(type: number, value: unknown): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, type);
    encoding.writeVarString(encoder, JSON.stringify(value));
  });
}

export const boardEventFrame = (event: BoardEvent): Uint8Array => jsonFrame(MESSAGE.boardEvent, event);
export const noticeFrame = (code: ErrorCode): Uint8Array => jsonFrame(MESSAGE.notice, { code });

/** Above this the copy costs more than a second buffer in the system call saves. */
const WHOLE_LIMIT = 16 * 1024;
const FINAL_BINARY = 0x82;
const TWO_BYTE_LENGTH = 126;
let last: { message: Uint8Array; whole: Buffer } | null = null;

/**
 * A message with its WebSocket header in one buffer, to be written to as many sockets as it goes to: ws makes a
 * header for each and hands the system two buffers, a fifth more work. Null for one that is too large for that.
 */
export function wholeFrame(message: Uint8Array): Buffer | null {
  if (message.length > WHOLE_LIMIT) return null;
  // Whoever sends to many sends the same object to one after the other.
  if (last?.message === message) return last.whole;
  const header = message.length < TWO_BYTE_LENGTH ? 2 : 4;
  const whole = Buffer.allocUnsafe(header + message.length);
  whole[0] = FINAL_BINARY;
  if (header === 2) whole[1] = message.length;
  else {
    whole[1] = TWO_BYTE_LENGTH;
    whole.writeUInt16BE(message.length, 2);
  }
  whole.set(message, header);
  last = { message, whole };
  return whole;
}
