import { createTLSchema, createTLStore, type TLShape, type TLShapeId, type TLStore } from "tldraw";
import { afterEach, expect, test, vi } from "vitest";
import * as Y from "yjs";
import { canvasRoot, readCanvasRecord, readCanvasSchema, writeCanvasSchema } from "@/lib/board/canvas-root";
import { cardId } from "@/lib/board/canvas-shapes";
import { personOrigin } from "@/lib/board/origins";
import { seedBoard } from "@/lib/board/seed";
import { builtInTemplate } from "@/lib/board/templates/catalogue";
import { undoManager } from "@/lib/board/undo";
import { overlay } from "./overlay-record";
import { flowProps, groupFrameProps, phaseFrameProps, taskCardProps } from "./shape-types";
import { type BindingOptions, StoreBinding } from "./store-binding";

const SEED = seedBoard(builtInTemplate("ml-lifecycle"), { locale: "en", withRatings: false });
const CARD = cardId("model-training") as TLShapeId;
const PHASE = "shape:phase:production-service" as TLShapeId;

interface Person {
  doc: Y.Doc;
  store: TLStore;
  binding: StoreBinding;
  undo: Y.UndoManager;
  options: BindingOptions;
  told: { skipped: number[]; newer: number };
  move(id: TLShapeId, x: number, y: number): void;
  shape(id: TLShapeId): TLShape;
}

const open: Person[] = [];
afterEach(() => {
  for (const { binding } of open.splice(0)) binding.stop();
});

function person(doc = new Y.Doc(), change: Partial<BindingOptions> = {}): Person {
  if (canvasRoot(doc).size === 0) Y.applyUpdate(doc, SEED);
  const schema = createTLSchema({
    shapes: {
      "task-card": { props: taskCardProps },
      "phase-frame": { props: phaseFrameProps },
      "group-frame": { props: groupFrameProps },
      flow: { props: flowProps },
    },
    bindings: {},
  });
  const store = createTLStore({ schema });
  const told = { skipped: [] as number[], newer: 0 };
  const origin = personOrigin();
  const options: BindingOptions = {
    origin,
    readOnly: () => false,
    holdNew: () => false,
    settle: () => undefined,
    alongside: () => undefined,
    onSkipped: (count) => told.skipped.push(count),
    onNewer: () => {
      told.newer += 1;
    },
    ...change,
  };
  const undo = undoManager(doc, origin);
  const binding = new StoreBinding(store, doc, options);
  const shape = (id: TLShapeId) => {
    const found = store.get(id);
    if (!found) throw new Error(`${id} is not there`);
    return found;
  };
  const move = (id: TLShapeId, x: number, y: number) => store.put([{ ...shape(id), x, y }]);
  const made = { doc, store, binding, undo, options, told, move, shape };
  open.push(made);
  return made;
}

function sync(a: Person, b: Person): void {
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), "remote");
  Y.applyUpdate(b.doc, Y.encodeStateAsUpdate(a.doc), "remote");
}

const shapesOf = ({ store }: Person) =>
  store
    .allRecords()
    .filter((record) => record.typeName === "shape")
    .sort((a, b) => (a.id < b.id ? -1 : 1));

test("opens every shape of the template, and pages and cameras stay out of the document", () => {
  const a = person();
  expect(shapesOf(a)).toHaveLength(26 + 3 + 3 + 38);
  expect(a.told.skipped).toEqual([]);
  a.binding.flush();
  for (const key of canvasRoot(a.doc).keys()) expect(key.startsWith("shape:") || key === "schema").toBe(true);
});

test("a move reaches the other person, and only its position is written", () => {
  const [a, b] = [person(), person()];
  sync(a, b);
  const keys: string[] = [];
  canvasRoot(a.doc).observe((event) => keys.push(...event.keysChanged));
  a.move(CARD, 300, 200);
  a.binding.flush();
  expect(keys).toEqual([`${CARD}/xy`]);
  sync(a, b);
  expect(b.shape(CARD)).toMatchObject({ x: 300, y: 200 });
});

test("a frame's resize by one and its move by another both stand", () => {
  const [a, b] = [person(), person()];
  sync(a, b);
  a.move(PHASE, 1000, 600);
  b.store.put([{ ...b.shape(PHASE), props: { ...b.shape(PHASE).props, w: 400 } } as TLShape]);
  a.binding.flush();
  b.binding.flush();
  sync(a, b);
  for (const who of [a, b]) expect(who.shape(PHASE)).toMatchObject({ x: 1000, y: 600, props: { w: 400 } });
});

test("a remote change that arrives before a local one is written does not undo it", () => {
  const [a, b] = [person(), person()];
  sync(a, b);
  a.move(PHASE, 1000, 600);
  b.store.put([{ ...b.shape(PHASE), props: { ...b.shape(PHASE).props, h: 300 } } as TLShape]);
  b.binding.flush();
  Y.applyUpdate(a.doc, Y.encodeStateAsUpdate(b.doc), "remote");
  expect(a.shape(PHASE)).toMatchObject({ x: 1000, y: 600, props: { h: 300 } });
  a.binding.flush();
  sync(a, b);
  expect(shapesOf(a)).toEqual(shapesOf(b));
});

test("what one's own undo takes back reaches the store; a colleague's change stays", () => {
  const [a, b] = [person(), person()];
  sync(a, b);
  const { x } = a.shape(CARD);
  a.move(CARD, 5, 5);
  a.binding.flush();
  sync(a, b);
  b.move(PHASE, 7, 7);
  b.binding.flush();
  sync(a, b);
  a.undo.undo();
  expect(a.shape(CARD).x).toBe(x);
  expect(a.shape(PHASE).x).toBe(7);
  sync(a, b);
  expect(b.shape(CARD).x).toBe(x);
});

test("an invalid record is left out, counted and not written over; the rest opens", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, SEED);
  const root = canvasRoot(doc);
  root.set(CARD, { ...(root.get(CARD) as object), rotation: "round" });
  root.set("shape:odd", { id: "shape:odd", typeName: "shape", type: "vote-widget", props: {}, meta: {} });
  const a = person(doc);
  expect(shapesOf(a)).toHaveLength(69);
  expect(a.told.skipped).toEqual([2]);
  expect(root.get(CARD)).toMatchObject({ rotation: "round" });
});

test("an invalid remote change leaves the shape as it was", () => {
  const a = person();
  a.doc.transact(() => canvasRoot(a.doc).set(`${CARD}/xy`, ["far", 0]), "remote");
  expect(a.store.has(CARD)).toBe(false);
  a.doc.transact(() => canvasRoot(a.doc).set(`${CARD}/xy`, [1, 2]), "remote");
  expect(a.shape(CARD)).toMatchObject({ x: 1, y: 2 });
});

test("a card whose frame is removed by somebody else stands on the page, and goes back when the frame does", () => {
  const [a, b] = [person(), person()];
  sync(a, b);
  const child = cardId("deployed-service") as TLShapeId;
  a.store.remove([PHASE]);
  a.binding.flush();
  sync(a, b);
  expect(b.shape(child).parentId).toBe("page:page");
  a.undo.undo();
  sync(a, b);
  expect(b.shape(child).parentId).toBe(PHASE);
});

test("a document of a newer canvas is refused: nothing drawn, nothing written", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, SEED);
  const first = person(doc);
  const schema = structuredClone(readCanvasSchema(doc)) as { sequences: Record<string, number> };
  first.binding.stop();
  schema.sequences["com.tldraw.shape"] = 99;
  writeCanvasSchema(doc, schema);
  const before = Y.encodeStateVector(doc);
  const a = person(doc);
  expect(a.told.newer).toBe(1);
  expect(shapesOf(a)).toHaveLength(0);
  expect(Y.encodeStateVector(doc)).toEqual(before);
});

test("who may only read never writes, not even the schema", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, SEED);
  const before = Y.encodeStateVector(doc);
  const a = person(doc, { readOnly: () => true });
  a.move(CARD, 1, 1);
  a.binding.flush();
  expect(Y.encodeStateVector(doc)).toEqual(before);
});

test("a new shape is held while the gesture lasts and never written when it is given up", () => {
  let hold = true;
  const a = person(new Y.Doc(), { holdNew: () => hold });
  const id = "shape:task:new" as TLShapeId;
  a.store.put([{ ...a.shape(CARD), id, props: { ...a.shape(CARD).props, taskId: "new" } } as TLShape]);
  a.binding.flush();
  expect(readCanvasRecord(a.doc, id)).toBeNull();
  a.store.remove([id]);
  hold = false;
  a.binding.flush();
  expect(readCanvasRecord(a.doc, id)).toBeNull();
  expect(a.undo.canUndo()).toBe(false);
});

test("what a change means for the board is written in the same transaction", () => {
  const alongside = vi.fn();
  const a = person(new Y.Doc(), { alongside });
  let transactions = 0;
  a.doc.on("afterTransaction", () => {
    transactions += 1;
  });
  a.move(CARD, 2, 2);
  a.move(PHASE, 3, 3);
  a.binding.flush();
  expect(transactions).toBe(1);
  expect(alongside).toHaveBeenCalledOnce();
});

test("the overlay keeps what is ours and takes the rest from them", () => {
  const before = {
    id: "shape:a",
    typeName: "shape",
    x: 1,
    y: 1,
    parentId: "page:page",
    props: { w: 1, h: 1 },
  };
  const ours = { ...before, x: 9, props: { w: 9, h: 1 } };
  const theirs = { ...before, y: 5, props: { w: 2, h: 2 } };
  expect(overlay(theirs, before, ours)).toEqual({ ...before, x: 9, y: 5, props: { w: 9, h: 2 } });
});
