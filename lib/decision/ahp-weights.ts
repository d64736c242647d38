import { geometricMean } from "./geometric-mean";

/** Entry [i][j] says how many times as important i is as j; null = not compared. */
export type Comparisons = readonly (readonly (number | null)[])[];

export type ComparisonProblem =
  | "no-criteria"
  | "not-square"
  | "out-of-range"
  | "not-reciprocal"
  | "disconnected";

export interface AhpWeights {
  ok: true;
  /** Principal eigenvector, summing to 1. */
  weights: number[];
  /** Row geometric means, summing to 1; null when a comparison is missing. Equal to `weights` for n ≤ 3. */
  geometric: number[] | null;
  lambdaMax: number;
  /** (λmax − n) / (n − 1): 0 for judgements without a contradiction. */
  consistencyIndex: number;
  /** Index over the random index; null when a comparison is missing. Above 0.1 ask again, never refuse. */
  consistencyRatio: number | null;
  /** Pairs that nobody compared. */
  missing: number;
}

/**
 * Mean consistency index of random judgements on 1…9, n = 1…10. Source: Saaty, Theory and Applications of the
 * Analytic Network Process (2005). Saaty's older table (1980) has 1.32 instead of 1.35 for n = 7, and so on: a
 * ratio means little without the name of its table.
 */
const RANDOM_INDEX = [0, 0, 0.52, 0.89, 1.11, 1.25, 1.35, 1.4, 1.45, 1.49];

/** Beyond the table the line fitted by Alonso & Lamata (2006), IJUFKS 14:445–459: λ̄max = 2.7699 n − 4.3513. */
const randomIndex = (n: number): number => RANDOM_INDEX[n - 1] ?? (1.7699 * n - 4.3513) / (n - 1);

/** Judgements run to 9; a geometric mean or a finer scale may not, but nobody means a thousandfold. */
const LARGEST = 1000;
/** 0.333 and 3 are meant as reciprocal, 0.3 and 3 are not. */
const RECIPROCAL = 2e-3;

/**
 * Analytic hierarchy process (AH1–AH6): weights w with A·w = λmax·w for the matrix A of pairwise comparisons.
 * Where pairs are missing Harker's matrix stands in: 0 for the pair, 1 + (missing in the row) on the diagonal;
 * the index is then λmax of that matrix, and no ratio is given, since the random index of incomplete matrices
 * is lower (Ágoston & Csató 2022, Omega 108:102576). Eigenvector weights can change order with the direction in
 * which one asks for n > 3; the geometric mean cannot, so both are given. n ≤ 2 is always consistent.
 * Sources: Saaty (1980), The Analytic Hierarchy Process; Crawford & Williams (1985), J. Math. Psych.
 * 29:387–405, for the geometric mean; Harker (1987), Mathematical Modelling 9:353–360. O(n³).
 */
export function ahpWeights(comparisons: Comparisons): AhpWeights | { ok: false; reason: ComparisonProblem } {
  const parsed = readComparisons(comparisons);
  if (!parsed.ok) return parsed;
  const { matrix } = parsed;
  const n = matrix.length;
  const missingIn = matrix.map((row) => row.filter((each) => each === null).length);
  const missing = missingIn.reduce((sum, each) => sum + each, 0) / 2;
  if (!isConnected(matrix)) return { ok: false, reason: "disconnected" };

  const harker = matrix.map((row, i) =>
    row.map((each, j) => (i === j ? 1 + (missingIn[i] ?? 0) : (each ?? 0))),
  );
  const { vector, value } = principalEigenvector(harker);
  // Rounding may leave λmax a hair under n.
  const consistencyIndex = n <= 2 ? 0 : Math.max(0, (value - n) / (n - 1));
  return {
    ok: true,
    weights: vector,
    geometric: missing > 0 ? null : toShares(matrix.map((row) => geometricMean(row.map((a) => a ?? 1)))),
    lambdaMax: value,
    consistencyIndex,
    consistencyRatio: missing > 0 ? null : n <= 2 ? 0 : consistencyIndex / randomIndex(n),
    missing,
  };
}

/** Checks the matrix and fills in the reciprocal of a pair given one way only (AH3, AH4). */
export function readComparisons(
  comparisons: Comparisons,
): { ok: true; matrix: (number | null)[][] } | { ok: false; reason: ComparisonProblem } {
  const n = comparisons.length;
  if (n === 0) return { ok: false, reason: "no-criteria" };
  if (comparisons.some((row) => row.length !== n)) return { ok: false, reason: "not-square" };
  const given = comparisons.flat().filter((each) => each !== null);
  if (!given.every((each) => each >= 1 / LARGEST && each <= LARGEST))
    return { ok: false, reason: "out-of-range" };
  const matrix = comparisons.map((row, i) =>
    row.map((each, j) => {
      const back = comparisons[j]?.[i] ?? null;
      return i === j ? (each ?? 1) : (each ?? (back === null ? null : 1 / back));
    }),
  );
  const reciprocal = matrix.every((row, i) =>
    row.every((each, j) => each === null || Math.abs(each * (matrix[j]?.[i] ?? 1) - 1) <= RECIPROCAL),
  );
  return reciprocal ? { ok: true, matrix } : { ok: false, reason: "not-reciprocal" };
}

/** Whether a chain of comparisons leads from every criterion to every other; else their ratio is anyone's guess. */
function isConnected(matrix: readonly (readonly (number | null)[])[]): boolean {
  const reached = new Set([0]);
  for (const i of reached) matrix[i]?.forEach((each, j) => each !== null && reached.add(j));
  return reached.size === matrix.length;
}

/** How often the matrix is squared: 2^40 steps of the power iteration, enough for the thinnest chain of pairs. */
const SQUARINGS = 40;
/** Plain steps at the end take out what the squarings rounded. */
const STEPS = 20;

function principalEigenvector(matrix: readonly number[][]): { vector: number[]; value: number } {
  let power = matrix;
  for (let k = 0; k < SQUARINGS; k++) {
    const square = power.map((row) =>
      power.map((_, j) =>
        dot(
          row,
          power.map((each) => each[j] ?? 0),
        ),
      ),
    );
    const whole = total(square.map(total));
    power = square.map((row) => row.map((each) => each / whole));
  }
  let vector = toShares(power.map(total));
  for (let k = 0; k < STEPS; k++) vector = toShares(matrix.map((row) => dot(row, vector)));
  return { vector, value: total(matrix.map((row) => dot(row, vector))) };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);
const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, each, at) => sum + each * (b[at] ?? 0), 0);

function toShares(numbers: readonly number[]): number[] {
  const whole = total(numbers);
  return numbers.map((each) => each / whole);
}
