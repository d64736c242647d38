import type { FrameBody } from "@/lib/decision/frame";
import type { MapSnapshot } from "@/lib/decision/coverage";
import type { Evaluation } from "@/lib/decision/outcome";

/** What every section of the results draws from. */
export interface ResultsData {
  frame: FrameBody;
  map: MapSnapshot;
  evaluation: Evaluation;
  /** Colour and glyph of each role, by id. */
  tones: Record<string, number>;
}

export const optionTitle = (frame: FrameBody, id: string): string =>
  frame.options.find((option) => option.id === id)?.title ?? id;
export const criterionTitle = (frame: FrameBody, id: string): string =>
  frame.criteria.find((criterion) => criterion.id === id)?.title ?? id;
export const roleName = (frame: FrameBody, id: string): string =>
  frame.roles.find((role) => role.id === id)?.name ?? id;
