// What instances say to each other, as bytes. The bus is trusted as the database is; what cannot be read is
// still an outcome, because instances of two versions meet during a rolling deploy.
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import type { BoardEvent } from "../../../lib/sync/protocol";
import type { LoggedUpdate } from "../../persistence/board-store";

export const ID_BYTES = 8;
/** To nobody in particular. */
export const EVERYBODY = "";

/** On a board's channel, between the instances that have it loaded. */
export type BoardMessage =
  /** Committed just now. Counted. */
  | { kind: "updates"; updates: readonly LoggedUpdate[] }
  /** The log has something that is not sent: too much, or not known whether it was stored. Counted. */
  | { kind: "look" }
  /** What do you have that I lack? `isReply`: asked because of a question, and not answered with another one. */
  | { kind: "ask"; to: string; stateVector: Uint8Array; digest: Uint8Array; isReply: boolean }
  | { kind: "answer"; update: Uint8Array }
  /** I am here; with a digest while the document rests. */
  | { kind: "pulse"; digest: Uint8Array }
  /** An awareness update of the people who are connected here. */
  | { kind: "presence"; entries: Uint8Array }
  | { kind: "bye" };

/** On the one channel of all instances. */
export type ControlMessage =
  | { kind: "pulse" }
  | { kind: "bye" }
  | { kind: "event"; boardId: string; event: BoardEvent }
  | { kind: "access"; boardId: string; userId: string }
  | { kind: "session"; sessionId: string };

export interface Envelope<Message> {
  /** The instance; on a board's channel, its room. */
  sender: string;
  number: number;
  message: Message;
}

const BOARD_KINDS = ["updates", "look", "ask", "answer", "pulse", "presence", "bye"] as const;
const CONTROL_KINDS = ["pulse", "event", "access", "session", "bye"] as const;
/** User ids are UUIDs: 16 bytes instead of 36, in every message. */
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const USER = { none: 0, uuid: 1, text: 2 } as const;

const COUNTED = ["updates", "look", "event", "access", "session"];
export const isCounted = ({ kind }: BoardMessage | ControlMessage): boolean => COUNTED.includes(kind);

export function encodeBoardMessage({ sender, number, message }: Envelope<BoardMessage>): Uint8Array {
  return encoding.encode((encoder) => {
    writeHead(encoder, sender, number, BOARD_KINDS.indexOf(message.kind));
    switch (message.kind) {
      case "updates":
        for (const { data, userId } of message.updates) {
          writeUser(encoder, userId);
          encoding.writeVarUint8Array(encoder, data);
        }
        return;
      case "ask":
        encoding.writeVarString(encoder, message.to);
        encoding.writeVarUint8Array(encoder, message.stateVector);
        encoding.writeVarUint8Array(encoder, message.digest);
        return encoding.writeUint8(encoder, message.isReply ? 1 : 0);
      case "answer":
        return encoding.writeVarUint8Array(encoder, message.update);
      case "pulse":
        return encoding.writeVarUint8Array(encoder, message.digest);
      case "presence":
        return encoding.writeVarUint8Array(encoder, message.entries);
      case "look":
      case "bye":
        return;
    }
  });
}

/** Null when it cannot be read. */
export function decodeBoardMessage(bytes: Uint8Array): Envelope<BoardMessage> | null {
  return decode(bytes, BOARD_KINDS, (kind, decoder): BoardMessage => {
    switch (kind) {
      case "updates": {
        const updates: LoggedUpdate[] = [];
        while (decoding.hasContent(decoder)) {
          const userId = readUser(decoder);
          updates.push({ userId, data: decoding.readVarUint8Array(decoder) });
        }
        return { kind, updates };
      }
      case "ask":
        return {
          kind,
          to: decoding.readVarString(decoder),
          stateVector: decoding.readVarUint8Array(decoder),
          digest: decoding.readVarUint8Array(decoder),
          isReply: decoding.readUint8(decoder) === 1,
        };
      case "answer":
        return { kind, update: decoding.readVarUint8Array(decoder) };
      case "pulse":
        return { kind, digest: decoding.readVarUint8Array(decoder) };
      case "presence":
        return { kind, entries: decoding.readVarUint8Array(decoder) };
      case "look":
      case "bye":
        return { kind };
    }
  });
}

export function encodeControlMessage({ sender, number, message }: Envelope<ControlMessage>): Uint8Array {
  return encoding.encode((encoder) => {
    writeHead(encoder, sender, number, CONTROL_KINDS.indexOf(message.kind));
    switch (message.kind) {
      case "pulse":
      case "bye":
        return;
      case "event":
        encoding.writeVarString(encoder, message.boardId);
        return encoding.writeVarString(encoder, JSON.stringify(message.event));
      case "access":
        encoding.writeVarString(encoder, message.boardId);
        return encoding.writeVarString(encoder, message.userId);
      case "session":
        return encoding.writeVarString(encoder, message.sessionId);
    }
  });
}

/** Null when it cannot be read. */
export function decodeControlMessage(bytes: Uint8Array): Envelope<ControlMessage> | null {
  return decode(bytes, CONTROL_KINDS, (kind, decoder): ControlMessage => {
    switch (kind) {
      case "pulse":
      case "bye":
        return { kind };
      case "event": {
        const boardId = decoding.readVarString(decoder);
        return { kind, boardId, event: JSON.parse(decoding.readVarString(decoder)) as BoardEvent };
      }
      case "access":
        return { kind, boardId: decoding.readVarString(decoder), userId: decoding.readVarString(decoder) };
      case "session":
        return { kind, sessionId: decoding.readVarString(decoder) };
    }
  });
}

function writeHead(encoder: encoding.Encoder, sender: string, number: number, kind: number): void {
  encoding.writeUint8Array(encoder, Buffer.from(sender, "hex"));
  encoding.writeVarUint(encoder, number);
  encoding.writeUint8(encoder, kind);
}

function decode<Kind, Message>(
  bytes: Uint8Array,
  kinds: readonly Kind[],
  read: (kind: Kind, decoder: decoding.Decoder) => Message,
): Envelope<Message> | null {
  try {
    const decoder = decoding.createDecoder(bytes);
    const sender = Buffer.from(decoding.readUint8Array(decoder, ID_BYTES)).toString("hex");
    const number = decoding.readVarUint(decoder);
    const kind = kinds[decoding.readUint8(decoder)];
    return kind === undefined ? null : { sender, number, message: read(kind, decoder) };
  } catch {
    // It ends too early, or is no JSON.
    return null;
  }
}

function writeUser(encoder: encoding.Encoder, userId: string | null): void {
  if (userId === null) return encoding.writeUint8(encoder, USER.none);
  if (!UUID.test(userId)) {
    encoding.writeUint8(encoder, USER.text);
    return encoding.writeVarString(encoder, userId);
  }
  encoding.writeUint8(encoder, USER.uuid);
  encoding.writeUint8Array(encoder, Buffer.from(userId.replaceAll("-", ""), "hex"));
}

function readUser(decoder: decoding.Decoder): string | null {
  const tag = decoding.readUint8(decoder);
  if (tag === USER.none) return null;
  if (tag === USER.text) return decoding.readVarString(decoder);
  const hex = Buffer.from(decoding.readUint8Array(decoder, 16)).toString("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
