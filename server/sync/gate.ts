// Every update is judged before it is applied: which entries of the board would it change, and may this member?
import * as Y from "yjs";
import type { BoardAction } from "../../lib/access/can";
import { isInherited } from "../../lib/board/keys";
import { type RootName, isRootName, rootOf, ROOTS } from "../../lib/board/roots";
import { type Touch, countRemovals } from "./removals";
import { isSameHistory } from "./twin-check";
import { type ScannedStruct, type ScannedUpdate, type StructId, scanUpdate } from "./update-scan";

/** An entry of the board document. */
export interface Entry {
  root: RootName;
  key: string;
}

type Verdict =
  /** Changes these entries, and the sender may. */
  | {
      kind: "accept";
      entries: Entry[];
      /** The client ids of which it holds something new. */
      grown: number[];
      /** How many entries of the board are gone afterwards. */
      removals: number;
    }
  /** All of it is in the document already. */
  | { kind: "nothing" }
  /** Builds on history that the server does not have. */
  | { kind: "missing" }
  /** Well-formed, but the sender has no right to it. */
  | { kind: "not-allowed"; entry: Entry; action: BoardAction }
  /** Goes on with the history of a client id that is another person's. */
  | { kind: "foreign-client"; client: number }
  /** Says something else than the document about what this client id wrote: two write under it. */
  | { kind: "twin-client"; client: number }
  /** Written in an epoch that is over: it belongs to a document that is no longer this board's. */
  | { kind: "retired" }
  /** No honest client sends this. */
  | { kind: "malformed"; reason: string };

/** What settles how the decision is taken, as opposed to what stands on the map. */
const SETTINGS = new Set(["policy", "policies", "quorum", "title", "question"]);
/** Seeds and migrations are the server's: a wrong version makes every client believe it is too old. */
const isServersOwn = (root: RootName, key: string): boolean => root === "meta" && key === "schemaVersion";

/** The right that changing an entry needs. */
export function actionForKey(root: RootName, key: string): BoardAction {
  if (root === "session") return "session:lead";
  if (root === "meta" && SETTINGS.has(key.split("/", 1)[0] ?? key)) return "board:settings";
  return "map:edit";
}

/** Names that mean something to JavaScript objects: somebody's `object[key]` would meet them one day. */
const isForbidden = (key: string): boolean =>
  key.split(/[/|]/).some((part) => part === "prototype" || isInherited(part));

class Refused extends Error {
  readonly verdict: Verdict;
  constructor(verdict: Verdict) {
    super(verdict.kind);
    this.verdict = verdict;
  }
}
const malformed = (reason: string) => new Refused({ kind: "malformed", reason });
const missing = () => new Refused({ kind: "missing" });

/** Judges updates against one room's document, which must have all its roots defined as maps. */
export class Gate {
  readonly #doc: Y.Doc;
  readonly #names: ReadonlyMap<unknown, RootName>;
  readonly #retired: ReadonlySet<number>;

  /** `retired`: the client ids of earlier epochs. */
  constructor(doc: Y.Doc, retired: ReadonlySet<number> = new Set()) {
    this.#doc = doc;
    this.#retired = retired;
    this.#names = new Map(ROOTS.map((name) => [rootOf(doc, name), name]));
  }

  /** `mayExtend`: whether the sender may add to what a client id has written. */
  judge(
    bytes: Uint8Array,
    may: (action: BoardAction) => boolean,
    mayExtend: (client: number) => boolean = () => true,
  ): Verdict {
    const scan = scanUpdate(bytes);
    if (!scan.ok) return { kind: "malformed", reason: scan.reason };
    if (namesAny(scan.update, this.#retired)) return { kind: "retired" };
    try {
      const grown = this.#checkWriters(bytes, scan.update, mayExtend);
      const touched = new Touched();
      const ends = this.#placeStructs(scan.update, touched);
      this.#findDeleted(scan.update, ends, touched);
      const entries = touched.list();
      if (entries.length === 0) return { kind: "nothing" };
      for (const entry of entries) {
        if (isServersOwn(entry.root, entry.key)) throw malformed("servers-own");
        const action = actionForKey(entry.root, entry.key);
        if (!may(action)) return { kind: "not-allowed", entry, action };
      }
      return {
        kind: "accept",
        entries,
        grown,
        removals: countRemovals(touched.all(), scan.update.deletes, (entry) => this.#liveItem(entry)),
      };
    } catch (error) {
      if (error instanceof Refused) return error.verdict;
      throw error;
    }
  }

  /** Whoever wrote under these client ids is who says so now, as far as that can be seen. The ids with news. */
  #checkWriters(
    bytes: Uint8Array,
    { sections }: ScannedUpdate,
    mayExtend: (client: number) => boolean,
  ): number[] {
    const grown: number[] = [];
    for (const [client, structs] of sections) {
      const known = Y.getState(this.#doc.store, client);
      for (const struct of structs) {
        if (struct.clock >= known) break;
        if (!isSameHistory(this.#doc.store, bytes, struct, (item) => this.#isAt(item, struct))) {
          throw new Refused({ kind: "twin-client", client });
        }
      }
      const last = structs.at(-1);
      if (!last || last.clock + last.length <= known) continue;
      if (!mayExtend(client)) throw new Refused({ kind: "foreign-client", client });
      grown.push(client);
    }
    return grown;
  }

  /** Whether a known struct claims the place that its item has. Its neighbours are older, and known too. */
  #isAt(item: Y.Item, { root, key, origin, rightOrigin }: ScannedStruct): boolean {
    if (root !== null) return this.#names.get(item.parent) === root && item.parentSub === key;
    const neighbour = origin ?? rightOrigin;
    if (!neighbour || neighbour.clock >= Y.getState(this.#doc.store, neighbour.client)) return false;
    const other = Y.getItem(this.#doc.store, Y.createID(neighbour.client, neighbour.clock));
    return other instanceof Y.Item && other.parent === item.parent && other.parentSub === item.parentSub;
  }

  #liveItem({ root, key }: Entry): Y.Item | null {
    const item = rootOf(this.#doc, root)._map.get(key);
    return item && !item.deleted ? item : null;
  }

  /**
   * Walks the new structs in an order in which Yjs can integrate them, so that what each hangs on is placed
   * before it. What cannot be reached (a hole, an unknown origin, a circle) would stay in Yjs's memory as
   * pending and be sent to every joiner: it is `missing`.
   */
  #placeStructs({ sections }: ScannedUpdate, touched: Touched): Map<number, number> {
    const walks = new Map(
      [...sections].map(([client, structs]) => [client, this.#startWalk(client, structs)]),
    );
    const ready = [...walks.keys()];
    for (let client = ready.pop(); client !== undefined; client = ready.pop()) {
      const walk = walks.get(client) as Walk;
      for (let struct = walk.structs[walk.next]; struct; struct = walk.structs[++walk.next]) {
        const need = this.#firstMissing(struct, walks);
        if (need) {
          // Not in the update either: nothing will bring it.
          const other = walks.get(need.client);
          if (!other || need.clock >= other.end) throw missing();
          other.waiting.push({ client, clock: need.clock });
          break;
        }
        const entry = this.#place(struct, walk, walks);
        walk.placed.push(entry);
        walk.state = struct.clock + struct.length;
        touched.write(entry, struct);
      }
      // Only those who can go on: two that wait for each other would wake each other for ever.
      const { state } = walk;
      for (const waiting of walk.waiting) if (waiting.clock < state) ready.push(waiting.client);
      walk.waiting = walk.waiting.filter((waiting) => waiting.clock >= state);
    }
    for (const walk of walks.values()) if (walk.next < walk.structs.length) throw missing();
    return new Map([...walks].map(([client, walk]) => [client, walk.end]));
  }

  #startWalk(client: number, structs: ScannedStruct[]): Walk {
    const known = Y.getState(this.#doc.store, client);
    if ((structs[0]?.clock ?? 0) > known) throw missing();
    const last = structs.at(-1);
    const end = last ? last.clock + last.length : known;
    const news = structs.filter((struct) => struct.clock + struct.length > known);
    return { structs: news, next: 0, state: known, known, end, placed: [], waiting: [] };
  }

  #firstMissing(struct: ScannedStruct, walks: ReadonlyMap<number, Walk>): StructId | null {
    for (const id of [struct.origin, struct.rightOrigin]) {
      if (!id) continue;
      const state = walks.get(id.client)?.state ?? Y.getState(this.#doc.store, id.client);
      if (id.clock >= state) return id;
    }
    return null;
  }

  #place(struct: ScannedStruct, walk: Walk, walks: ReadonlyMap<number, Walk>): Entry {
    let entry: Entry | null = null;
    if (struct.root !== null && struct.key !== null) {
      if (!isRootName(struct.root)) throw malformed("unknown-root");
      if (isForbidden(struct.key)) throw malformed("forbidden-key");
      entry = { root: struct.root, key: struct.key };
    }
    // Yjs takes the place from the left neighbour, but links the item in between both, and behind the part of
    // it that is known: told to hang in two lists at once, it would delete an entry of the other one.
    const neighbours = [struct.origin, struct.rightOrigin];
    if (struct.clock < walk.known) neighbours.push({ client: struct.client, clock: walk.known - 1 });
    for (const id of neighbours) {
      if (!id) continue;
      const other = this.#entryAt(id, walks);
      if (entry && (entry.root !== other.root || entry.key !== other.key)) throw malformed("two-places");
      entry = other;
    }
    if (!entry) throw malformed("no-place");
    return entry;
  }

  #entryAt(id: StructId, walks: ReadonlyMap<number, Walk>): Entry {
    const walk = walks.get(id.client);
    const known = walk?.known ?? Y.getState(this.#doc.store, id.client);
    if (id.clock < known) return this.#entryOf(Y.getItem(this.#doc.store, Y.createID(id.client, id.clock)));
    const entry = walk?.placed[walk ? indexAt(walk.structs, id.clock) : -1];
    if (!entry) throw missing();
    return entry;
  }

  #entryOf(item: Y.Item | Y.GC): Entry {
    // Nothing but map entries ever came through this gate or out of a seed.
    if (!(item instanceof Y.Item) || item.parentSub === null) throw malformed("not-a-map-entry");
    const root = this.#names.get(item.parent);
    if (!root) throw malformed("nested-type");
    return { root, key: item.parentSub };
  }

  /** What is still alive in the ranges. New structs of the same update are judged by their own place. */
  #findDeleted({ deletes }: ScannedUpdate, ends: ReadonlyMap<number, number>, touched: Touched): void {
    const { store } = this.#doc;
    for (const range of deletes) {
      const known = Y.getState(store, range.client);
      const end = range.clock + range.length;
      if (end > Math.max(known, ends.get(range.client) ?? 0)) throw missing();
      const items = store.clients.get(range.client);
      if (!items || range.clock >= known) continue;
      for (let i = Y.findIndexSS(items, range.clock); i < items.length; i++) {
        const item = items[i] as Y.Item | Y.GC;
        if (item.id.clock >= end) break;
        if (!item.deleted) touched.remove(this.#entryOf(item));
      }
    }
  }
}

function namesAny({ sections, deletes }: ScannedUpdate, clients: ReadonlySet<number>): boolean {
  if (clients.size === 0) return false;
  for (const client of sections.keys()) if (clients.has(client)) return true;
  return deletes.some((range) => clients.has(range.client));
}

/** One client's new structs on their way into the document. */
interface Walk {
  structs: ScannedStruct[];
  next: number;
  /** The clock up to which history is placed; begins at `known`. */
  state: number;
  known: number;
  end: number;
  /** Where the structs before `next` hang. */
  placed: Entry[];
  /** Clients whose next struct hangs on one of these, and on which. */
  waiting: StructId[];
}

/** Each entry once, in the order of first touch. */
class Touched {
  readonly #touches = new Map<string, Touch<Entry>>();

  write(entry: Entry, struct: ScannedStruct): void {
    this.#of(entry).written.push(struct);
  }

  remove(entry: Entry): void {
    this.#of(entry).isDeleted = true;
  }

  list(): Entry[] {
    return this.all().map((touch) => touch.entry);
  }

  all(): Touch<Entry>[] {
    return [...this.#touches.values()];
  }

  #of(entry: Entry): Touch<Entry> {
    const name = `${entry.root}/${entry.key}`;
    const known = this.#touches.get(name);
    if (known) return known;
    const touch = { entry, isDeleted: false, written: [] };
    this.#touches.set(name, touch);
    return touch;
  }
}

/** The struct that covers `clock`, by bisection; -1 when none does. */
function indexAt(structs: readonly ScannedStruct[], clock: number): number {
  let low = 0;
  let high = structs.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const struct = structs[middle] as ScannedStruct;
    if (clock < struct.clock) high = middle - 1;
    else if (clock >= struct.clock + struct.length) low = middle + 1;
    else return middle;
  }
  return -1;
}
