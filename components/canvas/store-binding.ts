import type { SerializedSchema, TLRecord, TLShape, TLShapeId, TLStore } from "tldraw";
import type * as Y from "yjs";
import {
  type CanvasRecord,
  canvasRecordIdOf,
  canvasRoot,
  readCanvasRecord,
  readCanvasRecords,
  readCanvasSchema,
  removeCanvasRecord,
  writeCanvasRecord,
  writeCanvasSchema,
} from "@/lib/board/canvas-root";
import { PAGE_ID } from "@/lib/board/canvas-shapes";
import { same } from "@/lib/board/entity";
import type { BoardOrigin } from "@/lib/board/origins";
import { overlay } from "./overlay-record";

/** Gathers a drag's frames into one write; half of it is felt as lag, double would be seen as jumps. */
const WRITE_MS = 50;

/** The shape as the document last knew it; null when the document has never had it. */
type Pending = { before: CanvasRecord | null; removed: boolean };

export interface WrittenShape {
  shape: TLShape;
  /** Null for a new one. */
  before: CanvasRecord | null;
}

export interface BindingOptions {
  origin: BoardOrigin;
  /** Never writes, whatever the store does. */
  readOnly: () => boolean;
  /** Shapes that are only being tried out (a copy under the pointer) are not written yet. */
  holdNew: () => boolean;
  /** Called before new shapes are written: the last chance to put them right in the store. */
  settle: () => void;
  /** Runs inside the transaction that writes the shapes: what they mean for the board goes with them. */
  alongside: (written: readonly WrittenShape[]) => void;
  /** Records that did not parse and are left out. */
  onSkipped: (count: number) => void;
  /** The document was written by a newer canvas than this one. */
  onNewer: () => void;
}

/**
 * Store ↔ canvas root. Only shapes travel: page, document and camera are this tab's own. Remote records are
 * merged beneath local edits that have not been written yet, and each is validated before it goes in.
 */
export class StoreBinding {
  readonly #store: TLStore;
  readonly #doc: Y.Doc;
  readonly #options: BindingOptions;
  readonly #pending = new Map<string, Pending>();
  readonly #skipped = new Set<string>();
  readonly #stops: (() => void)[] = [];
  #timer: ReturnType<typeof setTimeout> | null = null;
  #writing = false;
  #stopped = false;

  constructor(store: TLStore, doc: Y.Doc, options: BindingOptions) {
    this.#store = store;
    this.#doc = doc;
    this.#options = options;
    this.#load();
    this.#stops.push(
      store.listen(({ changes }) => this.#changed(changes), { source: "user", scope: "document" }),
    );
    const root = canvasRoot(doc);
    const observe = (event: Y.YMapEvent<unknown>) => this.#heard(event.keysChanged);
    root.observe(observe);
    this.#stops.push(() => root.unobserve(observe));
  }

  /** Writes what is waiting, now. `all` also what is held back. */
  flush(all = false): void {
    if (this.#stopped) return;
    this.#takeWaiting();
    this.#write(all);
  }

  stop(): void {
    this.flush(true);
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    for (const stop of this.#stops.splice(0)) stop();
  }

  #load(): void {
    const { records, skipped } = readCanvasRecords(this.#doc);
    // Puts in the page and the document record that a store needs before it can hold shapes.
    this.#store.mergeRemoteChanges(() => undefined);
    const stored = readCanvasSchema(this.#doc) as SerializedSchema | null;
    const current = this.#store.schema.serialize();
    if (stored && !this.#store.schema.getMigrationsSince(stored).ok) {
      this.#stopped = true;
      this.#options.onNewer();
      return;
    }
    const migrated = this.#migrate(records, stored);
    const valid = migrated.flatMap((record) => this.#valid(record) ?? []);
    this.#store.mergeRemoteChanges(() => this.#store.put(this.#mended(valid)));
    if (skipped > 0 || this.#skipped.size > 0) this.#options.onSkipped(skipped + this.#skipped.size);
    if (stored && !same(stored, current) && !this.#options.readOnly())
      this.#writeBack(records, migrated, current);
    else if (!stored && records.length > 0 && !this.#options.readOnly())
      writeCanvasSchema(this.#doc, current);
  }

  #migrate(records: CanvasRecord[], stored: SerializedSchema | null): CanvasRecord[] {
    if (!stored) return records;
    const before = Object.fromEntries(records.map((record) => [record.id, record]));
    const result = this.#store.schema.migrateStoreSnapshot({ store: before as never, schema: stored });
    if (result.type === "error") return records;
    return Object.values(result.value) as unknown as CanvasRecord[];
  }

  /** Else an old record that is read again later would fail against the new schema. Nobody's undo takes it back. */
  #writeBack(before: CanvasRecord[], after: CanvasRecord[], schema: SerializedSchema): void {
    const old = new Map(before.map((record) => [record.id, record]));
    this.#writing = true;
    this.#doc.transact(() => {
      for (const record of after) writeCanvasRecord(this.#doc, record, old.get(record.id));
      writeCanvasSchema(this.#doc, schema);
    });
    this.#writing = false;
  }

  #valid(record: CanvasRecord): TLRecord | null {
    try {
      const valid = this.#store.schema.validateRecord(
        this.#store,
        record as unknown as TLRecord,
        "tests",
        null,
      );
      this.#skipped.delete(record.id);
      return valid;
    } catch {
      // Anyone with edit access can write bytes, and a newer canvas shapes we do not know: left out, counted.
      this.#skipped.add(record.id);
      return null;
    }
  }

  /** Shapes whose frame is gone stand on the page; for the eye only, nothing is written. */
  #mended(records: TLRecord[]): TLRecord[] {
    const coming = new Set<string>(records.map(({ id }) => id));
    return records.map((record) => {
      if (record.typeName !== "shape") return record;
      const { parentId } = record;
      return coming.has(parentId) || this.#store.has(parentId)
        ? record
        : { ...record, parentId: PAGE_ID as never };
    });
  }

  #changed(changes: {
    added: Record<string, TLRecord>;
    updated: Record<string, [TLRecord, TLRecord]>;
    removed: Record<string, TLRecord>;
  }): void {
    for (const record of Object.values(changes.added)) this.#note(record, null, false);
    for (const [before, after] of Object.values(changes.updated)) this.#note(after, before, false);
    for (const record of Object.values(changes.removed)) this.#note(record, record, true);
    if (this.#pending.size > 0) this.#timer ??= setTimeout(() => this.#write(false), WRITE_MS);
  }

  #note(record: TLRecord, before: TLRecord | null, removed: boolean): void {
    if (record.typeName !== "shape") return;
    const known = this.#pending.get(record.id);
    if (!known) {
      this.#pending.set(record.id, { before: before as CanvasRecord | null, removed });
    } else if (removed && known.before === null) {
      // Never written: made and unmade between two writes, or while held back.
      this.#pending.delete(record.id);
    } else known.removed = removed;
  }

  /** tldraw hands changes over once per frame; a new listener makes it do so at once. */
  #takeWaiting(): void {
    this.#store.listen(() => undefined)();
  }

  #write(all: boolean): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#pending.size === 0 || this.#stopped) return;
    if (this.#options.readOnly()) {
      this.#pending.clear();
      return;
    }
    const hold = !all && this.#options.holdNew();
    if (!hold && [...this.#pending.values()].some(({ before }) => before === null)) {
      this.#options.settle();
      this.#takeWaiting();
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
    }
    const batch = [...this.#pending].filter(([, { before }]) => before !== null || !hold);
    for (const [id] of batch) this.#pending.delete(id);
    if (this.#pending.size > 0) this.#timer = setTimeout(() => this.#write(false), WRITE_MS);
    if (batch.length === 0) return;
    this.#writing = true;
    this.#doc.transact(() => {
      const written: WrittenShape[] = [];
      for (const [id, { before, removed }] of batch) {
        const shape = this.#store.get(id as TLShapeId);
        if (removed || !shape) {
          removeCanvasRecord(this.#doc, id);
          continue;
        }
        writeCanvasRecord(this.#doc, shape as unknown as CanvasRecord, before);
        written.push({ shape, before });
      }
      this.#options.alongside(written);
    }, this.#options.origin);
    this.#writing = false;
  }

  /** Not `transaction.local`: what undo and the inspector change is local too, and has to reach the store. */
  #heard(keys: Set<string>): void {
    if (this.#writing || this.#stopped) return;
    this.#takeWaiting();
    const ids = new Set<string>();
    for (const key of keys) {
      if (key === "schema") {
        if (this.#refusesSchema()) return;
        continue;
      }
      const id = canvasRecordIdOf(key);
      if (id) ids.add(id);
    }
    const put: TLRecord[] = [];
    const remove: TLShapeId[] = [];
    for (const id of ids) this.#merge(id, put, remove);
    this.#addReturningChildren(put);
    if (put.length === 0 && remove.length === 0) return;
    const before = this.#skipped.size;
    this.#store.mergeRemoteChanges(() => {
      if (remove.length > 0) {
        this.#rescueChildren(remove);
        this.#store.remove(remove);
      }
      if (put.length > 0) this.#store.put(this.#mended(put));
    });
    if (this.#skipped.size > before) this.#options.onSkipped(this.#skipped.size);
  }

  #refusesSchema(): boolean {
    const stored = readCanvasSchema(this.#doc) as SerializedSchema | null;
    if (!stored || this.#store.schema.getMigrationsSince(stored).ok) return false;
    this.#stopped = true;
    this.#options.onNewer();
    return true;
  }

  #merge(id: string, put: TLRecord[], remove: TLShapeId[]): void {
    const pending = this.#pending.get(id);
    const record = readCanvasRecord(this.#doc, id);
    const local = this.#store.get(id as TLShapeId) as CanvasRecord | undefined;
    if (!record) {
      if (canvasRoot(this.#doc).has(id)) this.#skipped.add(id);
      this.#pending.delete(id);
      if (local) remove.push(id as TLShapeId);
      return;
    }
    if (pending?.removed) return;
    let next = record;
    if (pending && local) {
      // What is not written yet wins here, and is all that will be written.
      if (pending.before) next = overlay(record, pending.before, local);
      else next = local;
      pending.before = record;
    }
    if (local && same(next, local)) return;
    const valid = this.#valid(next);
    if (valid) put.push(valid);
  }

  /** A frame that comes back (undo) takes its own again: they stood on the page meanwhile. */
  #addReturningChildren(put: TLRecord[]): void {
    const back = new Set(put.filter(({ id }) => !this.#store.has(id)).map(({ id }) => id as string));
    if (back.size === 0) return;
    const coming = new Set(put.map(({ id }) => id as string));
    for (const record of readCanvasRecords(this.#doc).records) {
      if (!back.has(String(record.parentId)) || coming.has(record.id)) continue;
      const valid = this.#valid(record);
      if (valid) put.push(valid);
    }
  }

  /** What lies in a frame that somebody removed goes to the page instead of with it. */
  #rescueChildren(gone: TLShapeId[]): void {
    const ids = new Set<string>(gone);
    const orphans = this.#store
      .allRecords()
      .filter((record) => record.typeName === "shape" && ids.has(record.parentId) && !ids.has(record.id));
    this.#store.put(orphans.map((record) => ({ ...record, parentId: PAGE_ID })) as TLRecord[]);
  }
}
