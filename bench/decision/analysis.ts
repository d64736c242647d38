import { analyse } from "../../lib/decision/analyse";
import { readBallots } from "../../lib/decision/ballot-table";
import { dominators, potentialOptima } from "../../lib/decision/dominance";
import { type EvaluationInput, evaluate, evaluateTable } from "../../lib/decision/evaluate";
import { leaveOneOut } from "../../lib/decision/leave-one-out";
import type { Evaluation } from "../../lib/decision/outcome";
import { RoleScorer, roleScores } from "../../lib/decision/role-scores";
import { roleTipping } from "../../lib/decision/role-tipping";
import { type Smaa, smaa } from "../../lib/decision/smaa";
import { pointsOf, sharesOfPoints } from "../../lib/decision/swing-weights";
import { tippingWeights } from "../../lib/decision/tipping-weight";
import { tornado } from "../../lib/decision/tornado";
import { leadersOf, tableScores } from "../../lib/decision/value-table";
import type { WeightModel } from "../../lib/decision/weight-draws";

/** Everything that the results page shows of a vote, each step under its name so that it can be timed. */
export function steps(input: EvaluationInput, samples: number) {
  const outcome = evaluate(input);
  if (!outcome.ok) throw new Error(outcome.reason);
  const options = input.frame.options.map(({ id }) => id);
  const criteria = input.frame.criteria.map(({ id }) => id);
  const roles = input.frame.roles.map(({ id }) => id);
  const cell = new Map(outcome.cells.map((each) => [`${each.option}|${each.criterion}`, each]));
  const values = options.map((o) => criteria.map((c) => cell.get(`${o}|${c}`)?.value ?? null));
  const weights = criteria.map((c) => outcome.weights.shares[c] ?? 0);
  const tables = {
    values: roles.map((_, at) =>
      options.map((o) => criteria.map((c) => cell.get(`${o}|${c}`)?.roles[at]?.value ?? null)),
    ),
    weights: outcome.weights.roles.map(({ shares }) => shares && criteria.map((c) => shares[c] ?? 0)),
  };
  const equal = roles.map(() => 1);
  const named = (scores: readonly (number | null)[]) => leadersOf(scores).map((at) => options[at] ?? "");
  const people = roles.map((role) =>
    input.ballots
      .filter((ballot) => ballot.role === role)
      .map((ballot) => {
        const shares = sharesOfPoints(pointsOf(ballot.weights, criteria));
        if (typeof shares === "string") throw new Error(shares);
        return shares;
      }),
  );
  const draws = (model: WeightModel): Smaa => {
    const answer = smaa({ values, weights: model, samples, seed: 1 });
    if (!answer.ok) throw new Error(answer.reason);
    return answer;
  };
  const without = <Item>(items: readonly Item[], winnersOf: (left: readonly Item[]) => string[]) =>
    leaveOneOut(items, winnersOf).without;
  const leader = leadersOf(tableScores(values, weights))[0] ?? 0;

  const timed = {
    evaluate: () => evaluate(input),
    "tipping weights": () => tippingWeights(values, weights),
    "role tipping": () => {
      const scorer = new RoleScorer(tables);
      return roleTipping(equal, (w) => scorer.scores(w));
    },
    tornado: () =>
      tornado(values, weights, leader, {
        weights: weights.map((w) => [w / 2, Math.min(1, w * 2)]),
        values: values.map((row) =>
          row.map((v) => (v === null ? null : [Math.max(0, v - 0.1), Math.min(1, v + 0.1)])),
        ),
      }),
    dominance: () => [dominators(values), potentialOptima(values)],
    "without one option, criterion, role": () => [
      without(options, (left) =>
        named(
          tableScores(
            values.filter((_, at) => left.includes(options[at] ?? "")),
            weights,
          ),
        ),
      ),
      without(criteria, (left) =>
        named(
          tableScores(
            values,
            weights.map((w, at) => (left.includes(criteria[at] ?? "") ? w : 0)),
          ),
        ),
      ),
      without(roles, (left) =>
        named(
          roleScores(
            tables,
            roles.map((role) => (left.includes(role) ? 1 : 0)),
          ),
        ),
      ),
    ],
    "smaa, uniform": () => draws({ kind: "uniform" }),
    "smaa, order": () => draws({ kind: "order", ranks: weights.map((w) => -w) }),
    "smaa, participants": () => draws({ kind: "participants", roles: people }),
  };
  /** All of it, as the results page asks for it. */
  const full = () => {
    const ballots = readBallots(input.frame, input.ballots);
    return analyse({ ...input, seed: 1, samples }, evaluateTable(ballots, input) as Evaluation, ballots);
  };
  return { timed, full, values };
}
