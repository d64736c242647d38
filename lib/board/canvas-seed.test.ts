import { expect, test } from "vitest";
import * as Y from "yjs";
import { layoutOf } from "./canvas-layout";
import { endId, seedCanvas } from "./canvas-seed";
import { PAGE_ID, cardId, flowShapeId, groupFrameId, phaseFrameId, stackIndex } from "./canvas-shapes";
import type { CanvasRecord } from "./canvas-root";
import { ML_FLOWS } from "./templates/ml-layout";
import { readBoard } from "./read";
import { seedBoard } from "./seed";
import { builtInTemplate } from "./templates/catalogue";
import type { Board } from "./types";

function board(locale: "fr" | "en"): Board {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(builtInTemplate("ml-lifecycle"), { locale, withRatings: true }));
  return readBoard(doc);
}

interface Box {
  x: number;
  y: number;
  w: number;
  h: number;
}

function pageBoxes(records: CanvasRecord[]): Map<string, Box> {
  const byId = new Map(records.map((record) => [record.id, record]));
  const offset = (record: CanvasRecord): { x: number; y: number } => {
    const parent = byId.get(String(record.parentId));
    const around = parent ? offset(parent) : { x: 0, y: 0 };
    return { x: around.x + Number(record.x), y: around.y + Number(record.y) };
  };
  return new Map(
    records.map((record) => {
      const { w = 0, h = 0 } = record.props as { w?: number; h?: number };
      return [record.id, { ...offset(record), w, h }];
    }),
  );
}

const contains = (a: Box, b: Box) =>
  b.x >= a.x && b.y >= a.y && b.x + b.w <= a.x + a.w && b.y + b.h <= a.y + a.h;
const overlap = (a: Box, b: Box) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

const boards: [string, Board][] = [
  ["the built-in template in English", board("en")],
  ["the built-in template in French", board("fr")],
  ["a board of its own", renamed(board("fr"))],
];

/** The same board under ids that the drawn layout does not know. */
function renamed(from: Board): Board {
  const text = JSON.stringify(from).replaceAll("needs-analysis", "ask-them");
  return JSON.parse(text) as Board;
}

for (const [name, given] of boards) {
  test(`${name}: every phase, group, task and flow once`, () => {
    const ids = seedCanvas(given).map((record) => record.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(ids)).toEqual(
      new Set([
        ...given.phases.map((phase) => phaseFrameId(phase.id)),
        ...given.groups.map((group) => groupFrameId(group.id)),
        ...given.tasks.map((task) => cardId(task.id)),
        ...given.flows.map((flow) => flowShapeId(flow.id)),
      ]),
    );
  });

  test(`${name}: cards lie inside their phase and group, and none covers another`, () => {
    const boxes = pageBoxes(seedCanvas(given));
    const box = (id: string) => boxes.get(id) as Box;
    for (const task of given.tasks) {
      if (task.phase) expect(contains(box(phaseFrameId(task.phase)), box(cardId(task.id)))).toBe(true);
      if (task.group) expect(contains(box(groupFrameId(task.group)), box(cardId(task.id)))).toBe(true);
    }
    for (const a of given.tasks) {
      for (const b of given.tasks) {
        if (a.id < b.id) expect(overlap(box(cardId(a.id)), box(cardId(b.id))), `${a.id} ${b.id}`).toBe(false);
      }
    }
    for (const a of given.phases) {
      for (const b of given.phases) {
        if (a.id < b.id) expect(overlap(box(phaseFrameId(a.id)), box(phaseFrameId(b.id)))).toBe(false);
      }
    }
  });

  test(`${name}: every parent is there, and flows lie over frames and under cards`, () => {
    const records = seedCanvas(given);
    const ids = new Set<unknown>([PAGE_ID, ...records.map((record) => record.id)]);
    for (const record of records) expect(ids.has(record.parentId)).toBe(true);
    for (const flow of records.filter((record) => record.type === "flow")) {
      for (const sibling of records.filter(
        (record) => record.parentId === flow.parentId && record !== flow,
      )) {
        if (sibling.type === "task-card") expect(String(sibling.index) > String(flow.index)).toBe(true);
        if (String(sibling.type).endsWith("-frame"))
          expect(String(sibling.index) < String(flow.index)).toBe(true);
      }
    }
  });
}

test("the built-in template's flows all have a drawn route, and no route is left over", () => {
  expect(new Set(board("en").flows.map(({ from, to }) => `${from} ${to}`))).toEqual(
    new Set(Object.keys(ML_FLOWS)),
  );
});

test("a board of its own gets no drawn routes and no drawn layout", () => {
  const own = renamed(board("en"));
  expect(layoutOf(own).routes).toEqual({});
  for (const record of seedCanvas(own).filter(({ type }) => type === "flow")) {
    expect(record.props).toMatchObject({ from: null, to: null, lanes: [] });
  }
});

test("the end of a flow finds its shape by the group's prefix", () => {
  expect(endId("group:model-training")).toBe(groupFrameId("group:model-training"));
  expect(endId("model-training")).toBe(cardId("model-training"));
  expect(endId("group:model-training")).not.toBe(endId("model-training"));
});

test("an empty board draws nothing", () => {
  const empty = { ...board("en"), phases: [], groups: [], tasks: [], flows: [] };
  expect(seedCanvas(empty)).toEqual([]);
});

test("indices rise in string order, without end", () => {
  const indices = Array.from({ length: 5000 }, (_, n) => stackIndex(n));
  expect([...indices].sort()).toEqual(indices);
  expect(new Set(indices).size).toBe(indices.length);
  expect(indices[0]).toBe("a1");
});
