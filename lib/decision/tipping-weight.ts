import { TIE } from "./ranks";
import { type TableProblem, type ValueTable, leadersOf, tableProblem, tableScores } from "./value-table";

export interface Tip {
  /** The weight at which the leader is caught up: beyond it, it is no longer first. */
  at: number;
  /** Who passes there, as places of options; several when they meet at one weight. */
  overtakes: number[];
}

export interface CriterionTipping {
  criterion: number;
  /** Present weight, of all weights brought to sum 1. */
  present: number;
  /** The first tip with less, and with more weight; null when none comes. */
  down: Tip | null;
  up: Tip | null;
  /** Between these weights the leader stays first. */
  stable: [number, number];
}

export type TippingWeights =
  | { ok: true; leader: number; criteria: CriterionTipping[] }
  | { ok: false; reason: TableProblem | "no-values" }
  /** With two first already, no change is needed to make either first. */
  | { ok: false; reason: "tied"; leaders: number[] };

/**
 * For each criterion the weight at which another option takes the lead, the other weights keeping their
 * proportions (TW1–TW4). With weight t on the criterion and the rest of the option at S (Σ of the other shares ×
 * values) over M (Σ of the other shares that have a value), score(t) = (t·v + (1 − t)·S) / (t + (1 − t)·M), without
 * t·v and t where the criterion's own cell is empty. Two scores meet where a quadratic in t is 0, a line when no
 * cell is empty: t = (r_b − r_a) / ((v_a − v_b) + (r_b − r_a)). So the tips are exact, not searched for.
 * With empty cells one option can pass more than once; the first time counts.
 * O(criteria × options + criteria²).
 */
export function tippingWeights(values: ValueTable, weights: readonly number[]): TippingWeights {
  const problem = tableProblem(values, weights);
  if (problem) return { ok: false, reason: problem };
  const leaders = leadersOf(tableScores(values, weights));
  const [leader] = leaders;
  if (leader === undefined) return { ok: false, reason: "no-values" };
  if (leaders.length > 1) return { ok: false, reason: "tied", leaders };
  const whole = weights.reduce((sum, w) => sum + w, 0);
  const shares = weights.map((w) => w / whole);
  return {
    ok: true,
    leader,
    criteria: shares.map((present, criterion): CriterionTipping => {
      const curves = values.map((row) => curveOf(row, shares, criterion));
      const down = firstTip(curves, leader, present, 0);
      const up = firstTip(curves, leader, present, 1);
      return { criterion, present, down, up, stable: [down?.at ?? 0, up?.at ?? 1] };
    }),
  };
}

/** Part of the way from a tip to the end: nothing else is expected to happen within it. */
export const BEYOND = 1e-5;

/** A score as a fraction of two lines in t: (n0 + n1·t) / (d0 + d1·t). */
interface Curve {
  n0: number;
  n1: number;
  d0: number;
  d1: number;
}

function curveOf(row: readonly (number | null)[], shares: readonly number[], criterion: number): Curve {
  const rest = shares.reduce((sum, w, k) => (k === criterion ? sum : sum + w), 0);
  let [others, covered] = [0, 0];
  row.forEach((v, k) => {
    if (v === null || k === criterion) return;
    // Others without weight share equally once this criterion gives some up.
    const share = rest > 0 ? (shares[k] ?? 0) / rest : 1 / (shares.length - 1);
    others += share * v;
    covered += share;
  });
  const own = row[criterion] ?? null;
  return {
    n0: others,
    n1: (own ?? 0) - others,
    d0: covered,
    d1: (own === null ? 0 : 1) - covered,
  };
}

/** The tip nearest to `from` on the way to `to`; null when the leader arrives there as first. */
function firstTip(curves: readonly Curve[], leader: number, from: number, to: number): Tip | null {
  const own = curves[leader];
  if (!own) return null;
  let tip: Tip | null = null;
  for (const [option, curve] of curves.entries()) {
    const at = overtakenAt(own, curve, from, to);
    if (at === null) continue;
    const nearer = tip === null ? -1 : Math.abs(at - from) - Math.abs(tip.at - from);
    if (tip !== null && Math.abs(nearer) <= TIE) tip.overtakes.push(option);
    else if (nearer < 0) tip = { at, overtakes: [option] };
  }
  return tip && { ...tip, overtakes: firstBeyond(curves, tip, to) };
}

/** Of several that meet the leader at one weight, those that are first a little beyond it. */
function firstBeyond(curves: readonly Curve[], { at, overtakes }: Tip, to: number): number[] {
  const beyond = at + (to - at) * BEYOND;
  return leadersOf(
    curves.map((curve, option) => (overtakes.includes(option) ? scoreAt(curve, beyond) : null)),
  );
}

/** Where `other` passes `own` first: the near end of the first stretch between meetings in which it is ahead. */
function overtakenAt(own: Curve, other: Curve, from: number, to: number): number | null {
  const meetings = roots(
    own.n1 * other.d1 - other.n1 * own.d1,
    own.n0 * other.d1 + own.n1 * other.d0 - other.n0 * own.d1 - other.n1 * own.d0,
    own.n0 * other.d0 - other.n0 * own.d0,
  ).filter((t) => (t - from) * (t - to) < 0);
  const ends = [from, ...meetings.sort((a, b) => Math.abs(a - from) - Math.abs(b - from)), to];
  for (const [i, start] of ends.slice(0, -1).entries()) {
    const middle = (start + (ends[i + 1] ?? to)) / 2;
    const [ahead, behind] = [scoreAt(other, middle), scoreAt(own, middle)];
    if (ahead !== null && (behind === null || ahead > behind + TIE)) return start;
  }
  return null;
}

/** null where the option has no value that carries weight. */
function scoreAt({ n0, n1, d0, d1 }: Curve, t: number): number | null {
  const whole = d0 + d1 * t;
  return whole > 1e-12 ? (n0 + n1 * t) / whole : null;
}

/**
 * Roots of a·t² + b·t + c, in the form that loses no digits when a is small or 0; NaN or infinite where there is
 * none, and so between no two weights.
 */
function roots(a: number, b: number, c: number): number[] {
  const q = -(b + (b < 0 ? -1 : 1) * Math.sqrt(b * b - 4 * a * c)) / 2;
  return [q / a, c / q];
}
