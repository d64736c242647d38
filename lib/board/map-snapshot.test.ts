import { expect, test } from "vitest";
import * as Y from "yjs";
import { coverageBy, coverageOf } from "../decision/coverage";
import { mapSnapshot } from "./map-snapshot";
import { readBoard } from "./read";
import { seedBoard } from "./seed";
import { builtInTemplate } from "./templates/catalogue";

function seeded() {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(builtInTemplate("ml-lifecycle"), { locale: "en", withRatings: true }));
  return readBoard(doc);
}

test("the snapshot knows the phase and the roles of every task", () => {
  const board = seeded();
  const { tasks } = mapSnapshot(board);
  expect(tasks.map(({ phase, roles }) => ({ phase, roles }))).toEqual(
    board.tasks.map(({ phase, roles }) => ({ phase, roles })),
  );
  expect(new Set(tasks.map((task) => task.phase)).size).toBe(board.phases.length);
  expect(tasks.some((task) => (task.roles?.length ?? 0) > 1)).toBe(true);
});

test("the phases of an option add up to its whole map", () => {
  const map = mapSnapshot(seeded());
  const whole = coverageOf(map, "databricks", "zero");
  const phases = coverageBy(map, "databricks", "zero", "phase").map((each) => each.coverage);
  expect(phases.reduce((sum, each) => sum + each.covered, 0)).toBe(whole.covered);
  expect(phases.reduce((sum, each) => sum + each.tasksInScope, 0)).toBe(19);
});
