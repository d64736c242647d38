import { describe, expect, test } from "vitest";
import * as Y from "yjs";
import type { CriterionId, GroupId, RoleId, TaskId } from "../ids";
import { readCanvasRecords, writeCanvasRecord } from "./canvas-root";
import { addCriterion, moveCriterion, removeCriterion, updateCriterion } from "./criteria";
import { setFit, setFitEvidence, setFitNote } from "./fits";
import { addFlow, removeFlow, setFlowEnds, setFlowLabel } from "./flows";
import { addGroup, setGroupNote, setGroupRoles, setGroupTitle } from "./groups";
import { newId } from "./keys";
import { setFirmness, setOptionNoun, setPolicy, setQuestion, setQuorum, setTitle } from "./meta";
import { addOption, moveOption, removeOption, renameOption } from "./options";
import { addPhase, removePhase, setPhasePurpose, setPhaseTitle } from "./phases";
import { readBoard } from "./read";
import { addTask, removeTask, setTaskRoles, setTaskScope, setTaskTitle } from "./tasks";
import { BUILD, DEPLOY, KNIME, smallBoard, TRAIN } from "./testing";

const painted = { task: TRAIN, option: KNIME, by: "u1", byName: "Ann" } as const;

describe("removal", () => {
  test("[BD4] a task goes with its fits, its arrows and its card, in one transaction", () => {
    const doc = smallBoard();
    setFit(doc, { ...painted, fit: "mixed" });
    setFitNote(doc, TRAIN, KNIME, "Slow");
    addFlow(doc, { from: TRAIN, to: DEPLOY });
    const shape = { typeName: "shape", type: "task-card", x: 1, y: 2, parentId: "page:page", index: "a1" };
    writeCanvasRecord(doc, { ...shape, id: "shape:task:train", props: { taskId: TRAIN } });
    writeCanvasRecord(doc, { ...shape, id: "shape:task:deploy", props: { taskId: DEPLOY } });
    let transactions = 0;
    doc.on("afterTransaction", (transaction) => {
      if (transaction.changed.size > 0) transactions++;
    });

    expect(removeTask(doc, TRAIN)).toBe(true);

    const board = readBoard(doc);
    expect([board.tasks.length, board.fits.length, board.flows.length, transactions]).toEqual([1, 0, 0, 1]);
    expect(readCanvasRecords(doc).records.map((record) => record.id)).toEqual(["shape:task:deploy"]);
    // Nothing of it is left behind under a key of its own.
    for (const root of ["tasks", "fits", "flows"] as const) {
      expect([...doc.getMap(root).keys()].filter((key) => key.includes(TRAIN))).toEqual([]);
    }
  });

  test("[BD4] an option goes with its fits; a phase with its groups, but not with its tasks", () => {
    const doc = smallBoard();
    setFit(doc, { ...painted, fit: "mixed" });
    addGroup(doc, { phase: BUILD, title: "Training" });
    removeOption(doc, KNIME);
    removePhase(doc, BUILD);
    const board = readBoard(doc);
    expect([board.options, board.fits, board.phases, board.groups]).toEqual([[], [], [], []]);
    expect(board.tasks.map((task) => task.phase)).toEqual([null, null]);
    addOption(doc, { id: KNIME, title: "KNIME again" });
    expect(readBoard(doc).fits).toEqual([]);
  });
});

describe("what is gone or refused", () => {
  test("[BD5] verbs for something that is gone write nothing and say so", () => {
    const doc = smallBoard();
    const gone = "gone" as TaskId;
    const before = Y.encodeStateVector(doc);
    expect(setTaskTitle(doc, gone, "New")).toBe(false);
    expect(setTaskScope(doc, gone, false)).toBe(false);
    expect(removeTask(doc, gone)).toBe(false);
    expect(setFit(doc, { ...painted, task: gone, fit: "mixed" })).toBe(false);
    expect(setFitNote(doc, TRAIN, KNIME, "of an unrated cell")).toBe(false);
    expect(addFlow(doc, { from: TRAIN, to: gone })).toBeNull();
    expect(addFlow(doc, { from: TRAIN, to: TRAIN })).toBeNull();
    expect(updateCriterion(doc, "gone" as CriterionId, { title: "New" })).toBe(false);
    expect(Y.encodeStateVector(doc)).toEqual(before);
  });

  test("[BD6] names are trimmed; empty and over-long ones are refused before anything is written", () => {
    const doc = smallBoard();
    const before = Y.encodeStateVector(doc);
    const code = (name: string, values?: object) =>
      expect.objectContaining({ code: name, ...(values && { values }) });
    const long = "x".repeat(10_000);
    expect(() => addTask(doc, { title: "   " })).toThrow(code("name-missing"));
    expect(() => addTask(doc, { title: long })).toThrow(code("name-too-long", { max: 200, length: 10_000 }));
    expect(() => setTaskTitle(doc, TRAIN, long)).toThrow(code("name-too-long"));
    expect(() => addOption(doc, { title: long })).toThrow(code("name-too-long"));
    expect(() => addPhase(doc, { title: "A", purpose: long })).toThrow(
      code("name-too-long", { max: 5_000, length: 10_000 }),
    );
    expect(() => updateCriterion(doc, "c" as CriterionId, { knockOutBelow: 9 })).toThrow(code("bad-input"));
    expect(() => setQuorum(doc, "annotator" as RoleId, 0)).toThrow(code("bad-input"));
    for (const bar of [-1, 101, 2.5, Number.NaN]) {
      expect(() => setFirmness(doc, "lead", bar)).toThrow(code("bad-input"));
    }
    expect(() => addTask(doc, { id: "a/b", title: "A" })).toThrow(code("bad-input"));
    expect(() => addGroup(doc, { id: "no-prefix", phase: BUILD, title: "A" })).toThrow(code("bad-input"));
    expect(() => addTask(doc, { title: "A", roles: ["__proto__" as RoleId] })).toThrow(code("bad-input"));
    expect(Y.encodeStateVector(doc)).toEqual(before);
    setTaskTitle(doc, TRAIN, "  Train\n it  ");
    expect(readBoard(doc).tasks[0]?.title).toBe("Train it");
  });

  test("[BD6] HTML is kept as the text it is", () => {
    const doc = smallBoard();
    const html = `<img src=x onerror="alert(1)"> & co`;
    setTaskTitle(doc, TRAIN, html);
    setQuestion(doc, html);
    expect(readBoard(doc).tasks[0]?.title).toBe(html);
    expect(readBoard(doc).question).toBe(html);
  });

  test("[BD7] evidence is a web link or nothing", () => {
    const doc = smallBoard();
    setFit(doc, { ...painted, fit: "mixed" });
    for (const link of [
      "javascript:alert(1)",
      "data:text/html,x",
      "//example.org",
      "see the wiki",
      "http://",
    ]) {
      expect(() => setFitEvidence(doc, TRAIN, KNIME, link)).toThrow(
        expect.objectContaining({ code: "bad-input" }),
      );
    }
    setFitEvidence(doc, TRAIN, KNIME, " https://example.org/trial ");
    expect(readBoard(doc).fits[0]?.evidence).toBe("https://example.org/trial");
    setFitEvidence(doc, TRAIN, KNIME, "");
    expect(readBoard(doc).fits[0]?.evidence).toBe("");
  });
});

test("[BD8] moving writes one order between the new neighbours", () => {
  const doc = smallBoard();
  for (const id of ["b", "c", "d"]) addOption(doc, { id, title: id });
  const order = () =>
    readBoard(doc)
      .options.map((option) => option.id)
      .join(" ");
  const moves: [string, number, string][] = [
    ["d", 0, "d knime b c"],
    ["knime", 3, "d b c knime"],
    ["c", 1, "d c b knime"],
    ["c", 1, "d c b knime"],
    ["d", 99, "c b knime d"],
  ];
  for (const [id, index, after] of moves) {
    let keys = 0;
    const count = (event: Y.YMapEvent<unknown>) => (keys += event.keysChanged.size);
    doc.getMap("options").observe(count);
    expect(moveOption(doc, id as typeof KNIME, index)).toBe(true);
    doc.getMap("options").unobserve(count);
    expect(order()).toBe(after);
    expect(keys).toBeLessThanOrEqual(1);
  }
});

test("[BD8] neighbours that share a number are numbered anew", () => {
  const doc = smallBoard();
  for (const id of ["b", "c"]) addOption(doc, { id, title: id });
  for (const id of ["knime", "b", "c"]) doc.getMap("options").set(`${id}/order`, 7);
  moveOption(doc, KNIME, 1);
  expect(readBoard(doc).options.map((option) => option.id)).toEqual(["b", "knime", "c"]);
});

test("[BD3] [BD5] painting, noting and wiping one cell", () => {
  const doc = smallBoard();
  setFit(doc, { ...painted, fit: "efficient" });
  setFitNote(doc, TRAIN, KNIME, "In the trial");
  expect(readBoard(doc).fits).toEqual([
    {
      task: TRAIN,
      option: KNIME,
      fit: "efficient",
      by: "u1",
      byName: "Ann",
      at: expect.stringMatching(/^\d{4}-.*Z$/),
      note: "In the trial",
      evidence: "",
    },
  ]);
  setFit(doc, { ...painted, fit: "inefficient" });
  expect(readBoard(doc).fits[0]).toMatchObject({ fit: "inefficient", note: "In the trial" });
  setFit(doc, { ...painted, fit: null });
  expect(readBoard(doc).fits).toEqual([]);
  expect(doc.getMap("fits").size).toBe(0);
});

test("[BD2] every property of every kind of thing can be read back", () => {
  const doc = smallBoard();
  const group = addGroup(doc, { phase: BUILD, title: "Training", roles: ["r1" as RoleId] });
  setGroupTitle(doc, group, "The training");
  setGroupNote(doc, group, "Again\nand again");
  setGroupRoles(doc, group, ["r2" as RoleId, "r2" as RoleId]);
  setPhaseTitle(doc, BUILD, "Building");
  setPhasePurpose(doc, BUILD, "To build");
  setTaskRoles(doc, TRAIN, ["r1" as RoleId]);
  renameOption(doc, KNIME, "KNIME AP");
  const flow = addFlow(doc, { from: TRAIN, to: group as GroupId });
  if (flow === null) throw new Error("both ends are there");
  setFlowLabel(doc, flow, "when ready");
  setFlowEnds(doc, flow, DEPLOY, TRAIN);
  const cost = addCriterion(doc, { title: "Cost", scoredBy: ["r1" as RoleId] });
  const speed = addCriterion(doc, { title: "Speed", source: "map" });
  updateCriterion(doc, cost, {
    question: "How much?",
    low: "a lot",
    high: "nothing",
    scoredBy: null,
    knockOutBelow: 2,
  });
  moveCriterion(doc, speed, 0);
  const junk = addCriterion(doc, { title: "Junk" });
  removeCriterion(doc, junk);
  setTitle(doc, "Which one?");
  setQuestion(doc, "Which platform?");
  setOptionNoun(doc, { one: "platform", many: "platforms" });
  setPolicy(doc, "uncovered", "skip");
  setPolicy(doc, "insideRole", "median");
  setQuorum(doc, "r1" as RoleId, 2);
  setFirmness(doc, "lead", 3);

  const board = readBoard(doc);
  expect(board.skipped).toBe(0);
  expect(board.groups).toEqual([
    { id: group, phase: BUILD, title: "The training", note: "Again\nand again", roles: ["r2"], order: 0 },
  ]);
  expect(board.phases).toEqual([{ id: BUILD, title: "Building", purpose: "To build", order: 0 }]);
  expect(board.tasks[0]?.roles).toEqual(["r1"]);
  expect(board.options[0]?.title).toBe("KNIME AP");
  expect(board.flows).toEqual([{ id: flow, from: DEPLOY, to: TRAIN, label: "when ready" }]);
  expect(board.criteria.map((criterion) => criterion.title)).toEqual(["Speed", "Cost"]);
  expect(board.criteria[1]).toMatchObject({
    question: "How much?",
    low: "a lot",
    high: "nothing",
    scoredBy: null,
    source: "vote",
    knockOutBelow: 2,
  });
  expect(board).toMatchObject({
    title: "Which one?",
    question: "Which platform?",
    optionNoun: { one: "platform", many: "platforms" },
    policies: {
      uncovered: "skip",
      insideRole: "median",
      quorum: { r1: 2 },
      firmness: { lead: 3, firstPlace: 80, ballots: 75 },
    },
  });
  removeFlow(doc, flow);
  expect(readBoard(doc).flows).toEqual([]);
});

test("[BD1] ids are short, fit for a URL and never the same", () => {
  const ids = new Set(Array.from({ length: 2_000 }, newId));
  expect(ids.size).toBe(2_000);
  for (const id of ids) expect(id).toMatch(/^[a-z2-9]{12}$/);
});
