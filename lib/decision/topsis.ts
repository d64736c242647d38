import { type TableProblem, type ValueTable, tableProblem } from "./value-table";

export interface TopsisEntry {
  /** d⁻ / (d⁺ + d⁻): 1 at the ideal, 0 at the anti-ideal. */
  closeness: number;
  /** Distances to the best and to the worst value present on every criterion. */
  toIdeal: number;
  toAntiIdeal: number;
}

/**
 * TOPSIS (TS1–TS4): rank by closeness to an ideal option made of the best values present, and distance from one
 * made of the worst. x = w·v / √Σv² per criterion with `vector` (the published form), w·v with `none`, for values
 * that share one anchored scale; then Euclidean distances.
 * A second opinion only. The ideal and the norm depend on the options present, so adding or removing an option can
 * reorder the others (rank reversal, TS3), even a hopeless one. It cannot do with a cell that nobody scored.
 * Source: Hwang & Yoon, Multiple Attribute Decision Making (1981), ch. 3. O(options × criteria).
 */
export function topsis(
  values: ValueTable,
  weights: readonly number[],
  normalisation: "vector" | "none" = "vector",
): { ok: true; options: TopsisEntry[] } | { ok: false; reason: TableProblem | "missing-value" } {
  const problem = tableProblem(values, weights);
  if (problem) return { ok: false, reason: problem };
  if (values.some((row) => row.includes(null))) return { ok: false, reason: "missing-value" };
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const columns = weights.map((weight, k) => {
    const column = values.map((row) => row[k] ?? 0);
    // Math.sqrt is rounded correctly everywhere; Math.hypot is not.
    const norm =
      normalisation === "none"
        ? 1
        : Math.sqrt([...column].sort(ascending).reduce((sum, v) => sum + v * v, 0));
    // A column of zeros has no norm and tells the options apart in nothing.
    const cells = column.map((v) => (norm > 0 ? (weight / whole) * (v / norm) : 0));
    return { cells, best: Math.max(...cells), worst: Math.min(...cells) };
  });
  const distance = (option: number, end: "best" | "worst") =>
    Math.sqrt(columns.reduce((sum, column) => sum + ((column.cells[option] ?? 0) - column[end]) ** 2, 0));
  return {
    ok: true,
    options: values.map((_, option): TopsisEntry => {
      const toIdeal = distance(option, "best");
      const toAntiIdeal = distance(option, "worst");
      const apart = toIdeal + toAntiIdeal;
      // All options alike are best and worst at once: neither end is closer.
      return { closeness: apart > 0 ? toAntiIdeal / apart : 0.5, toIdeal, toAntiIdeal };
    }),
  };
}

/** Sums in ascending order: the order of the options changes no bit. */
const ascending = (a: number, b: number): number => a - b;
