import { solveLinearProgram } from "./linear-program";
import { TIE } from "./ranks";
import { type TableProblem, type ValueTable, tableProblem } from "./value-table";

/**
 * For each option the options that dominate it: at least as good on every criterion and better on one (DM1, DM2).
 * Whatever the weights, it is never ahead of them. Two options are compared only if the same of their cells are
 * empty: else the rescaled weights differ (AD2), and less on every shared criterion can still be a higher score.
 * O(options² × criteria).
 */
export function dominators(values: ValueTable): number[][] {
  return values.map((row) => values.flatMap((other, at) => (dominates(other, row) ? [at] : [])));
}

function dominates(a: readonly (number | null)[], b: readonly (number | null)[]): boolean {
  let better = false;
  const nowhereWorse = a.every((v, k) => {
    const w = b[k] ?? null;
    if (v === null || w === null) return v === w;
    if (v > w + TIE) better = true;
    return v >= w - TIE;
  });
  return nowhereWorse && better;
}

export interface PotentialOptimum {
  /** Whether some weights put it first, alone or tied. */
  possible: boolean;
  /** The weights under which its lead over the best other is largest, or its lag smallest. */
  weights: number[];
  /** That lead; below 0 a lag. */
  margin: number;
}

/**
 * For each option whether any weights at all make it first, and which (DM3–DM5): the largest d with
 * Σ w·(v_a − v_b) ≥ d for all others b, w ≥ 0, Σ w = 1, by linear programming. An option that nothing dominates can
 * still never be first, when a mixture of others beats it.
 * With an empty cell scores are no longer linear in the weights: a reason then.
 * Source: Hazen (1986), Partial information, dominance, and potential optimality in multiattribute utility theory,
 * Operations Research 34:296–310. One programme of criteria + 1 variables an option.
 */
export function potentialOptima(
  values: ValueTable,
):
  | { ok: true; options: PotentialOptimum[] }
  | { ok: false; reason: TableProblem | "missing-value" | "unsolved" } {
  const problem = tableProblem(values, values[0]?.map(() => 1) ?? []);
  if (problem) return { ok: false, reason: problem };
  if (values.some((row) => row.includes(null))) return { ok: false, reason: "missing-value" };
  // d may be below 0 and variables may not: d = e − span, where no difference is larger than the span.
  const all = values.flat().map((v) => v ?? 0);
  const span = Math.max(...all) - Math.min(...all);
  const options: PotentialOptimum[] = [];
  for (const [option, row] of values.entries()) {
    const others = values.filter((_, at) => at !== option);
    const answer = solveLinearProgram({
      objective: [...row.map(() => 0), 1],
      atMost: [
        ...others.map((other) => ({
          row: [...row.map((v, k) => (other[k] ?? 0) - (v ?? 0)), 1],
          bound: span,
        })),
        // An option alone leads by as much as one likes: nothing else bounds e.
        { row: [...row.map(() => 0), 1], bound: 2 * span },
      ],
      equal: [{ row: [...row.map(() => 1), 0], bound: 1 }],
    });
    if (!answer.ok) return { ok: false, reason: "unsolved" };
    const margin = others.length === 0 ? 0 : answer.value - span;
    options.push({ possible: margin >= -TIE, weights: answer.x.slice(0, row.length), margin });
  }
  return { ok: true, options };
}
