import type * as Y from "yjs";
import { same } from "./entity";
import type { BoardOrigin } from "./origins";
import { rootOf } from "./roots";

/**
 * The drawing, as flat keys. This file knows how a record of the canvas library is split and nothing of what
 * it means: `<id>` is existence and all that changes rarely; position, place in the tree, size and text of a
 * shape stand on keys of their own, so that a drag does not wipe out a colleague's retitle.
 */
export interface CanvasRecord {
  id: string;
  typeName: string;
  [property: string]: unknown;
}

type Json = Record<string, unknown>;

/** `shape:…`, `binding:…`, …: the library's own ids. No `/`, which ends the id in a key. */
const RECORD_ID = /^[a-z][a-z_]*:[A-Za-z0-9_:-]{1,80}$/;
const TEXT_PROPS = ["text", "richText", "name"] as const;
/** A shape that shows something of the board holds its id in one of these props. */
const VIEW_PROPS = ["taskId", "groupId", "phaseId", "flowId"] as const;
/** Serialised schema of the library that wrote last; no record's key, as it has no colon. */
const SCHEMA_KEY = "schema";

export const canvasRoot = (doc: Y.Doc): Y.Map<unknown> => rootOf(doc, "canvas");

/** The record that a changed key of the canvas root belongs to; null for the schema and for what is no key of ours. */
export function canvasRecordIdOf(key: string): string | null {
  const id = key.split("/", 1)[0] ?? "";
  return RECORD_ID.test(id) ? id : null;
}

/** The keys and values one record is stored as. */
export function splitCanvasRecord(record: CanvasRecord): Map<string, unknown> {
  if (record.typeName !== "shape") return new Map([[record.id, record]]);
  const { x, y, parentId, index, ...rest } = record;
  const { w, h, ...props } = isJson(record.props) ? record.props : {};
  const text: Json = {};
  for (const name of TEXT_PROPS) {
    if (name in props) {
      text[name] = props[name];
      delete props[name];
    }
  }
  const keys = new Map<string, unknown>([
    [record.id, { ...rest, props }],
    [`${record.id}/xy`, [x, y]],
    [`${record.id}/parent`, [parentId, index]],
  ]);
  if (w !== undefined || h !== undefined) keys.set(`${record.id}/size`, [w ?? null, h ?? null]);
  if (Object.keys(text).length > 0) keys.set(`${record.id}/text`, text);
  return keys;
}

/** Null when there is no such record or it does not parse; the canvas still validates what it gets. */
export function readCanvasRecord(doc: Y.Doc, id: string): CanvasRecord | null {
  const map = canvasRoot(doc);
  const base = map.get(id);
  if (!isJson(base) || base.id !== id || typeof base.typeName !== "string") return null;
  if (base.typeName !== "shape") return base as CanvasRecord;
  const xy = pair(map.get(`${id}/xy`));
  const parent = pair(map.get(`${id}/parent`));
  if (!xy?.every(isFiniteNumber) || !parent?.every((part) => typeof part === "string")) return null;
  const size = pair(map.get(`${id}/size`));
  const text = map.get(`${id}/text`);
  const [w, h] = size ?? [];
  return {
    ...base,
    id,
    typeName: "shape",
    x: xy[0],
    y: xy[1],
    parentId: parent[0],
    index: parent[1],
    props: {
      ...(isJson(base.props) ? base.props : {}),
      ...(isFiniteNumber(w) ? { w } : {}),
      ...(isFiniteNumber(h) ? { h } : {}),
      ...(isJson(text) ? text : {}),
    },
  };
}

export function readCanvasRecords(doc: Y.Doc): { records: CanvasRecord[]; skipped: number } {
  const records: CanvasRecord[] = [];
  let skipped = 0;
  for (const key of canvasRoot(doc).keys()) {
    if (key.includes("/") || key === SCHEMA_KEY) continue;
    const record = RECORD_ID.test(key) ? readCanvasRecord(doc, key) : null;
    if (record) records.push(record);
    else skipped++;
  }
  return { records, skipped };
}

/**
 * Writes the keys in which `record` differs from `previous`, the record as this canvas last knew it (without
 * one: from the document). What only a colleague changed meanwhile is not written and so stays.
 */
export function writeCanvasRecord(
  doc: Y.Doc,
  record: CanvasRecord,
  previous?: CanvasRecord | null,
  origin?: BoardOrigin,
): void {
  const map = canvasRoot(doc);
  const before = previous ? splitCanvasRecord(previous) : null;
  const after = splitCanvasRecord(record);
  doc.transact(() => {
    for (const [key, value] of after) {
      const known = before ? before.get(key) : map.get(key);
      if (!same(known, value)) map.set(key, value);
    }
    for (const key of before?.keys() ?? []) if (!after.has(key)) map.delete(key);
  }, origin);
}

export function removeCanvasRecord(doc: Y.Doc, id: string, origin?: BoardOrigin): void {
  const map = canvasRoot(doc);
  doc.transact(() => {
    for (const key of [id, `${id}/xy`, `${id}/parent`, `${id}/size`, `${id}/text`]) {
      if (map.has(key)) map.delete(key);
    }
  }, origin);
}

/** Removes every shape that shows this task, group, phase or flow. Called by the verbs that remove those. */
export function removeViewsOf(doc: Y.Doc, id: string, origin?: BoardOrigin): void {
  for (const [key, value] of [...canvasRoot(doc).entries()]) {
    const props = isJson(value) && isJson(value.props) ? value.props : {};
    if (VIEW_PROPS.some((name) => props[name] === id)) removeCanvasRecord(doc, key, origin);
  }
}

/** Null in a document that no canvas has written to yet. */
export function readCanvasSchema(doc: Y.Doc): Json | null {
  const schema = canvasRoot(doc).get(SCHEMA_KEY);
  return isJson(schema) ? schema : null;
}

export function writeCanvasSchema(doc: Y.Doc, schema: object, origin?: BoardOrigin): void {
  if (same(readCanvasSchema(doc), schema)) return;
  doc.transact(() => canvasRoot(doc).set(SCHEMA_KEY, schema), origin);
}

const isFiniteNumber = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value);

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

function pair(value: unknown): [unknown, unknown] | null {
  return Array.isArray(value) && value.length === 2 ? [value[0], value[1]] : null;
}
