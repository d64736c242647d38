import { expect, test } from "vitest";
import { boardDifference } from "./difference";
import { setFit } from "./fits";
import { setQuorum, setTitle } from "./meta";
import { addOption, removeOption } from "./options";
import { readBoard } from "./read";
import { addTask, removeTask, setTaskTitle } from "./tasks";
import { copyOf, DEPLOY, KNIME, smallBoard, TRAIN } from "./testing";
import type { RoleId } from "../ids";

const none = { onlyThen: [], onlyNow: [], changed: 0 };
const paint = (task: typeof TRAIN, fit: "mixed" | "efficient" | null, byName = "Ada") => ({
  ...{ task, option: KNIME, fit, by: byName, byName },
});

test("a board differs in nothing from itself, nor from a copy that says the same at another time", () => {
  const doc = smallBoard();
  setFit(doc, paint(TRAIN, "mixed"));
  const [a, b] = ["a" as RoleId, "b" as RoleId];
  const copy = copyOf(doc);
  setQuorum(doc, a, 2);
  setQuorum(doc, b, 3);
  setQuorum(copy, b, 3);
  setQuorum(copy, a, 2);
  setFit(copy, { ...paint(TRAIN, "mixed", "Bo"), at: "2020-01-01T00:00:00Z" });
  expect(boardDifference(readBoard(doc), readBoard(copy))).toEqual({
    tasks: { ...none, then: 2, now: 2 },
    options: { ...none, then: 1, now: 1 },
    criteria: { ...none, then: 0, now: 0 },
    fits: { then: 1, now: 1, onlyThen: 0, onlyNow: 0, changed: 0 },
    rest: [],
  });
});

test("says what is only then, only now, and changed, by title", () => {
  const doc = smallBoard();
  setFit(doc, paint(TRAIN, "mixed"));
  setFit(doc, paint(DEPLOY, "efficient"));
  const then = copyOf(doc);
  removeTask(doc, DEPLOY);
  setTaskTitle(doc, TRAIN, "Train it");
  addTask(doc, { title: "Label the data" });
  removeOption(doc, KNIME);
  addOption(doc, { title: "Databricks" });
  setTitle(doc, "Another title");
  expect(boardDifference(readBoard(then), readBoard(doc))).toEqual({
    tasks: { then: 2, now: 2, onlyThen: ["Deploy the service"], onlyNow: ["Label the data"], changed: 1 },
    options: { then: 1, now: 1, onlyThen: ["KNIME"], onlyNow: ["Databricks"], changed: 0 },
    criteria: { ...none, then: 0, now: 0 },
    fits: { then: 2, now: 0, onlyThen: 2, onlyNow: 0, changed: 0 },
    rest: ["title"],
  });
});

test("a cell painted otherwise is a change, one painted or cleared since is not", () => {
  const then = smallBoard();
  setFit(then, paint(TRAIN, "mixed"));
  const now = copyOf(then);
  setFit(now, paint(TRAIN, "efficient"));
  setFit(now, paint(DEPLOY, "mixed"));
  const { fits } = boardDifference(readBoard(then), readBoard(now));
  expect(fits).toEqual({ then: 1, now: 2, onlyThen: 0, onlyNow: 1, changed: 1 });
});
