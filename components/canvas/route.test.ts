import { expect, test } from "vitest";
import * as Y from "yjs";
import { seedCanvas } from "@/lib/board/canvas-seed";
import { type FlowProps, PAGE_ID, flowShapeId } from "@/lib/board/canvas-shapes";
import { readBoard } from "@/lib/board/read";
import { seedBoard } from "@/lib/board/seed";
import { builtInTemplate } from "@/lib/board/templates/catalogue";
import { type Rect, headPath, labelPoint, linePath, routePoints } from "./route";

const doc = new Y.Doc();
Y.applyUpdate(doc, seedBoard(builtInTemplate("ml-lifecycle"), { locale: "en", withRatings: false }));
const board = readBoard(doc);

const records = seedCanvas(board);
const offset = (id: string): { x: number; y: number } => {
  const record = records.find((each) => each.id === id);
  if (id === PAGE_ID || !record) return { x: 0, y: 0 };
  const around = offset(String(record.parentId));
  return { x: around.x + Number(record.x), y: around.y + Number(record.y) };
};
function rect(end: string): Rect {
  const id = end.startsWith("group:") ? `shape:${end}` : `shape:task:${end}`;
  const props = records.find((each) => each.id === id)?.props as { w: number; h: number };
  return { ...offset(id), w: props.w, h: props.h, gap: end.startsWith("group:") ? 1 : 2 };
}
/** A flow's points on the page: its lanes are kept in the space of its frame. */
function route(from: string, to: string, moved: Partial<Record<string, { x: number; y: number }>> = {}) {
  const id = flowShapeId(board.flows.find((flow) => flow.from === from && flow.to === to)?.id ?? "");
  const record = records.find((each) => each.id === id);
  if (!record) throw new Error(id);
  const o = offset(id);
  const local = (end: string): Rect => {
    const r = rect(end);
    const by = moved[end] ?? { x: 0, y: 0 };
    return { ...r, x: r.x - o.x + by.x, y: r.y - o.y + by.y };
  };
  const points = routePoints(local(from), local(to), record.props as unknown as FlowProps);
  return points.map(({ x, y }) => ({ x: x + o.x, y: y + o.y }));
}

// The drawn reference, path by path.
const drawn: [string, string, string][] = [
  ["needs-analysis", "problem-definition", "M113,138L113,196"],
  ["problem-definition", "exploratory-analysis", "M188,238L286,238Q293,238 293,231L293,142"],
  [
    "literature-review",
    "needs-analysis",
    "M269,366L269,379Q269,386 262,386L35,386Q28,386 28,379L28,113Q28,106 31,106L34,106",
  ],
  ["literature-review", "group:model-training", "M368,334L377,334"],
  ["group:model-training", "group:data-preparation", "M640,177L640,159"],
  ["group:data-preparation", "group:model-training", "M686,155L686,173"],
  [
    "candidate-selection",
    "source-extraction",
    "M1013,138L1013,142.5Q1013,147 1006,147L480,147Q473,147 473,144.5L473,142",
  ],
  [
    "model-evaluation",
    "hyperparameter-tuning",
    "M507,302L507,294Q507,287 514,287L792,287Q799,287 799,289.5L799,292",
  ],
  [
    "sample-annotation",
    "data-selection",
    "M398,456L394.5,456Q391,456 391,449L391,245Q391,238 392.5,238L394,238",
  ],
  ["group:model-training", "results-presentation", "M919,287L934,287"],
  [
    "results-presentation",
    "literature-review",
    "M1013,319L1013,502Q1013,509 1006,509L324,509Q317,509 317,502L317,370",
  ],
  [
    "results-presentation",
    "deployed-service",
    "M1088,287L1092,287Q1096,287 1096,294L1096,601Q1096,608 1094,608L1092,608",
  ],
  [
    "performance-monitoring",
    "training-set-etl",
    "M833,576L833,569.5Q833,563 826,563L300,563Q293,563 293,570L293,654",
  ],
  ["service-deployment", "deployed-service", "M908,690L1006,690Q1013,690 1013,683L1013,644"],
  [
    "model-training",
    "distributed-computing",
    "M677,366L677,397Q677,404 684,404L826,404Q833,404 833,411L833,420",
  ],
  ["hyperparameter-tuning", "model-training", "M758,334L732,334"],
];
for (const [from, to, path] of drawn) {
  test(`${from} → ${to} is drawn as in the reference while nothing has moved`, () => {
    expect(linePath(route(from, to))).toBe(path);
  });
}

test("every flow of the template leaves and arrives at right angles", () => {
  for (const flow of board.flows) {
    const points = route(flow.from, flow.to);
    expect(points.length).toBeGreaterThan(1);
    for (let i = 1; i < points.length; i++) {
      const [p, q] = [points[i - 1], points[i]];
      if (p && q)
        expect(Math.min(Math.abs(p.x - q.x), Math.abs(p.y - q.y)), `${flow.from} ${flow.to}`).toBeLessThan(
          0.01,
        );
    }
  }
});

test("a head is 6.5 long and 6.8 wide at the tip", () => {
  expect(
    headPath([
      { x: 113, y: 138 },
      { x: 113, y: 200 },
    ]),
  ).toBe("M113,200L109.6,193.5L116.4,193.5Z");
});

test("a moved card takes its arrow along, with a turn where the ends no longer line up", () => {
  const points = route("needs-analysis", "problem-definition", { "problem-definition": { x: 60, y: 40 } });
  expect(points).toHaveLength(4);
  expect(points.at(-1)).toEqual({ x: 173, y: 240 });
});

test("a card on the other side makes the arrow look for a new way", () => {
  const points = route("train-test-split", "literature-review", { "literature-review": { x: -400, y: 0 } });
  expect((points[0]?.x ?? 0) > (points.at(-1)?.x ?? 0)).toBe(true);
  expect(points[0]).toEqual({ x: 38, y: 334 });
});

test("two cards on top of each other still get a line", () => {
  const box = { x: 0, y: 0, w: 146, h: 60, gap: 2 };
  const points = routePoints(box, { ...box, x: 10 }, { from: null, to: null, lanes: [] });
  expect(points.length).toBeGreaterThan(1);
  expect(linePath(points)).not.toContain("NaN");
});

test("the label stands in the middle of the longest level leg", () => {
  expect(labelPoint(route("model-evaluation", "hyperparameter-tuning"))).toEqual({ x: 653, y: 287 });
});
