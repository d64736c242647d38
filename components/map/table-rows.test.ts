import { describe, expect, test } from "vitest";
import type { Board, FitEntry, Task } from "@/lib/board/types";
import type { GroupId, OptionId, PhaseId, RoleId, TaskId } from "@/lib/ids";
import { NO_FILTERS, rowsOf, sectionsOf } from "./table-rows";

const explore = "explore" as PhaseId;
const serve = "serve" as PhaseId;
const training = "group:training" as GroupId;

const task = (id: string, more: Partial<Task> = {}): Task => ({
  id: id as TaskId,
  title: id,
  phase: explore,
  group: null,
  roles: [],
  inScope: true,
  order: 0,
  ...more,
});
const fit = (taskId: string, option: string, value: FitEntry["fit"]): FitEntry => ({
  task: taskId as TaskId,
  option: option as OptionId,
  fit: value,
  by: null,
  byName: "",
  at: null,
  note: "",
  evidence: "",
});
const board = (more: Partial<Board>): Board => ({
  schemaVersion: 1,
  title: "Board",
  question: "",
  locale: "en",
  optionNoun: { one: "platform", many: "platforms" },
  policies: {
    uncovered: "zero",
    insideRole: "mean",
    quorum: {},
    firmness: { lead: 5, firstPlace: 80, ballots: 75 },
  },
  phases: [
    { id: explore, title: "Exploration", purpose: "", order: 0 },
    { id: serve, title: "Service", purpose: "", order: 1 },
  ],
  groups: [{ id: training, phase: explore, title: "Training", note: "", roles: [], order: 0 }],
  tasks: [],
  flows: [],
  options: [
    { id: "a" as OptionId, title: "A", order: 0 },
    { id: "b" as OptionId, title: "B", order: 1 },
  ],
  criteria: [],
  fits: [],
  skipped: 0,
  ...more,
});
const ids = (sections: ReturnType<typeof sectionsOf>) => rowsOf(sections).map((row) => row.task.id);

describe("sectionsOf", () => {
  test("keeps single tasks before or after the groups as their order says, and tasks without a phase last", () => {
    const sections = sectionsOf(
      board({
        tasks: [
          task("ask", { order: 0 }),
          task("lost", { order: 1, phase: null }),
          task("train", { order: 2, group: training }),
          task("present", { order: 3 }),
        ],
      }),
      NO_FILTERS,
    );
    expect(ids(sections)).toEqual(["ask", "train", "present", "lost"]);
    expect(sections[0]?.parts.map((part) => part.key)).toEqual(["first", training, "rest"]);
    expect(sections.map((section) => section.phase?.id ?? null)).toEqual([explore, serve, null]);
  });

  test("shows an empty phase and an empty group until something is filtered", () => {
    const empty = board({ tasks: [task("ask")] });
    expect(sectionsOf(empty, NO_FILTERS).map((section) => section.parts.length)).toEqual([2, 0]);
    const found = sectionsOf(empty, { ...NO_FILTERS, search: "nothing like it" });
    expect(found).toEqual([]);
  });

  test("search folds accents and case", () => {
    const french = board({
      tasks: [task("1", { title: "Évaluation du modèle" }), task("2", { title: "Revue" })],
    });
    expect(ids(sectionsOf(french, { ...NO_FILTERS, search: " evaluation " }))).toEqual(["1"]);
  });

  test("a fit is looked for in every option, or only in the one picked; never out of scope", () => {
    const painted = board({
      tasks: [task("x"), task("y"), task("z", { inScope: false })],
      fits: [fit("x", "a", "mixed"), fit("y", "b", "mixed"), fit("z", "a", "mixed")],
    });
    const mixed = { ...NO_FILTERS, fit: "mixed" as const };
    expect(ids(sectionsOf(painted, mixed))).toEqual(["x", "y"]);
    expect(ids(sectionsOf(painted, mixed, "a" as OptionId))).toEqual(["x"]);
    expect(ids(sectionsOf(painted, { ...NO_FILTERS, fit: "unrated" }, "a" as OptionId))).toEqual(["y"]);
  });

  test("role, phase and scope narrow down, and counts of a phase stay those of the board", () => {
    const tasks = [
      task("x", { roles: ["client" as RoleId] }),
      task("y", { phase: serve }),
      task("z", { inScope: false }),
    ];
    expect(ids(sectionsOf(board({ tasks }), { ...NO_FILTERS, role: "client" }))).toEqual(["x"]);
    expect(ids(sectionsOf(board({ tasks }), { ...NO_FILTERS, phase: serve }))).toEqual(["y"]);
    const [first] = sectionsOf(board({ tasks }), { ...NO_FILTERS, outOfScope: false });
    expect(first).toMatchObject({ taskCount: 2, inScope: 1 });
  });
});
