import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import { readCanvasRecord, readCanvasRecords, writeCanvasRecord, writeCanvasSchema } from "./canvas-root";
import { readCanvasSchema } from "./canvas-root";
import { setFit } from "./fits";
import { setTitle } from "./meta";
import { boardObserve, type BoardChange } from "./observe";
import { personOrigin } from "./origins";
import { readBoard } from "./read";
import { ROOTS, rootOf } from "./roots";
import { removeTask, setTaskTitle } from "./tasks";
import { DEPLOY, KNIME, smallBoard, TRAIN } from "./testing";
import { undoManager } from "./undo";

describe("bytes from anyone", () => {
  test("[BD9] characters that no database column takes are not there", () => {
    const doc = smallBoard();
    rootOf(doc, "tasks").set(`${TRAIN}/title`, "Tr\u0000ain \ud83d\ude00 \ud83d");
    rootOf(doc, "meta").set("question", "\udc00Which\u0000?");
    const board = readBoard(doc);
    expect(board.tasks.find((task) => task.id === TRAIN)?.title).toBe("Train \ud83d\ude00 ");
    expect(board.question).toBe("Which?");
  });

  test("[BD9] wrong types, over-long texts and strange keys are skipped and counted, the rest is read", () => {
    const doc = smallBoard();
    const tasks = rootOf(doc, "tasks");
    const bad: [string, unknown][] = [
      ["no-title", { order: 1 }],
      ["__proto__", { order: 1 }],
      ["constructor", { order: 1 }],
      ["a|b", { order: 1 }],
      ["nested", new Y.Map()],
      ["text", "a task"],
      ["nothing", null],
    ];
    for (const [key, value] of bad) tasks.set(key, value);
    tasks.set(`${TRAIN}/title`, "x".repeat(201));
    const fits = rootOf(doc, "fits");
    fits.set(`${DEPLOY}|${KNIME}`, { fit: "perfect", by: null, byName: "", at: null });
    fits.set("no-bar", { fit: "mixed", by: null, byName: "", at: null });
    rootOf(doc, "criteria").set("c", { order: Number.NaN });
    rootOf(doc, "flows").set("f", { order: 0 });
    rootOf(doc, "flows").set("f/ends", [TRAIN]);

    const board = readBoard(doc);
    expect(board.tasks.map((task) => task.id)).toEqual([DEPLOY]);
    expect(board.options).toHaveLength(1);
    expect(board.fits).toEqual([]);
    expect(board.skipped).toBe(bad.length + 1 + 2 + 1 + 1);
  });

  test("[BD9] a link that is none of the web's does not come out as evidence", () => {
    const doc = smallBoard();
    setFit(doc, { task: TRAIN, option: KNIME, fit: "mixed", by: null, byName: "" });
    rootOf(doc, "fits").set(`${TRAIN}|${KNIME}/evidence`, "javascript:alert(1)");
    expect(readBoard(doc)).toMatchObject({ fits: [], skipped: 1 });
  });

  test("[BD9] whatever stands in whatever root, reading neither throws nor writes", () => {
    const key = fc.oneof(
      fc.constantFrom(
        "train",
        "train/title",
        "train/parent",
        "train|knime",
        "knime/title",
        "policy/uncovered",
        "policy/firmness/lead",
      ),
      fc.constantFrom(
        "quorum/__proto__",
        "quorum/r",
        "title",
        "optionNoun",
        "shape:a",
        "shape:a/xy",
        "shape:a/props",
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom(...ROOTS), key, fc.jsonValue()), { maxLength: 25 }),
        (writes) => {
          const doc = smallBoard();
          for (const [root, at, value] of writes) rootOf(doc, root).set(at, value);
          const before = Y.encodeStateVector(doc);
          const board = readBoard(doc);
          readCanvasRecords(doc);
          expect(Y.encodeStateVector(doc)).toEqual(before);
          expect(board.tasks.every((task) => task.title.length <= 200)).toBe(true);
          expect(({} as Record<string, unknown>).polluted).toBeUndefined();
        },
      ),
      { numRuns: 300 },
    );
  });

  test("[BD9] an empty document is a board without anything", () => {
    expect(readBoard(new Y.Doc())).toMatchObject({ schemaVersion: 0, title: "", tasks: [], skipped: 0 });
  });
});

describe("observing", () => {
  test("[BD14] tells once per transaction which roots changed, and nothing of the drawing alone", () => {
    const doc = smallBoard();
    const told: BoardChange[] = [];
    const stop = boardObserve(doc, (change) => told.push(change));
    const me = personOrigin();
    setFit(doc, { task: TRAIN, option: KNIME, fit: "mixed", by: null, byName: "" }, me);
    removeTask(doc, TRAIN, me);
    writeCanvasRecord(doc, { id: "binding:a", typeName: "binding" });
    setTitle(doc, "New", me);
    setTitle(doc, "New", me);
    stop();
    setTitle(doc, "Newer", me);
    expect(told.map((change) => [...change.roots].sort())).toEqual([["fits"], ["fits", "tasks"], ["meta"]]);
    expect(told.every((change) => change.origin === me)).toBe(true);
  });
});

describe("undo", () => {
  test("[BD15] takes back one's own change only, and not what another wrote since", () => {
    const doc = smallBoard();
    const me = personOrigin();
    const other = personOrigin();
    const undo = undoManager(doc, me);
    setTaskTitle(doc, TRAIN, "Mine", me);
    undo.stopCapturing();
    setTaskTitle(doc, DEPLOY, "Mine too", me);
    setTaskTitle(doc, TRAIN, "Theirs", other);
    undo.undo();
    undo.undo();
    const titles = readBoard(doc).tasks.map((task) => task.title);
    expect(titles).toEqual(["Theirs", "Deploy the service"]);
    undo.redo();
    undo.redo();
    expect(readBoard(doc).tasks.map((task) => task.title)).toEqual(["Theirs", "Mine too"]);
  });

  test("[BD15] [BD4] a removed task comes back with its fits and its place", () => {
    const doc = smallBoard();
    const me = personOrigin();
    setFit(doc, { task: TRAIN, option: KNIME, fit: "mixed", by: "u2", byName: "Bo" }, personOrigin());
    const undo = undoManager(doc, me);
    const before = readBoard(doc);
    removeTask(doc, TRAIN, me);
    undo.undo();
    expect(readBoard(doc)).toEqual(before);
  });
});

describe("canvas records", () => {
  const note = {
    id: "shape:n1",
    typeName: "shape",
    type: "note",
    x: 10,
    y: 20,
    rotation: 0,
    parentId: "page:page",
    index: "a1",
    props: { color: "yellow", richText: { type: "doc" } },
    meta: {},
  };

  test("[BD16] come out as they went in, in keys of their own", () => {
    const doc = smallBoard();
    const binding = { id: "binding:b1", typeName: "binding", fromId: "shape:n1", props: { x: 1 } };
    writeCanvasRecord(doc, note);
    writeCanvasRecord(doc, binding);
    writeCanvasSchema(doc, { schemaVersion: 2 });
    expect(readCanvasRecords(doc)).toEqual({ records: [note, binding], skipped: 0 });
    expect(readCanvasSchema(doc)).toEqual({ schemaVersion: 2 });
    expect([...rootOf(doc, "canvas").keys()].sort()).toEqual(
      ["binding:b1", "schema", "shape:n1", "shape:n1/parent", "shape:n1/text", "shape:n1/xy"].sort(),
    );
  });

  test("[BD16] only what differs from what this canvas last knew is written", () => {
    const doc = smallBoard();
    writeCanvasRecord(doc, note);
    writeCanvasRecord(doc, {
      ...note,
      props: { ...note.props, richText: { type: "doc", content: ["hers"] } },
    });
    const keys: string[] = [];
    rootOf(doc, "canvas").observe((event) => keys.push(...event.keysChanged));
    // This canvas has not seen the new text yet: its own record still carries the old one.
    writeCanvasRecord(doc, { ...note, x: 11 }, note);
    expect(keys).toEqual(["shape:n1/xy"]);
    expect(readCanvasRecord(doc, note.id)).toMatchObject({
      x: 11,
      props: { richText: { content: ["hers"] } },
    });
  });

  test("[BD16] a record without its position, or with a strange id, is skipped and counted", () => {
    const doc = smallBoard();
    writeCanvasRecord(doc, note);
    rootOf(doc, "canvas").set("shape:n1/xy", ["10", null]);
    rootOf(doc, "canvas").set("__proto__", { id: "__proto__", typeName: "shape" });
    expect(readCanvasRecords(doc)).toEqual({ records: [], skipped: 2 });
  });
});
