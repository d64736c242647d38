// Two writers under one Yjs client id: the second one's clocks would be taken for known, and their edits vanish.
import { isDeepStrictEqual } from "node:util";
import * as Y from "yjs";
import { type ScannedStruct, readValues } from "./update-scan";

/**
 * Whether what `struct` says about clocks that the store has is what stands there. Neither boundaries nor
 * neighbours are compared: Yjs cuts and merges items as it likes. Of an item that was deleted the store has
 * the place and the length only, and so may the sender: then the place decides. A forged value for something
 * that is deleted already passes, and changes nothing.
 */
export function isSameHistory(
  store: Y.Doc["store"],
  bytes: Uint8Array,
  struct: ScannedStruct,
  isAt: (item: Y.Item) => boolean,
): boolean {
  const items = store.clients.get(struct.client);
  if (!items) return true;
  const end = struct.clock + struct.length;
  let values: unknown[] | null = null;
  for (let i = Y.findIndexSS(items, struct.clock); i < items.length; i++) {
    const item = items[i] as Y.Item | Y.GC;
    if (item.id.clock >= end) break;
    // Flat maps leave none behind; of one that came by another way nothing is left to compare.
    if (!(item instanceof Y.Item)) continue;
    if (!isAt(item)) return false;
    if (struct.isTrace || item.content instanceof Y.ContentDeleted) continue;
    if (!(item.content instanceof Y.ContentAny || item.content instanceof Y.ContentJSON)) return false;
    values ??= readValues(bytes, struct);
    const from = Math.max(item.id.clock, struct.clock);
    const to = Math.min(item.id.clock + item.length, end);
    const stored: unknown[] = item.content.arr.slice(from - item.id.clock, to - item.id.clock);
    if (!isDeepStrictEqual(values.slice(from - struct.clock, to - struct.clock), stored)) return false;
  }
  return true;
}
