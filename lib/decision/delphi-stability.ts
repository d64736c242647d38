import { type Mark, byCodeUnit } from "./ballot";
import { readMark } from "./marks";
import { quantile, interquartileRange } from "./quantile";

export interface RoundAnswer {
  voter: string;
  answer: Mark | null | undefined;
}

/** Of the marks in one round, in marks 1…scale. */
export interface RoundFigures {
  mean: number;
  median: number;
  interquartileRange: number;
  /** Standard deviation (n − 1) over mean; null with a single mark. */
  coefficientOfVariation: number | null;
}

export type Stability =
  | {
      ok: true;
      /** Voters who answered in both rounds, in whatever way. */
      matched: number;
      onlyBefore: number;
      onlyAfter: number;
      /** Share of the matched voters whose answer is another one. */
      changedShare: number;
      /** Voters with a mark in both rounds: what all of the following is taken over. */
      marked: number;
      before: RoundFigures | null;
      after: RoundFigures | null;
      /** After less before; null without marks. */
      change: RoundFigures | null;
      /** Net change of the distribution: half the sum of the differences per mark, over `marked`. */
      marginalChange: number | null;
      /** `marginalChange` is below 15 %; null without marks. */
      stable: boolean | null;
    }
  | { ok: false; reason: "duplicate-ids" | "nobody-in-both-rounds" };

/** Scheibe, Skutsch and Schofer's bound: a change of less than this between rounds is taken for noise. */
export const STABLE_BELOW = 0.15;

/**
 * Whether the answers to one cell still move from a round to the next (DS1–DS5), voters matched by id so that
 * who leaves or joins is not taken for a change of mind. The criterion is that of Scheibe, Skutsch and Schofer:
 * the histogram's net change, ½ Σ |before(mark) − after(mark)| / n, is under 15 %. The change in the coefficient
 * of variation is the criterion of Dajani, Sincoff and Talley; they give no bound, so it is reported only.
 *
 * Net change is blind to people who swap sides: `changedShare` shows them. The coefficient of variation depends
 * on where the scale starts (here at 1), so compare it between rounds only, never between scales. Stable is not
 * agreed: two camps can be stable. O(n log n).
 * Sources: Scheibe, Skutsch & Schofer, Experiments in Delphi Methodology, in Linstone & Turoff (eds.), The Delphi
 * Method (1975), ch. IV.C; Dajani, Sincoff & Talley, Stability and Agreement Criteria for the Termination of
 * Delphi Studies, Technological Forecasting and Social Change 13 (1979), 83–90.
 */
export function delphiStability(
  before: readonly RoundAnswer[],
  after: readonly RoundAnswer[],
  scale: number,
): Stability {
  const first = answersByVoter(before, scale);
  const second = answersByVoter(after, scale);
  if (first === null || second === null) return { ok: false, reason: "duplicate-ids" };
  const both = [...first].flatMap(([voter, from]) => {
    const to = second.get(voter);
    return to === undefined ? [] : [{ voter, from, to }];
  });
  if (both.length === 0) return { ok: false, reason: "nobody-in-both-rounds" };
  const marks = both
    .sort((a, b) => byCodeUnit(a.voter, b.voter))
    .flatMap(({ from, to }) => (typeof from === "number" && typeof to === "number" ? [{ from, to }] : []));
  return {
    ok: true,
    matched: both.length,
    onlyBefore: first.size - both.length,
    onlyAfter: second.size - both.length,
    changedShare: both.filter(({ from, to }) => from !== to).length / both.length,
    marked: marks.length,
    ...(marks.length === 0 ? NO_MARKS : compareMarks(marks, scale)),
  };
}

const NO_MARKS = { before: null, after: null, change: null, marginalChange: null, stable: null };

function compareMarks(marks: readonly { from: number; to: number }[], scale: number) {
  const before = roundFigures(marks.map((each) => each.from));
  const after = roundFigures(marks.map((each) => each.to));
  const marginalChange = netChange(marks, scale) / marks.length;
  return {
    before,
    after,
    change: differences(before, after),
    marginalChange,
    stable: marginalChange < STABLE_BELOW,
  };
}

/** Who answered, whatever they answered; null when a voter stands there twice. */
function answersByVoter(answers: readonly RoundAnswer[], scale: number): Map<string, Mark> | null {
  if (new Set(answers.map((each) => each.voter)).size < answers.length) return null;
  return new Map(
    answers.flatMap(({ voter, answer }): [string, Mark][] => {
      const mark = readMark(answer, scale);
      return mark === null ? [] : [[voter, mark]];
    }),
  );
}

function netChange(marks: readonly { from: number; to: number }[], scale: number): number {
  let sum = 0;
  for (let mark = 1; mark <= scale; mark++) {
    const left = marks.filter(({ from }) => from === mark).length;
    const reached = marks.filter(({ to }) => to === mark).length;
    sum += Math.abs(left - reached);
  }
  return sum / 2;
}

function roundFigures(marks: readonly number[]): RoundFigures {
  const mean = marks.reduce((sum, mark) => sum + mark, 0) / marks.length;
  const squares = marks.reduce((sum, mark) => sum + (mark - mean) * (mark - mean), 0);
  return {
    mean,
    median: quantile(marks, 0.5) ?? mean,
    interquartileRange: interquartileRange(marks) ?? 0,
    coefficientOfVariation: marks.length < 2 ? null : Math.sqrt(squares / (marks.length - 1)) / mean,
  };
}

/** Both rounds are of the same voters, so there is a deviation in both or in neither. */
function differences(before: RoundFigures, after: RoundFigures): RoundFigures {
  const variation = after.coefficientOfVariation;
  return {
    mean: after.mean - before.mean,
    median: after.median - before.median,
    interquartileRange: after.interquartileRange - before.interquartileRange,
    coefficientOfVariation: variation === null ? null : variation - (before.coefficientOfVariation ?? 0),
  };
}
