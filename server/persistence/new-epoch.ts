import * as Y from "yjs";
import { ROOTS, rootOf } from "../../lib/board/roots";
import { emptyDocument } from "./replay";
import { type NewSnapshot, sealSnapshot } from "./stored-board";

/**
 * The first snapshot of a new epoch: what `content` says, without its history. Yjs would merge the history of
 * every client that was here before back into anything that shares a piece of it.
 */
export function beginEpoch(
  boardId: string,
  epoch: number,
  content: Y.Doc,
  retired: readonly (Uint8Array | null)[],
): NewSnapshot {
  const doc = emptyDocument();
  doc.transact(() => {
    for (const name of ROOTS) {
      const root = rootOf(doc, name);
      for (const [key, value] of rootOf(content, name).entries()) root.set(key, value);
    }
  });
  return sealSnapshot(boardId, {
    epoch,
    previousId: null,
    state: Y.encodeStateAsUpdate(doc),
    segment: null,
    owners: { wrote: {}, brought: {} },
    writers: {},
    retired: mergeStateVectors(retired.flatMap((vector) => vector ?? [])),
    asOf: new Date(),
  });
}

function mergeStateVectors(vectors: readonly Uint8Array[]): Uint8Array {
  const merged = new Map<number, number>();
  for (const vector of vectors) {
    for (const [client, clock] of Y.decodeStateVector(vector)) {
      merged.set(client, Math.max(clock, merged.get(client) ?? 0));
    }
  }
  return Y.encodeStateVector(merged);
}
