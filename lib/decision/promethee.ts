import { TIE } from "./ranks";
import { type TableProblem, type ValueTable, tableProblem } from "./value-table";

/** How much a difference d on a criterion counts, 0…1; types I, III and V of Brans & Vincke. */
export type PreferenceFunction =
  /** Any lead counts in full. */
  | { kind: "usual" }
  /** Nothing up to `indifference`, in full from `preference`, in proportion between; type III with 0. */
  | { kind: "linear"; indifference: number; preference: number };

export interface PrometheeEntry {
  /** φ⁺ and φ⁻: mean preference over, and of, the other options. */
  positive: number;
  negative: number;
  /** φ⁺ − φ⁻, −1…1: what PROMETHEE II ranks by. The nets of all options sum to 0. */
  net: number;
}

/**
 * PROMETHEE II (PR1–PR4): π(a, b) = Σ w·P(v_a − v_b), φ⁺ and φ⁻ are the means of π(a, ·) and π(·, a) over the
 * other options. A second opinion only: a flow counts the options beaten, so adding or removing an option can
 * reorder the others (rank reversal, PR3). It cannot do with a cell that nobody scored.
 * Source: Brans & Vincke (1985), A preference ranking organisation method, Management Science 31:647–656.
 * O(options² × criteria).
 */
export function promethee(
  values: ValueTable,
  weights: readonly number[],
  preferences: readonly PreferenceFunction[],
):
  | { ok: true; options: PrometheeEntry[] }
  | { ok: false; reason: TableProblem | "missing-value" | "preferences-do-not-fit" | "not-a-threshold" } {
  const problem = tableProblem(values, weights);
  if (problem) return { ok: false, reason: problem };
  if (values.some((row) => row.includes(null))) return { ok: false, reason: "missing-value" };
  if (preferences.length !== weights.length) return { ok: false, reason: "preferences-do-not-fit" };
  if (!preferences.every(isUsable)) return { ok: false, reason: "not-a-threshold" };
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const preference = (a: readonly (number | null)[], b: readonly (number | null)[]): number =>
    preferences.reduce(
      (sum, each, k) => sum + ((weights[k] ?? 0) / whole) * counts(each, (a[k] ?? 0) - (b[k] ?? 0)),
      0,
    );
  // A lone option beats nobody and is beaten by nobody. Ascending sums: the order of the options changes no bit.
  const meanOver = (all: number[]) =>
    all.length === 0 ? 0 : all.sort((x, y) => x - y).reduce((sum, each) => sum + each, 0) / all.length;
  return {
    ok: true,
    options: values.map((row, option): PrometheeEntry => {
      const others = values.filter((_, other) => other !== option);
      const positive = meanOver(others.map((other) => preference(row, other)));
      const negative = meanOver(others.map((other) => preference(other, row)));
      return { positive, negative, net: positive - negative };
    }),
  };
}

function isUsable(each: PreferenceFunction): boolean {
  if (each.kind === "usual") return true;
  return each.indifference >= 0 && each.preference >= each.indifference && each.preference < 1e9;
}

function counts(by: PreferenceFunction, difference: number): number {
  if (by.kind === "usual") return difference > TIE ? 1 : 0;
  const { indifference, preference } = by;
  if (difference <= indifference + TIE) return 0;
  return difference >= preference ? 1 : (difference - indifference) / (preference - indifference);
}
