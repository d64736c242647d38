import { solveLinearProgram } from "./linear-program";

/** One person's judgements, each from 1 (equal) to 9 (extremely more), in the order of the criteria. */
export interface BestWorst {
  best: number;
  worst: number;
  /** How many times the best criterion is as important as each; 1 for itself. */
  bestToOthers: readonly number[];
  /** How many times each criterion is as important as the worst; 1 for itself. */
  othersToWorst: readonly number[];
}

export type BestWorstProblem =
  | "no-criteria"
  | "lengths-differ"
  | "no-such-criterion"
  | "best-is-worst"
  | "out-of-range"
  | "not-one-to-itself"
  | "best-to-worst-differs"
  /** Some judgement is larger than that of the best over the worst, which is the largest there can be. */
  | "beyond-best-to-worst";

export interface BestWorstWeights {
  ok: true;
  /** Optimum of the linear form, summing to 1. */
  weights: number[];
  /** ξᴸ of the linear form, in units of weight: 0 when consistent. Not comparable between people. */
  linearXi: number;
  /** ξ* of the non-linear form, in units of the judgements. */
  xi: number;
  /** The weights that reach ξ* in the non-linear form, lowest and highest of each criterion. */
  intervals: { low: number; high: number }[];
  /** The largest ξ* that a judgement of this size can lead to. */
  consistencyIndex: number;
  /** ξ* / consistency index: 0 consistent, 1 the worst possible. */
  consistencyRatio: number;
}

/**
 * The best-worst method (BW1–BW6). Linear form, solved here by simplex: least ξ with |w_B − a_Bj·w_j| ≤ ξ and
 * |w_j − a_jW·w_W| ≤ ξ. Non-linear form: least ξ with |w_B/w_j − a_Bj| ≤ ξ and |w_j/w_W − a_jW| ≤ ξ; from four
 * criteria on it can have many optima, given as intervals. Fewer questions than AHP (2n − 3), at the price that
 * everything hangs on the choice of best and worst. A high ratio is a reason to ask again, not to refuse.
 * Sources: Rezaei (2015), Omega 53:49–57 (non-linear form, consistency index); Rezaei (2016), Omega
 * 64:126–130 (intervals, linear form). One linear programme of n + 1 variables and about 100 passes over n.
 */
export function bestWorstWeights(
  judgements: BestWorst,
): BestWorstWeights | { ok: false; reason: BestWorstProblem } {
  const problem = problemOf(judgements);
  if (problem) return { ok: false, reason: problem };
  const most = judgements.bestToOthers[judgements.worst] ?? 1;
  const consistencyIndex = largestXi(most);
  const xi = leastXi(judgements);
  return {
    ok: true,
    ...linearForm(judgements),
    xi,
    intervals: intervalsAt(judgements, xi),
    consistencyIndex,
    consistencyRatio: consistencyIndex === 0 ? 0 : xi / consistencyIndex,
  };
}

function problemOf({ best, worst, bestToOthers, othersToWorst }: BestWorst): BestWorstProblem | null {
  const n = bestToOthers.length;
  if (n === 0) return "no-criteria";
  if (othersToWorst.length !== n) return "lengths-differ";
  if (!(best in bestToOthers && worst in bestToOthers)) return "no-such-criterion";
  if (best === worst && n > 1) return "best-is-worst";
  if (![...bestToOthers, ...othersToWorst].every((a) => a >= 1 && a <= 9)) return "out-of-range";
  if (bestToOthers[best] !== 1 || othersToWorst[worst] !== 1) return "not-one-to-itself";
  const most = bestToOthers[worst] ?? 1;
  if (most !== othersToWorst[best]) return "best-to-worst-differs";
  return [...bestToOthers, ...othersToWorst].some((a) => a > most) ? "beyond-best-to-worst" : null;
}

function linearForm({ best, worst, bestToOthers, othersToWorst }: BestWorst) {
  const n = bestToOthers.length;
  const row = (at: number, times: number, other: number, xi: number): number[] => {
    const cells = new Array<number>(n + 1).fill(0);
    cells[at] = 1;
    cells[other] = (cells[other] ?? 0) - times;
    return [...cells.slice(0, n).map((each) => -xi * each), -1];
  };
  const pairs = bestToOthers.flatMap((a, j) => [
    ...(j === best ? [] : [{ at: best, times: a, other: j }]),
    ...(j === worst ? [] : [{ at: j, times: othersToWorst[j] ?? 1, other: worst }]),
  ]);
  const answer = solveLinearProgram({
    objective: [...bestToOthers.map(() => 0), -1],
    atMost: pairs.flatMap(({ at, times, other }) =>
      [1, -1].map((sign) => ({ row: row(at, times, other, sign), bound: 0 })),
    ),
    equal: [{ row: [...bestToOthers.map(() => 1), 0], bound: 1 }],
  });
  // Any weights satisfy the rows with ξ = 9, and ξ ≥ 0 bounds the objective: there always is an optimum.
  if (!answer.ok) throw new Error(`A best-worst programme is ${answer.reason}`);
  return { weights: answer.x.slice(0, n), linearXi: answer.x[n] ?? 0 };
}

/**
 * Rezaei's table of consistency indices (0, 0.44, 1.00, 1.63, 2.30, 3.00, 3.73, 4.47, 5.23 for a_BW = 1…9) is
 * the smaller root of ξ² − (1 + 2a)ξ + (a² − a) = 0.
 */
const largestXi = (a: number): number => (1 + 2 * a - Math.sqrt(8 * a + 1)) / 2;

/**
 * With r = w_B/w_W and s_j = w_j/w_W, criterion j asks for s_j within ξ of a_jW and r/s_j within ξ of a_Bj, so for
 * r between (a_Bj − ξ)(a_jW − ξ) and (a_Bj + ξ)(a_jW + ξ); best and worst ask for r within ξ of a_BW. ξ* is the
 * least ξ at which these intervals have a point in common, found by halving down to neighbouring doubles.
 */
function leastXi(judgements: BestWorst): number {
  let low = 0;
  let high = 9;
  if (hasPoint(ratioInterval(judgements, 0))) return 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return high;
    if (hasPoint(ratioInterval(judgements, middle))) high = middle;
    else low = middle;
  }
}

interface Interval {
  low: number;
  high: number;
}
/** A product of judgements may miss its third by a rounding. */
const hasPoint = ({ low, high }: Interval): boolean => low <= high * (1 + 1e-12);

function ratioInterval({ best, worst, bestToOthers, othersToWorst }: BestWorst, xi: number): Interval {
  const most = bestToOthers[worst] ?? 1;
  let low = Math.max(0, most - xi);
  let high = most + xi;
  bestToOthers.forEach((toJ, j) => {
    if (j === best || j === worst) return;
    const toWorst = othersToWorst[j] ?? 1;
    low = Math.max(low, Math.max(0, toJ - xi) * Math.max(0, toWorst - xi));
    high = Math.min(high, (toJ + xi) * (toWorst + xi));
  });
  return { low, high };
}

/** At ξ* > 0 one r is left, so each s_j moves on its own and a weight is lowest when all others are highest. */
function intervalsAt(judgements: BestWorst, xi: number): Interval[] {
  const { best, worst, bestToOthers, othersToWorst } = judgements;
  const { low, high } = ratioInterval(judgements, xi);
  const ratio = (low + high) / 2;
  const shares = bestToOthers.map((toJ, j): Interval => {
    if (j === worst) return { low: 1, high: 1 };
    if (j === best) return { low: ratio, high: ratio };
    const toWorst = othersToWorst[j] ?? 1;
    const from = Math.max(toWorst - xi, ratio / (toJ + xi));
    const to = Math.min(toWorst + xi, toJ > xi ? ratio / (toJ - xi) : Number.POSITIVE_INFINITY);
    // Where one value is left, rounding may cross the two ends.
    return from <= to ? { low: from, high: to } : { low: (from + to) / 2, high: (from + to) / 2 };
  });
  const sum = (end: "low" | "high") => shares.reduce((total, each) => total + each[end], 0);
  const [allLow, allHigh] = [sum("low"), sum("high")];
  return shares.map((share) => ({
    low: share.low / (share.low + allHigh - share.high),
    high: share.high / (share.high + allLow - share.low),
  }));
}
