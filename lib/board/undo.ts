import * as Y from "yjs";
import type { BoardOrigin } from "./origins";
import { ROOTS, rootOf } from "./roots";

/** Long enough to make one step of a drag's many writes, short enough that two gestures stay two. */
const ONE_STEP_MS = 400;

/**
 * Undo of what this origin changed, on the map, the drawing and the settings; not of the workshop's running
 * state. Another person's later value of the same key stays as it is.
 */
export function undoManager(doc: Y.Doc, origin: BoardOrigin): Y.UndoManager {
  const scope = ROOTS.filter((name) => name !== "session").map((name) => rootOf(doc, name));
  return new Y.UndoManager(scope, { trackedOrigins: new Set([origin]), captureTimeout: ONE_STEP_MS });
}
