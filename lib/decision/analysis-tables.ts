import { byCodeUnit } from "./ballot";
import type { BallotTable } from "./ballot-table";
import type { Evaluation } from "./outcome";
import type { PersonPoints } from "./swing-weights";

/** An evaluation as tables in the order of the ids: in which order things are listed changes no draw and no sum. */
export interface AnalysisTables {
  /** The ranked ones. */
  options: string[];
  criteria: string[];
  roles: string[];
  /** option × criterion. */
  values: (number | null)[][];
  weights: number[];
  /** With their points in the order of `criteria`. */
  people: PersonPoints[];
}

export function analysisTables(table: BallotTable, evaluation: Evaluation): AnalysisTables {
  const { frame, voters } = table;
  const options = evaluation.ranking.map((entry) => entry.option).sort(byCodeUnit);
  const criteria = frame.criteria.map((criterion) => criterion.id).sort(byCodeUnit);
  const columns = criteria.map((id) => frame.criteria.findIndex((criterion) => criterion.id === id));
  return {
    options,
    criteria,
    roles: frame.roles.map((role) => role.id).sort(byCodeUnit),
    values: valuesOf(evaluation, options, criteria),
    weights: criteria.map((id) => evaluation.weights.shares[id] ?? 0),
    people: voters.map((each) => ({ ...each, points: columns.map((k) => each.points[k] ?? Number.NaN) })),
  };
}

/** Of any options and criteria of the frame. */
export function valuesOf(
  { cells }: Evaluation,
  options: readonly string[],
  criteria: readonly string[],
): (number | null)[][] {
  const byOption = new Map(options.map((option) => [option, new Map<string, number | null>()]));
  for (const { criterion, option, value } of cells) byOption.get(option)?.set(criterion, value);
  return options.map((option) => criteria.map((id) => byOption.get(option)?.get(id) ?? null));
}
