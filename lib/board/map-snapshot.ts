import type { MapSnapshot } from "../decision/coverage";
import { fitKey } from "./keys";
import type { Board } from "./types";

/** The painted map, reduced to what the method computes with. */
export function mapSnapshot(board: Board): MapSnapshot {
  return {
    tasks: board.tasks.map(({ id, title, inScope, phase, roles }) => ({
      id,
      title,
      inScope,
      phase,
      roles: [...roles],
    })),
    fits: Object.fromEntries(board.fits.map(({ task, option, fit }) => [fitKey(task, option), fit])),
  };
}
