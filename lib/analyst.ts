import type { Analysis } from "./decision/analysis";
import type { AnalysisInput } from "./decision/analyse";

/**
 * The door from pages to the thread that analyses votes. The server hangs it up at start; Next bundles its own copy
 * of every module, so the meeting point is `globalThis`.
 */
export interface Analyst {
  /**
   * The analysis of a vote that gave a ranking, off the thread that serves. `key` names a vote that cannot change
   * any more: its answer is kept. Rejects with `unavailable` when the thread died.
   */
  analyse(key: string, input: AnalysisInput): Promise<Analysis>;
}

const KEY = Symbol.for("plateau.analyst");
const shared = globalThis as { [KEY]?: Analyst };

export function setAnalyst(analyst: Analyst): void {
  shared[KEY] = analyst;
}

export function getAnalyst(): Analyst {
  const analyst = shared[KEY];
  if (!analyst) throw new Error("no analyst has started in this process");
  return analyst;
}
