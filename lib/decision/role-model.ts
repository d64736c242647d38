import type { FrameBody } from "./frame";
import { valueOfMark } from "./marks";
import type { Evaluation } from "./outcome";
import { type RoleBar, RoleScorer, type RoleTables } from "./role-scores";

/** An evaluation taken apart by role: what tipping, leaving out and drawing move and put together again. */
export interface RoleModel {
  /** Ids, in the order of the tables. */
  options: string[];
  criteria: string[];
  roles: string[];
  tables: RoleTables;
  /** Knock-outs, as the lowest value that passes on a criterion. */
  bars: RoleBar[];
}

/**
 * The model of an evaluation (RM1): with every role weighing the same, `modelScores` gives its scores again. Roles
 * that a quorum leaves out of a cell, or that may not score it, have no value there; the map's value stands in every
 * role's table. O(roles × options × criteria).
 */
export function roleModel(
  frame: Omit<FrameBody, "roles"> & { roles: readonly { id: string }[] },
  evaluation: Pick<Evaluation, "cells" | "weights">,
): RoleModel {
  const options = frame.options.map((option) => option.id);
  const criteria = frame.criteria.map((criterion) => criterion.id);
  const roles = frame.roles.map((role) => role.id);
  const cells = new Map(evaluation.cells.map((cell) => [`${cell.criterion}|${cell.option}`, cell]));
  return {
    options,
    criteria,
    roles,
    tables: {
      values: roles.map((role) =>
        options.map((option) =>
          frame.criteria.map(({ id, source }) => {
            const cell = cells.get(`${id}|${option}`);
            if (source === "map") return cell?.value ?? null;
            return cell?.roles.find((each) => each.role === role)?.value ?? null;
          }),
        ),
      ),
      weights: roles.map((role) => {
        const shares = evaluation.weights.roles.find((each) => each.role === role)?.shares;
        return shares ? criteria.map((id) => shares[id] ?? 0) : null;
      }),
    },
    bars: frame.criteria.flatMap(({ knockOutBelow }, criterion) =>
      knockOutBelow === null ? [] : [{ criterion, value: valueOfMark(knockOutBelow, frame.scale) }],
    ),
  };
}

/** Scores under given role weights; null = knocked out, or without a value (RM2). O(roles × options × criteria). */
export function modelScores({ tables, bars }: RoleModel, roleWeights: readonly number[]): (number | null)[] {
  return new RoleScorer(tables, bars).scores(roleWeights);
}
