import type { Analysis } from "@/lib/decision/analysis";
import type { Mark } from "@/lib/decision/ballot";
import type { FrameBody } from "@/lib/decision/frame";
import type { MapSnapshot } from "@/lib/decision/coverage";
import type { Evaluation } from "@/lib/decision/outcome";

/** What one person answered. */
export interface NamedAnswer {
  name: string;
  role: string;
  /** By criterion and option, as in a ballot. */
  scores: Record<string, Mark>;
  weights: Record<string, number>;
  reasons: Record<string, string>;
}

/** What every section of the results draws from. */
export interface ResultsData {
  frame: FrameBody;
  map: MapSnapshot;
  evaluation: Evaluation;
  analysis: Analysis;
  answers: readonly NamedAnswer[];
  /** Colour and glyph of each role, by id. */
  tones: Record<string, number>;
}

export const optionTitle = (frame: FrameBody, id: string): string =>
  frame.options.find((option) => option.id === id)?.title ?? id;
export const criterionTitle = (frame: FrameBody, id: string): string =>
  frame.criteria.find((criterion) => criterion.id === id)?.title ?? id;
export const roleName = (frame: Pick<FrameBody, "roles">, id: string): string =>
  frame.roles.find((role) => role.id === id)?.name ?? id;
