import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { GroupId, OptionId, PhaseId, TaskId } from "../ids";
import { type CanvasRecord, readCanvasRecord, writeCanvasRecord } from "./canvas-root";
import { setFit, setFitNote } from "./fits";
import { addFlow } from "./flows";
import { addGroup, removeGroup, setGroupPhase } from "./groups";
import { addOption, moveOption, removeOption } from "./options";
import { addPhase, removePhase } from "./phases";
import { readBoard } from "./read";
import { addTask, removeTask, setTaskParent, setTaskScope, setTaskTitle } from "./tasks";
import { BUILD, copyOf, DEPLOY, exchange, KNIME, smallBoard, TRAIN } from "./testing";

const titleOf = (doc: Y.Doc, id: TaskId) => readBoard(doc).tasks.find((task) => task.id === id)?.title;

describe("two people at once", () => {
  test("[BD2] a retitle during a drag: both survive, on the map and on the canvas", () => {
    const card: CanvasRecord = {
      id: "shape:task:train",
      typeName: "shape",
      type: "task-card",
      x: 0,
      y: 0,
      parentId: "page:page",
      index: "a1",
      props: { w: 146, h: 60, taskId: TRAIN, text: "Train" },
    };
    const ann = smallBoard();
    writeCanvasRecord(ann, card);
    const bob = copyOf(ann);

    for (let x = 1; x <= 30; x++) {
      writeCanvasRecord(ann, { ...card, x }, { ...card, x: x - 1 });
      setTaskParent(ann, TRAIN, { phase: null, group: null });
    }
    setTaskTitle(bob, TRAIN, "Train it");
    writeCanvasRecord(bob, { ...card, props: { ...(card.props as object), text: "Train it" } }, card);
    exchange(ann, bob);

    for (const doc of [ann, bob]) {
      expect(readBoard(doc).tasks[0]).toMatchObject({ title: "Train it", phase: null });
      expect(readCanvasRecord(doc, card.id)).toMatchObject({
        x: 30,
        y: 0,
        props: { text: "Train it", w: 146 },
      });
    }
  });

  test("[BD3] the same cell painted by two people is one entry, the same for both", () => {
    const ann = smallBoard();
    const bob = copyOf(ann);
    setFit(ann, { task: TRAIN, option: KNIME, fit: "efficient", by: "ann", byName: "Ann" });
    setFit(bob, { task: TRAIN, option: KNIME, fit: "mixed", by: "bob", byName: "Bob" });
    exchange(ann, bob);
    expect(readBoard(ann).fits).toHaveLength(1);
    expect(readBoard(ann)).toEqual(readBoard(bob));
    const [fit] = readBoard(ann).fits;
    expect(fit?.by === "ann" ? fit.fit : "mixed").toBe(fit?.fit);
  });

  test("[BD4] [BD10] a fit painted on a task that is being removed is not read", () => {
    const ann = smallBoard();
    const bob = copyOf(ann);
    removeTask(ann, TRAIN);
    setFit(bob, { task: TRAIN, option: KNIME, fit: "efficient", by: "bob", byName: "Bob" });
    setFitNote(bob, TRAIN, KNIME, "Seen in the trial");
    addFlow(bob, { from: TRAIN, to: DEPLOY });
    exchange(ann, bob);
    for (const doc of [ann, bob]) {
      const board = readBoard(doc);
      expect(board.tasks.map((task) => task.id)).toEqual([DEPLOY]);
      expect(board.fits).toEqual([]);
      expect(board.flows).toEqual([]);
      expect(board.skipped).toBe(0);
    }
  });

  test("[BD1] retitling, moving or scoping a task does not revive it after its removal", () => {
    const ann = smallBoard();
    const bob = copyOf(ann);
    removeTask(ann, TRAIN);
    setTaskTitle(bob, TRAIN, "Still here?");
    setTaskScope(bob, TRAIN, false);
    setTaskParent(bob, TRAIN, { phase: null, group: null });
    exchange(ann, bob);
    for (const doc of [ann, bob]) expect(titleOf(doc, TRAIN)).toBeUndefined();
    expect(readBoard(ann).skipped).toBe(0);
  });

  test("[BD1] reordering an option does not revive it after its removal", () => {
    const ann = smallBoard();
    addOption(ann, { id: "h2o", title: "H2O.ai" });
    const bob = copyOf(ann);
    removeOption(ann, KNIME);
    moveOption(bob, KNIME, 1);
    exchange(ann, bob);
    expect(readBoard(bob).options.map((option) => option.id)).toEqual(["h2o"]);
    expect(readBoard(ann)).toEqual(readBoard(bob));
  });

  test("[BD10] a task put into a group that is being removed, or moved, follows what remains", () => {
    const ann = smallBoard();
    const later = addPhase(ann, { title: "Later" });
    const group = addGroup(ann, { phase: BUILD, title: "Training" });
    const bob = copyOf(ann);
    setGroupPhase(ann, group, later);
    setTaskParent(bob, TRAIN, { phase: BUILD, group });
    exchange(ann, bob);
    expect(readBoard(bob).tasks[0]).toMatchObject({ phase: later, group });

    removeGroup(ann, group);
    setTaskTitle(bob, TRAIN, "In a group");
    exchange(ann, bob);
    expect(readBoard(bob).tasks[0]).toMatchObject({ phase: BUILD, group: null, title: "In a group" });
  });

  test("[BD10] a group added to a phase that is being removed is not there, its tasks are in no phase", () => {
    const ann = smallBoard();
    const bob = copyOf(ann);
    removePhase(ann, BUILD);
    const group = addGroup(bob, { phase: BUILD, title: "Training" });
    setTaskParent(bob, TRAIN, { phase: BUILD, group });
    exchange(ann, bob);
    const board = readBoard(ann);
    expect(board.groups).toEqual([]);
    expect(board.tasks[0]).toMatchObject({ phase: null, group: null });
    expect(board.skipped).toBe(0);
  });

  test("[BD11] things added at once share a number; the id decides, the same for both", () => {
    const ann = smallBoard();
    const bob = copyOf(ann);
    addOption(ann, { id: "zeta", title: "Zeta" });
    addOption(bob, { id: "alpha", title: "Alpha" });
    exchange(ann, bob);
    for (const doc of [ann, bob]) {
      expect(readBoard(doc).options.map((option) => option.id)).toEqual(["knime", "alpha", "zeta"]);
    }
  });
});

/** One thing a person does to a board whose tasks and options are t0…t3 and o0…o2, there or not. */
const anAct = fc.record({
  kind: fc.constantFrom(
    "add",
    "title",
    "scope",
    "parent",
    "remove",
    "fit",
    "clear",
    "flow",
    "option",
    "drop",
  ),
  task: fc.integer({ min: 0, max: 3 }).map((n) => `t${n}` as TaskId),
  other: fc.integer({ min: 0, max: 3 }).map((n) => `t${n}` as TaskId),
  option: fc.integer({ min: 0, max: 2 }).map((n) => `o${n}` as OptionId),
  n: fc.integer({ min: 0, max: 9 }),
});
type Act = typeof anAct extends fc.Arbitrary<infer T> ? T : never;

function act(doc: Y.Doc, { kind, task, other, option, n }: Act): void {
  const cell = { task, option, by: null, byName: "", at: null };
  if (kind === "add" && titleOf(doc, task) === undefined) addTask(doc, { id: task, title: `Task ${n}` });
  if (kind === "title") setTaskTitle(doc, task, `Title ${n}`);
  if (kind === "scope") setTaskScope(doc, task, n % 2 === 0);
  if (kind === "parent")
    setTaskParent(doc, task, { phase: `p${n % 2}` as PhaseId, group: "group:g" as GroupId });
  if (kind === "remove") removeTask(doc, task);
  if (kind === "fit") setFit(doc, { ...cell, fit: n % 2 === 0 ? "mixed" : "efficient" });
  if (kind === "clear") setFit(doc, { ...cell, fit: null });
  if (kind === "flow") addFlow(doc, { id: `f${n}`, from: task, to: other });
  if (kind === "option") addOption(doc, { id: option, title: `Option ${n}` });
  if (kind === "drop") removeOption(doc, option);
}

test("[BD12] three people's updates, merged in any order, leave everybody with the same board", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 2 }), anAct), { maxLength: 40 }),
      fc.infiniteStream(fc.nat()),
      (acts, random) => {
        const start = smallBoard();
        const updates: Uint8Array[] = [];
        const people = [0, 1, 2].map(() => {
          const doc = copyOf(start);
          doc.on("update", (update: Uint8Array) => updates.push(update));
          return doc;
        });
        for (const [person, what] of acts) act(people[person] as Y.Doc, what);

        const draws = random[Symbol.iterator]();
        const shuffled = updates.map((update) => ({ update, at: draws.next().value as number }));
        shuffled.sort((a, b) => a.at - b.at);
        const one = copyOf(start);
        for (const { update } of shuffled) Y.applyUpdate(one, update);
        const other = copyOf(start);
        Y.applyUpdate(other, updates.length > 0 ? Y.mergeUpdates(updates) : Y.encodeStateAsUpdate(start));

        expect(readBoard(one)).toEqual(readBoard(other));
        expect(readBoard(one).skipped).toBe(0);
      },
    ),
    { numRuns: 150 },
  );
});
