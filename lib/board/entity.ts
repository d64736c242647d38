import type * as Y from "yjs";
import type { BoardOrigin } from "./origins";
import { type RootName, rootOf } from "./roots";

/**
 * One thing in a flat root. `<id>` holds `{ order }`, is written once, and touched again only by removal: so
 * no edit of a property can revive what somebody else has just removed. Each property that two people may
 * change at the same moment stands at `<id>/<property>`.
 */
export interface EntityBase {
  order: number;
}

export const hasEntity = (doc: Y.Doc, root: RootName, id: string): boolean => rootOf(doc, root).has(id);

/** After everything that is there. Two people adding at once get the same number; the id then decides. */
export function nextOrder(doc: Y.Doc, root: RootName): number {
  let last = -1;
  for (const [key, value] of rootOf(doc, root).entries()) {
    const order = key.endsWith("/order") ? value : (value as Partial<EntityBase> | null)?.order;
    if (typeof order === "number" && Number.isFinite(order)) last = Math.max(last, order);
  }
  return Math.floor(last) + 1;
}

export function writeEntity(
  doc: Y.Doc,
  root: RootName,
  id: string,
  properties: Record<string, unknown>,
  origin: BoardOrigin | undefined,
): void {
  doc.transact(() => {
    const map = rootOf(doc, root);
    map.set(id, { order: nextOrder(doc, root) } satisfies EntityBase);
    for (const [name, value] of Object.entries(properties)) map.set(`${id}/${name}`, value);
  }, origin);
}

/** False when the thing is gone: nothing is written then. What already says so is not written again. */
export function writeProperties(
  doc: Y.Doc,
  root: RootName,
  id: string,
  properties: Record<string, unknown>,
  origin: BoardOrigin | undefined,
): boolean {
  const map = rootOf(doc, root);
  if (!map.has(id)) return false;
  const changed = Object.entries(properties).filter(
    ([name, value]) => !same(map.get(`${id}/${name}`), value),
  );
  if (changed.length === 0) return true;
  doc.transact(() => {
    for (const [name, value] of changed) map.set(`${id}/${name}`, value);
  }, origin);
  return true;
}

/** Takes the thing and all its properties away. Call inside a transaction when more goes with it. */
export function deleteEntity(doc: Y.Doc, root: RootName, id: string): void {
  const map = rootOf(doc, root);
  for (const key of [...map.keys()]) if (key === id || key.startsWith(`${id}/`)) map.delete(key);
}

/** Equality of JSON values whose keys were written in the same order, which ours are. */
export const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === "object" && JSON.stringify(a) === JSON.stringify(b));

/**
 * Puts `id` at `index` among its siblings by writing one order between the new neighbours', so that two people
 * who move two things both succeed. Neighbours that share a number are numbered anew first.
 */
export function writeIndex(
  doc: Y.Doc,
  root: RootName,
  ordered: readonly { id: string; order: number }[],
  id: string,
  index: number,
  origin: BoardOrigin | undefined,
): boolean {
  const others = ordered.filter((entity) => entity.id !== id);
  if (others.length === ordered.length) return false;
  const place = Math.max(0, Math.min(index, others.length));
  const before = others[place - 1]?.order ?? (others[0]?.order ?? 0) - 2;
  const after = others[place]?.order ?? (others.at(-1)?.order ?? 0) + 2;
  const between = (before + after) / 2;
  if (before < between && between < after) return writeProperties(doc, root, id, { order: between }, origin);
  doc.transact(() => {
    others.forEach((entity, i) => {
      writeProperties(doc, root, entity.id, { order: i < place ? i : i + 1 }, origin);
    });
    writeProperties(doc, root, id, { order: place }, origin);
  }, origin);
  return true;
}
