import type * as Y from "yjs";
import type { ScannedRange, ScannedStruct } from "./update-scan";

/** What an update does to one entry of the board. */
export interface Touch<Entry> {
  entry: Entry;
  /** It deletes the value that stands there. */
  isDeleted: boolean;
  /** New items of the entry, in the order in which they can be integrated. */
  written: ScannedStruct[];
}

/**
 * How many entries that have a value now have none afterwards. Writing over a value deletes it as well, so
 * deletions alone say nothing. An entry counts as kept when every new item that no other builds on holds a
 * value, and when, if its old value is deleted, one of them was written over that value as Yjs maps do it.
 * Whoever hangs items elsewhere to have a removal pass for a change is counted all the same. O(structs + ranges).
 */
export function countRemovals<Entry>(
  touches: readonly Touch<Entry>[],
  deletes: readonly ScannedRange[],
  liveItem: (entry: Entry) => Y.Item | null,
): number {
  let count = 0;
  let ranges: Map<number, ScannedRange[]> | null = null;
  for (const { entry, isDeleted, written } of touches) {
    const live = liveItem(entry);
    if (!live) continue;
    if (written.length === 0) {
      if (isDeleted) count += 1;
      continue;
    }
    ranges ??= rangesByClient(deletes);
    const known = ranges;
    const { client, clock } = live.lastId;
    const isWrittenOver = written.some((it) => it.origin?.client === client && it.origin.clock === clock);
    const isKept =
      (isWrittenOver || !isDeleted) &&
      tipsOf(written).every((tip) => !tip.isTrace && !covers(known, tip.client, tip.clock + tip.length - 1));
    if (!isKept) count += 1;
  }
  return count;
}

function tipsOf(written: readonly ScannedStruct[]): readonly ScannedStruct[] {
  if (written.length === 1) return written;
  const builtOn = new Set(written.map(({ origin }) => (origin ? nameOf(origin.client, origin.clock) : "")));
  return written.filter((it) => !builtOn.has(nameOf(it.client, it.clock + it.length - 1)));
}

const nameOf = (client: number, clock: number): string => `${client}:${clock}`;

/** Sorted and without overlaps: a forged update's may come in any order. */
function rangesByClient(deletes: readonly ScannedRange[]): Map<number, ScannedRange[]> {
  const byClient = new Map<number, ScannedRange[]>();
  for (const range of deletes) {
    const own = byClient.get(range.client);
    if (own) own.push({ ...range });
    else byClient.set(range.client, [{ ...range }]);
  }
  for (const [client, own] of byClient) {
    own.sort((a, b) => a.clock - b.clock);
    const merged: ScannedRange[] = [];
    for (const range of own) {
      const last = merged.at(-1);
      if (!last || range.clock > last.clock + last.length) merged.push(range);
      else last.length = Math.max(last.length, range.clock + range.length - last.clock);
    }
    byClient.set(client, merged);
  }
  return byClient;
}

function covers(ranges: ReadonlyMap<number, ScannedRange[]>, client: number, clock: number): boolean {
  const own = ranges.get(client) ?? [];
  let low = 0;
  let high = own.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = own[middle] as ScannedRange;
    if (clock < range.clock) high = middle - 1;
    else if (clock >= range.clock + range.length) low = middle + 1;
    else return true;
  }
  return false;
}
