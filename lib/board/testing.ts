import * as Y from "yjs";
import type { OptionId, PhaseId, TaskId } from "../ids";
import { addOption } from "./options";
import { addPhase } from "./phases";
import { addTask } from "./tasks";

/** Small boards and pairs of people for the tests of this folder. */
export const TRAIN = "train" as TaskId;
export const DEPLOY = "deploy" as TaskId;
export const KNIME = "knime" as OptionId;
export const BUILD = "build" as PhaseId;

/** Two tasks in one phase, one option. */
export function smallBoard(): Y.Doc {
  const doc = new Y.Doc();
  addPhase(doc, { id: BUILD, title: "Build" });
  addTask(doc, { id: TRAIN, title: "Train the model", phase: BUILD });
  addTask(doc, { id: DEPLOY, title: "Deploy the service", phase: BUILD });
  addOption(doc, { id: KNIME, title: "KNIME" });
  return doc;
}

export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}

/** Both get what the other has, as after a reconnect. */
export function exchange(a: Y.Doc, b: Y.Doc): void {
  const ofA = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
  const ofB = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a));
  Y.applyUpdate(b, ofA);
  Y.applyUpdate(a, ofB);
}
