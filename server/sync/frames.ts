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

export function awarenessFrame(entries: readonly Uint8Array[]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const entry of entries) encoding.writeUint8Array(encoder, entry);
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** Nobody's news: four bytes that keep y-websocket from taking a quiet board for a dead line. */
export const KEEP_ALIVE = awarenessFrame([]);

export function savedFrame(count: number): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.saved);
    encoding.writeVarUint(encoder, count);
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
