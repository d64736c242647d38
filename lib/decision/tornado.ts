import { type TableProblem, type ValueTable, tableProblem, tableScores, withWeight } from "./value-table";

/** One end of a bar: the option's score, and its lead over the best other; null with nobody to compare. */
export interface TornadoEnd {
  at: number;
  score: number | null;
  margin: number | null;
}

export type TornadoBar = { low: TornadoEnd; high: TornadoEnd; swing: number } & (
  | { kind: "weight"; criterion: number }
  | { kind: "value"; option: number; criterion: number }
);

export interface TornadoRanges {
  /** Lowest and highest share of each criterion, 0…1; null = it does not move. */
  weights: readonly (readonly [number, number] | null)[];
  /** The same for cells, option × criterion; left out, no cell moves. */
  values?: readonly (readonly (readonly [number, number] | null)[])[];
}

/**
 * How far an option's score and lead move when one weight, or one cell, moves over a range and all else stays
 * (TN1–TN4). Other weights keep their proportions. Bars come longest first, by how far the lead moves, or the score
 * where there is no lead. The ends of a bar are outcomes at the ends of its range: the score lies between them all
 * along, while the lead may be larger in between where another rival is nearest.
 * One thing at a time: what happens when several move together is SMAA's question.
 * Source: Clemen, Making Hard Decisions (1996), ch. 5. O(moves × options × criteria).
 */
export function tornado(
  values: ValueTable,
  weights: readonly number[],
  option: number,
  ranges: TornadoRanges,
):
  | { ok: true; bars: TornadoBar[] }
  | { ok: false; reason: TableProblem | "no-such-option" | "ranges-do-not-fit" | "not-a-range" } {
  const problem = tableProblem(values, weights);
  if (problem) return { ok: false, reason: problem };
  if (!(option in values)) return { ok: false, reason: "no-such-option" };
  const cells = ranges.values ?? values.map((row) => row.map(() => null));
  const fits =
    ranges.weights.length === weights.length &&
    cells.length === values.length &&
    cells.every((row) => row.length === weights.length);
  if (!fits) return { ok: false, reason: "ranges-do-not-fit" };
  const isRange = (limit: number) => (range: readonly [number, number] | null) =>
    range === null || (range[0] <= range[1] && Math.abs(range[0]) <= limit && Math.abs(range[1]) <= limit);
  const sound =
    ranges.weights.every((range) => isRange(1)(range) && (range?.[0] ?? 0) >= 0) &&
    cells.every((row) => row.every(isRange(1e9)));
  if (!sound) return { ok: false, reason: "not-a-range" };

  const end = (at: number, table: ValueTable, shares: readonly number[]): TornadoEnd => {
    const scores = tableScores(table, shares);
    const score = scores[option] ?? null;
    const others = scores.filter((each, other): each is number => other !== option && each !== null);
    return { at, score, margin: score === null || others.length === 0 ? null : score - Math.max(...others) };
  };
  const bars: TornadoBar[] = ranges.weights.flatMap((range, criterion) => {
    if (range === null) return [];
    const [low, high] = range.map((at) => end(at, values, withWeight(weights, criterion, at)));
    return low && high ? [{ kind: "weight" as const, criterion, low, high, swing: swingOf(low, high) }] : [];
  });
  cells.forEach((row, moved) =>
    row.forEach((range, criterion) => {
      if (range === null) return;
      const [low, high] = range.map((at) =>
        end(
          at,
          values.map((own, o) => (o === moved ? own.map((v, k) => (k === criterion ? at : v)) : own)),
          weights,
        ),
      );
      if (low && high)
        bars.push({ kind: "value", option: moved, criterion, low, high, swing: swingOf(low, high) });
    }),
  );
  // Stable: bars of equal length stay in the order of the criteria.
  return { ok: true, bars: bars.sort((a, b) => b.swing - a.swing) };
}

/** 0 where an end has nothing to measure: an option without a score there did not move, it left. */
function swingOf(low: TornadoEnd, high: TornadoEnd): number {
  if (low.margin !== null && high.margin !== null) return Math.abs(high.margin - low.margin);
  return low.score !== null && high.score !== null ? Math.abs(high.score - low.score) : 0;
}
