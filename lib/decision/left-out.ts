/**
 * The vote with each criterion, role, option and person left out, from what is computed already: cells do not change
 * without a criterion, scores do not without an option (AD3), and a role leaves with a weight of 0. Evaluating again
 * each time would take thirty times as long; a test holds the two against each other.
 */
import type { LeaveOut } from "./analysis";
import { type AnalysisTables, valuesOf } from "./analysis-tables";
import { byCodeUnit } from "./ballot";
import type { BallotTable } from "./ballot-table";
import { type LeftOut, leaveOneOut } from "./leave-one-out";
import type { Evaluation } from "./outcome";
import { TIE } from "./ranks";
import type { RoleModel } from "./role-model";
import type { RoleScorer } from "./role-scores";
import { weightsOfPeople } from "./swing-weights";
import { tableScores } from "./value-table";
import { winnersWithoutEach } from "./without-person";

export function withoutEachCriterion(
  { options, criteria, roles, people }: AnalysisTables,
  evaluation: Evaluation,
  quorum: Record<string, number>,
): LeaveOut[] {
  return leftOut(criteria, evaluation, (left) => {
    const columns = left.map((id) => criteria.indexOf(id));
    const points = people.map((each) => ({
      ...each,
      points: columns.map((k) => each.points[k] ?? Number.NaN),
    }));
    const { shares } = weightsOfPeople(points, left, roles, quorum);
    // Its bar goes with it: an option that only this one put out is in again. So is one without a value so far, when
    // the weights of what is left give it one.
    const freed = evaluation.knockedOut
      .filter(({ reasons }) => reasons.every((each) => !left.includes(each.criterion)))
      .map(({ option }) => option);
    const counted = [...options, ...freed, ...evaluation.unscored];
    const values = valuesOf(evaluation, counted, left);
    return standing(
      counted,
      tableScores(
        values,
        left.map((id) => shares[id] ?? 0),
      ),
    );
  });
}

export function withoutEachRole(
  { roles, options }: RoleModel,
  scorer: RoleScorer,
  evaluation: Evaluation,
): LeaveOut[] {
  return leftOut(roles, evaluation, (left) => {
    // The map alone is no vote.
    const voted = evaluation.roles.some(({ role, ballots }) => ballots > 0 && left.includes(role));
    const scores = voted ? scorer.scores(roles.map((role) => (left.includes(role) ? 1 : 0))) : [];
    return standing(options, scores);
  });
}

export function withoutEachOption(options: readonly string[], evaluation: Evaluation): LeaveOut[] {
  return leftOut(
    options,
    evaluation,
    (left) => {
      const entries = evaluation.ranking.filter((entry) => left.includes(entry.option));
      return standing(
        entries.map((entry) => entry.option),
        entries.map((entry) => entry.score),
      );
    },
    (item, winners) => winners.filter((id) => id !== item),
  );
}

export function withoutEachPerson(
  table: BallotTable,
  model: RoleModel,
  evaluation: Evaluation,
): LeftOut<string>[] {
  return winnersWithoutEach(table, model).map(({ voter, winners }) => ({
    item: voter,
    winners,
    changes: !same(winners, evaluation.winners),
  }));
}

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));

/** First place, who comes next, and by how much. */
type Standing = Pick<LeaveOut, "winners" | "runnerUp" | "margin">;

/** In code-unit order of the ids where options tie. */
function standing(options: readonly string[], scores: readonly (number | null)[]): Standing {
  const ranked = options
    .flatMap((option, at) => {
      const score = scores[at] ?? null;
      return score === null ? [] : [{ option, score }];
    })
    .sort((a, b) => b.score - a.score || byCodeUnit(a.option, b.option));
  const [first, second] = ranked;
  if (!first) return { winners: [], runnerUp: null, margin: null };
  const isFirst = ({ score }: { score: number }) => first.score - score <= TIE;
  return {
    winners: ranked.filter(isFirst).map((each) => each.option),
    runnerUp: ranked.find((each) => !isFirst(each))?.option ?? null,
    margin: second ? (isFirst(second) ? 0 : first.score - second.score) : null,
  };
}

function leftOut(
  ids: readonly string[],
  evaluation: Evaluation,
  standingOf: (left: readonly string[]) => Standing,
  expected?: (item: string, winners: readonly string[]) => readonly string[],
): LeaveOut[] {
  const standings = ids.map((id) => standingOf(ids.filter((other) => other !== id)));
  const { without } = leaveOneOut(
    ids,
    (left) =>
      left.length === ids.length
        ? evaluation.winners
        : (standings[ids.findIndex((id) => !left.includes(id))]?.winners ?? []),
    expected,
  );
  return without.map(({ item, changes }, at): LeaveOut => {
    const { winners = [], runnerUp = null, margin = null } = standings[at] ?? {};
    return { id: item, winners, runnerUp, margin, changes };
  });
}
