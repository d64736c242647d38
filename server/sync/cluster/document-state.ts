// What instances compare of a board's document.
import { createHash } from "node:crypto";
import * as Y from "yjs";

const DIGEST_BYTES = 8;

/**
 * Of all structs and all deletions: a state vector alone does not tell that a deletion is missing. Walks the
 * whole document, some milliseconds for a large one.
 */
export function digestOf(doc: Y.Doc): Uint8Array {
  const snapshot = Y.encodeSnapshot(Y.snapshot(doc));
  return new Uint8Array(createHash("sha256").update(snapshot).digest().subarray(0, DIGEST_BYTES));
}

/** Does the other one have structs that `doc` lacks? Throws when it is no state vector. */
export function isAhead(other: Uint8Array, doc: Y.Doc): boolean {
  for (const [client, clock] of Y.decodeStateVector(other)) {
    if (clock > Y.getState(doc.store, client)) return true;
  }
  return false;
}

/**
 * Can the update be applied to `doc` whole? Yjs would keep what builds on something missing as pending, and a
 * room's document is never allowed to have any. Throws when the bytes are no update.
 */
export function isApplicable(update: Uint8Array, doc: Y.Doc): boolean {
  const { structs, ds } = Y.decodeUpdate(update);
  const reach = new Map<number, number>();
  const reachOf = (client: number) => reach.get(client) ?? Y.getState(doc.store, client);
  for (const struct of structs) {
    const { client, clock } = struct.id;
    if (struct instanceof Y.Skip || clock > reachOf(client)) return false;
    reach.set(client, Math.max(reachOf(client), clock + struct.length));
  }
  for (const struct of structs) {
    if (!(struct instanceof Y.Item)) continue;
    for (const origin of [struct.origin, struct.rightOrigin]) {
      if (origin && origin.clock >= reachOf(origin.client)) return false;
    }
  }
  for (const [client, ranges] of ds.clients) {
    for (const range of ranges) if (range.clock + range.len > reachOf(client)) return false;
  }
  return true;
}
