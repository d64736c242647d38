import * as Y from "yjs";
import { SERVER_ORIGIN } from "../../lib/board/origins";
import { addTask, setTaskTitle } from "../../lib/board/tasks";
import { documentOf, emptyDocument } from "../persistence/replay";

const TASKS = 150;
const TIMES = 4;

/** Makes, encodes and reads a board that nobody sees, so that all this is compiled before the first real one. */
export function rehearseOpening(): void {
  const doc = emptyDocument();
  for (let i = 0; i < TASKS; i++) {
    const id = addTask(doc, { title: "Rehearsed" }, SERVER_ORIGIN);
    setTaskTitle(doc, id, `Task ${i}`, SERVER_ORIGIN);
  }
  for (let i = 0; i < TIMES; i++) documentOf(Y.encodeStateAsUpdate(doc)).destroy();
  doc.destroy();
}
