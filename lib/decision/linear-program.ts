/** Maximise objective · x with x ≥ 0, row · x ≤ bound for `atMost` and row · x = bound for `equal`. */
export interface LinearProgram {
  objective: readonly number[];
  atMost: readonly Constraint[];
  equal: readonly Constraint[];
}
export interface Constraint {
  row: readonly number[];
  bound: number;
}

export type LinearSolution =
  | { ok: true; x: number[]; value: number }
  | { ok: false; reason: "malformed" | "infeasible" | "unbounded" | "stalled" };

/** Coefficients here are of the order of 1; below this a difference is rounding. */
const ZERO = 1e-10;
/** Some hundred times what programs of twenty variables take: Bland's rule ends, unless rounding makes it cycle. */
const MOST_PIVOTS = 20_000;

/**
 * The two-phase simplex method on a dense tableau with Bland's rule, which cannot cycle (LP1–LP3). Made for a
 * few dozen variables. Doubles, not fractions: an answer is right to about 1e-9. Deterministic.
 * Sources: Bland (1977), Mathematics of Operations Research 2:103–107; Chvátal, Linear Programming (1983),
 * ch. 2–3. O(rows × columns) a pivot.
 */
export function solveLinearProgram(program: LinearProgram, mostPivots = MOST_PIVOTS): LinearSolution {
  const { objective, atMost, equal } = program;
  const n = objective.length;
  const constraints = [...atMost, ...equal];
  const numbers = [...objective, ...constraints.flatMap(({ row, bound }) => [...row, bound])];
  if (constraints.some(({ row }) => row.length !== n) || !numbers.every(Number.isFinite)) {
    return { ok: false, reason: "malformed" };
  }
  // Columns: the n variables, a slack per `atMost`, an artificial variable per row, the bound.
  const m = constraints.length;
  const firstArtificial = n + atMost.length;
  const width = firstArtificial + m + 1;
  const rows = constraints.map(({ row, bound }, i) => {
    const sign = bound < 0 ? -1 : 1;
    const cells = new Float64Array(width);
    row.forEach((each, j) => (cells[j] = sign * each));
    if (i < atMost.length) cells[n + i] = sign;
    cells[firstArtificial + i] = 1;
    cells[width - 1] = sign * bound;
    return cells;
  });
  const basis = rows.map((_, i) => firstArtificial + i);
  let pivots = 0;

  // Phase 1: bring the sum of the artificial variables to 0.
  const distance = new Float64Array(width);
  for (const cells of rows) for (let j = 0; j < width; j++) distance[j] = at(distance, j) - at(cells, j);
  distance.fill(0, firstArtificial, width - 1);
  const feasible = climb(distance, firstArtificial);
  if (feasible !== "optimal") return { ok: false, reason: "stalled" };
  if (at(distance, width - 1) < -1e-9) return { ok: false, reason: "infeasible" };
  // An artificial variable left in the basis stands at 0: swap it for any other, or drop its row as redundant.
  for (let i = rows.length - 1; i >= 0; i--) {
    if ((basis[i] ?? 0) < firstArtificial) continue;
    const cells = rows[i];
    const entering = cells ? cells.subarray(0, firstArtificial).findIndex((x) => Math.abs(x) > ZERO) : -1;
    if (entering >= 0) pivot(i, entering, distance);
    else {
      rows.splice(i, 1);
      basis.splice(i, 1);
    }
  }

  // Phase 2: climb along the objective, written in the variables that are not in the basis.
  const gain = new Float64Array(width);
  objective.forEach((each, j) => (gain[j] = -each));
  rows.forEach((cells, i) => subtract(gain, cells, at(gain, basis[i] ?? 0)));
  const end = climb(gain, firstArtificial);
  if (end !== "optimal") return { ok: false, reason: end };
  const x = new Array<number>(n).fill(0);
  rows.forEach((cells, i) => {
    const variable = basis[i] ?? n;
    if (variable < n) x[variable] = Math.max(0, at(cells, width - 1));
  });
  return { ok: true, x, value: objective.reduce((sum, each, j) => sum + each * (x[j] ?? 0), 0) };

  /** Bland: of the columns that gain, the first; of the rows that limit it most, the one of the first variable. */
  function climb(costs: Float64Array, columns: number): "optimal" | "unbounded" | "stalled" {
    for (;;) {
      const entering = costs.subarray(0, columns).findIndex((each) => each < -ZERO);
      if (entering < 0) return "optimal";
      let leaving = -1;
      let least = Number.POSITIVE_INFINITY;
      rows.forEach((cells, i) => {
        if (at(cells, entering) <= ZERO) return;
        const ratio = at(cells, width - 1) / at(cells, entering);
        const ties = Math.abs(ratio - least) <= 1e-12;
        if (ratio < least - 1e-12 || (ties && (basis[i] ?? 0) < (basis[leaving] ?? 0))) {
          leaving = i;
          least = Math.min(least, ratio);
        }
      });
      if (leaving < 0) return "unbounded";
      if (++pivots > mostPivots) return "stalled";
      pivot(leaving, entering, costs);
    }
  }

  function pivot(leaving: number, entering: number, costs: Float64Array): void {
    const cells = rows[leaving];
    if (!cells) return;
    const by = at(cells, entering);
    for (let j = 0; j < width; j++) cells[j] = at(cells, j) / by;
    rows.forEach((other, i) => i !== leaving && subtract(other, cells, at(other, entering)));
    subtract(costs, cells, at(costs, entering));
    basis[leaving] = entering;
  }
}

const at = (cells: Float64Array, j: number): number => cells[j] ?? 0;

function subtract(from: Float64Array, cells: Float64Array, times: number): void {
  if (times === 0) return;
  for (let j = 0; j < from.length; j++) from[j] = at(from, j) - times * at(cells, j);
}
