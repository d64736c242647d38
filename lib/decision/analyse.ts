import type { Analysis, PolicyOutcome } from "./analysis";
import { analysisTables } from "./analysis-tables";
import { type BallotTable, countsAt, readBallots } from "./ballot-table";
import { crossCheck } from "./cross-check";
import { type MarkedCell, disputes } from "./dispute";
import { dominators, potentialOptima } from "./dominance";
import { drawnRanks } from "./drawn-ranks";
import { type EvaluationInput, evaluateTable } from "./evaluate";
import { findings, tippingPoints } from "./findings";
import { DEFAULT_FIRMNESS } from "./frame";
import { kendallW } from "./kendall-w";
import { alphaOfCounts } from "./krippendorff-alpha";
import { withoutEachCriterion, withoutEachOption, withoutEachPerson, withoutEachRole } from "./left-out";
import { secondOpinions, votingOrders } from "./method-orders";
import type { Evaluation } from "./outcome";
import { pooled } from "./pooled";
import { roleModel } from "./role-model";
import { RoleScorer } from "./role-scores";
import { roleTipping } from "./role-tipping";
import { tippingWeights } from "./tipping-weight";
import { voterRankings } from "./voter-rankings";

export interface AnalysisInput extends EvaluationInput {
  /** What draws start from, 0…2³² − 1: the same seed gives the same figures. */
  seed: number;
  samples: number;
}

/**
 * How firm an evaluation is, what would tip it, where people disagree, and what other rules and methods say
 * (AN1–AN5). It never changes the ranking. `evaluation` is what `evaluate` made of the same input, `table` its
 * ballots where they were read before. Deterministic; what a user can cause is a reason in the part it concerns,
 * never an exception.
 */
export function analyse(
  input: AnalysisInput,
  evaluation: Evaluation,
  table = readBallots(input.frame, input.ballots),
): Analysis {
  const { frame, seed, samples } = input;
  const tables = analysisTables(table, evaluation);
  const { options, criteria, roles, values, weights } = tables;
  const models = drawnRanks(input, evaluation, tables);
  const byCriterion = tippingWeights(values, weights);
  const criterionTips = byCriterion.ok ? tippingPoints(criteria, byCriterion.criteria, options) : null;
  const model = roleModel({ ...frame, roles: roles.map((id) => ({ id })) }, evaluation);
  const scorer = new RoleScorer(model.tables, model.bars);
  const byRole = roleTipping(
    roles.map(() => 1),
    (roleWeights) => scorer.scores(roleWeights),
  );
  // Who is under a bar now may pass it when roles weigh otherwise.
  const roleTips = byRole.ok ? tippingPoints(roles, byRole.roles, model.options) : null;
  const withoutCriterion = withoutEachCriterion(tables, evaluation, frame.quorum);
  const withoutRole = withoutEachRole(model, scorer, evaluation);
  const withoutOption = withoutEachOption(options, evaluation);
  const persons = withoutEachPerson(table, model, evaluation);
  const policies = policyOutcomes(table, input, evaluation);
  const [uniform] = models;
  const eligible = evaluation.roles.reduce((sum, role) => sum + role.eligible, 0);
  const optima = potentialOptima(values);
  const bars = frame.firmness ?? DEFAULT_FIRMNESS;
  const changed = (each: Analysis["withoutOption"][number]) => ({
    item: each.id,
    winners: each.winners,
    changes: each.changes,
  });
  const told = findings({
    options,
    winners: evaluation.winners,
    margin: evaluation.margin,
    bars,
    ballots: table.voters.length / eligible,
    criterionTipping: criterionTips,
    roleTipping: roleTips,
    policies: policies.map((each) => ({
      policy: `${each.uncovered} ${each.insideRole} ${each.betweenRoles}`,
      winners: each.winners,
    })),
    withoutOption: withoutOption.map(changed),
    withoutCriterion: withoutCriterion.map(changed),
    withoutRole: withoutRole.map(changed),
    withoutPerson: persons,
    ...(uniform ? { smaa: uniform.raw } : {}),
    dominators: dominators(values),
    ...(optima.ok ? { potentialOptima: optima.options } : {}),
  });
  if (!told.ok) throw new Error(`an evaluation with ${told.reason}`);
  const rankings = voterRankings(table, evaluation);
  const check = crossCheck(rankings, evaluation, "voters");
  const marked = markedCells(table, evaluation);
  return {
    bars,
    barsFromFrame: frame.firmness !== undefined,
    firmness: told.firmness,
    findings: told.findings,
    draws: { seed, samples, models: models.map(({ raw: _, ...rest }) => rest) },
    criterionTipping: criterionTips,
    roleTipping: roleTips,
    withoutCriterion,
    withoutRole,
    withoutOption,
    withoutPerson: { changing: persons.filter((each) => each.changes).length, of: persons.length },
    disputes: disputes(marked).cells,
    concordance: kendallW(rankings.voters.map(({ ranks }) => options.map((id) => ranks[id] ?? Number.NaN))),
    alpha: alphaOfCounts(marked.map(countsOfMarks), "ordinal"),
    policies,
    crossCheck: check.ok
      ? { ok: true, voters: check.voters, methods: check.methods, smithSet: check.smithSet }
      : check,
    orders: [...votingOrders(check), ...secondOpinions(values, weights, options)],
  };
}

/** All combinations of the rules, with the roles equal and with the heads pooled. */
function policyOutcomes(table: BallotTable, input: EvaluationInput, evaluation: Evaluation): PolicyOutcome[] {
  const heads = evaluateTable(pooled(table), { map: input.map });
  return [
    ...evaluation.variants.map((each): PolicyOutcome => ({ ...each, betweenRoles: "equal" })),
    ...(heads.ok ? heads.variants : []).map(
      (each): PolicyOutcome => ({ ...each, asVoted: false, betweenRoles: "pooled" }),
    ),
  ];
}

/** The marks behind each cell, role by role. */
function markedCells(table: BallotTable, { cells }: Evaluation): MarkedCell[] {
  const { criteria, options, roles } = table.frame;
  const place = (all: readonly { id: string }[]) => new Map(all.map(({ id }, at) => [id, at]));
  const [criterionAt, optionAt, roleAt] = [place(criteria), place(options), place(roles)];
  return cells.map(({ criterion, option, roles }) => ({
    criterion,
    option,
    roles: roles.map(({ role, value }) => ({
      role,
      value,
      counts: countsAt(
        table,
        roleAt.get(role) ?? 0,
        criterionAt.get(criterion) ?? 0,
        optionAt.get(option) ?? 0,
      ),
    })),
  }));
}

/** How often each mark occurs in a cell, whoever gave it. */
function countsOfMarks({ roles }: MarkedCell): Map<number, number> {
  const counts = new Map<number, number>();
  for (const role of roles)
    role.counts.forEach((count, at) => counts.set(at + 1, (counts.get(at + 1) ?? 0) + count));
  return counts;
}
