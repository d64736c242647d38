/** Frames as clients send them, and what the log holds after them. */
import * as encoding from "lib0/encoding";
import * as Y from "yjs";
import { MESSAGE } from "../../lib/sync/protocol";
import { SYNC, syncFrame } from "./frames";

export const updateFrame = (update: Uint8Array): Uint8Array => syncFrame(SYNC.update, update);
export const answerFrame = (update: Uint8Array): Uint8Array => syncFrame(SYNC.step2, update);

/** What clients say of themselves, or of others. */
export function presenceFrame(entries: [client: number, clock: number, state: unknown][]): Uint8Array {
  const body = encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, entries.length);
    for (const [client, clock, state] of entries) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      encoding.writeVarString(encoder, JSON.stringify(state));
    }
  });
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.awareness);
    encoding.writeVarUint8Array(encoder, body);
  });
}

/** What `edit` makes of a copy of `doc`, written under `client`. */
export function editOf(doc: Y.Doc, client: number, edit: (copy: Y.Doc) => void): Uint8Array {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  copy.clientID = client;
  const updates: Uint8Array[] = [];
  copy.on("update", (update: Uint8Array) => updates.push(update));
  copy.transact(() => edit(copy));
  return updates[0] ?? Uint8Array.of(0, 0);
}
