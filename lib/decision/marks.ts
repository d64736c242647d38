import type { Mark } from "./ballot";

/**
 * A mark on an anchored scale as a value 0…1: (r − 1) / (K − 1). The ends are the anchors' words, never the
 * lowest and highest mark present: with min-max a new option would move the values of all others (MA1).
 */
export function valueOfMark(mark: number, scale: number): number {
  return (mark - 1) / (scale - 1);
}

/** The other way, for bars and for people who think in marks. */
export function markOfValue(value: number, scale: number): number {
  return 1 + value * (scale - 1);
}

/** An answer that can be counted; anything else is missing (MA2). */
export function readMark(answer: Mark | null | undefined, scale: number): Mark | null {
  if (answer === "abstain" || answer === "not-applicable") return answer;
  if (typeof answer !== "number" || !Number.isInteger(answer)) return null;
  return answer >= 1 && answer <= scale ? answer : null;
}

/**
 * An answer as a small whole number, so that answers can be counted in an array: 0 missing, a mark as itself, then
 * abstained, then not applicable.
 */
export function answerCode(answer: Mark | null | undefined, scale: number): number {
  const mark = readMark(answer, scale);
  if (mark === null) return 0;
  return mark === "abstain" ? scale + 1 : mark === "not-applicable" ? scale + 2 : mark;
}
