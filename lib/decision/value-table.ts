import { TIE } from "./ranks";

/** Options × criteria, values where higher is better; null = nobody scored the cell. Callers attach ids. */
export type ValueTable = readonly (readonly (number | null)[])[];

export type TableProblem =
  | "no-options"
  | "no-criteria"
  | "ragged"
  | "not-a-value"
  | "weights-do-not-fit"
  | "not-a-weight"
  | "no-weight";

/** Values are 0…1 on a board; published examples have larger ones. Beyond this squares and sums lose digits. */
const LARGEST = 1e9;

/** Why a method cannot work on this table and these weights, null when it can (VT1). O(options × criteria). */
export function tableProblem(values: ValueTable, weights: readonly number[]): TableProblem | null {
  const [first] = values;
  if (!first) return "no-options";
  if (first.length === 0) return "no-criteria";
  if (values.some((row) => row.length !== first.length)) return "ragged";
  if (!values.every((row) => row.every((v) => v === null || Math.abs(v) <= LARGEST))) return "not-a-value";
  if (weights.length !== first.length) return "weights-do-not-fit";
  if (!weights.every((w) => w >= 0 && w <= LARGEST)) return "not-a-weight";
  return weights.some((w) => w > 0) ? null : "no-weight";
}

/**
 * The additive scores of the options (AD1, AD2) on plain numbers: Σ w·v over the criteria that have a value,
 * with the weights of those rescaled to 1; null when none has. The same sums in the same order as `additive`.
 */
export function tableScores(values: ValueTable, weights: readonly number[]): (number | null)[] {
  return values.map((row) => {
    const whole = row.reduce<number>((sum, v, k) => (v === null ? sum : sum + (weights[k] ?? 0)), 0);
    if (!(whole > 0)) return null;
    return row.reduce<number>((sum, v, k) => (v === null ? sum : sum + ((weights[k] ?? 0) / whole) * v), 0);
  });
}

/** The same of one option, whose cells stand from `from` on; NaN for an empty cell, and for no score. */
export function rowScore(cells: Float64Array, from: number, weights: ArrayLike<number>): number {
  let whole = 0;
  for (let k = 0; k < weights.length; k++) if (!Number.isNaN(cells[from + k])) whole += weights[k] as number;
  if (!(whole > 0)) return Number.NaN;
  let score = 0;
  for (let k = 0; k < weights.length; k++) {
    const value = cells[from + k] as number;
    if (!Number.isNaN(value)) score += ((weights[k] as number) / whole) * value;
  }
  return score;
}

/** Places of the options at rank 1, ascending; several when they tie (RA1), none when nothing is scored. */
export function leadersOf(scores: readonly (number | null)[]): number[] {
  const best = Math.max(...scores.map((score) => score ?? Number.NEGATIVE_INFINITY));
  return scores.flatMap((score, option) => (score !== null && best - score <= TIE ? [option] : []));
}

/** The weights with one of them moved to `to`, the others in their old proportions, or equal if all were 0. */
export function withWeight(weights: readonly number[], which: number, to: number): number[] {
  const rest = weights.reduce((sum, w, k) => (k === which ? sum : sum + w), 0);
  if (weights.length === 1) return [1];
  return weights.map((w, k) =>
    k === which ? to : (1 - to) * (rest > 0 ? w / rest : 1 / (weights.length - 1)),
  );
}
