import { expect, test } from "vitest";
import {
  type BoardMessage,
  type ControlMessage,
  decodeBoardMessage,
  decodeControlMessage,
  encodeBoardMessage,
  encodeControlMessage,
} from "./messages";

const sender = "0123456789abcdef";
const bytes = Uint8Array.from({ length: 200 }, (_, at) => at);

const boardMessages: BoardMessage[] = [
  { kind: "updates", updates: [] },
  {
    kind: "updates",
    updates: [
      { data: bytes, userId: "3f2b0c5e-9a41-4d7e-8f00-0123456789ab" },
      { data: new Uint8Array(), userId: null },
      { data: Uint8Array.of(1), userId: "no UUID, é" },
    ],
  },
  { kind: "look" },
  { kind: "ask", to: "", stateVector: bytes, digest: new Uint8Array(), isReply: false },
  { kind: "ask", to: sender, stateVector: Uint8Array.of(0), digest: Uint8Array.of(1, 2), isReply: true },
  { kind: "answer", update: bytes },
  { kind: "pulse", digest: bytes.subarray(0, 8) },
  { kind: "presence", entries: bytes },
  { kind: "bye" },
];
const controlMessages: ControlMessage[] = [
  { kind: "pulse" },
  { kind: "event", boardId: "b", event: { type: "round", roundId: "r", state: "open" } },
  { kind: "access", boardId: "b", userId: "u" },
  { kind: "session", sessionId: "s" },
  { kind: "bye" },
];

test("[SY119] every message comes back as it was, and what is cut short is none", () => {
  for (const message of boardMessages) {
    const envelope = { sender, number: 2 ** 40, message };
    const encoded = encodeBoardMessage(envelope);
    expect(decodeBoardMessage(encoded)).toEqual(envelope);
    for (let length = 0; length < 15; length++)
      expect(decodeBoardMessage(encoded.subarray(0, length))).toBeNull();
  }
  for (const message of controlMessages) {
    const envelope = { sender, number: 7, message };
    const encoded = encodeControlMessage(envelope);
    expect(decodeControlMessage(encoded)).toEqual(envelope);
    expect(decodeControlMessage(encoded.subarray(0, encoded.length - 1))).toBeNull();
  }
});

test("[SY119] a kind that this version does not know is no message", () => {
  const encoded = encodeControlMessage({ sender, number: 1, message: { kind: "pulse" } });
  expect(decodeControlMessage(encoded.with(-1, 200))).toBeNull();
  expect(decodeBoardMessage(encoded.with(-1, 200))).toBeNull();
});
