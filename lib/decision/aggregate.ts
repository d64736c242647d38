import type { Mark } from "./ballot";
import { readMark, valueOfMark } from "./marks";

/** The answers of several people on one cell, kept apart: a mark, an abstention, "does not apply", nothing. */
export interface MarkSummary {
  /** Marks that enter the mean. */
  n: number;
  /** As values 0…1; null without a mark. */
  mean: number | null;
  median: number | null;
  abstained: number;
  notApplicable: number;
  missing: number;
  /** n + abstained + notApplicable: who answered, whatever they answered. Counts for the quorum. */
  answered: number;
  /** Answered over all; null for nobody. */
  turnout: number | null;
  /** Share of those who judged that said "does not apply": an abstention judges nothing. */
  notApplicableShare: number | null;
}

/** One role's part of a cell. `value` is what the rules let count, null when the role is left out. */
export interface RoleCell extends MarkSummary {
  role: string;
  underQuorum: boolean;
  value: number | null;
}

/** Rules AG1–AG3. Marks are whole numbers, so their sum is exact and the order of the ballots cannot matter. */
export function summariseMarks(answers: readonly (Mark | null | undefined)[], scale: number): MarkSummary {
  const marks: number[] = [];
  let abstained = 0;
  let notApplicable = 0;
  for (const answer of answers) {
    const mark = readMark(answer, scale);
    if (mark === "abstain") abstained++;
    else if (mark === "not-applicable") notApplicable++;
    else if (mark !== null) marks.push(mark);
  }
  const n = marks.length;
  const answered = n + abstained + notApplicable;
  return {
    n,
    mean: n === 0 ? null : valueOfMark(marks.reduce((sum, mark) => sum + mark, 0) / n, scale),
    median: n === 0 ? null : valueOfMark(medianOf(marks), scale),
    abstained,
    notApplicable,
    missing: answers.length - answered,
    answered,
    turnout: answers.length === 0 ? null : answered / answers.length,
    notApplicableShare: n + notApplicable === 0 ? null : notApplicable / (n + notApplicable),
  };
}

function medianOf(marks: readonly number[]): number {
  const sorted = [...marks].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? upper) + upper) / 2;
}

/** One role's cell (AG4): under its quorum of answers a role does not count here, whatever its few marks say. */
export function roleCell(
  role: string,
  answers: readonly (Mark | null | undefined)[],
  rules: { scale: number; quorum: number; insideRole: "mean" | "median" },
): RoleCell {
  const summary = summariseMarks(answers, rules.scale);
  const underQuorum = summary.answered < Math.max(1, rules.quorum);
  const value = rules.insideRole === "median" ? summary.median : summary.mean;
  return { role, ...summary, underQuorum, value: underQuorum ? null : value };
}

/**
 * Across roles (AG5, AG6): every role that has a value counts the same, so the mean of the roles' values.
 * Never the mean of all heads: six data scientists would outvote one data engineer. Null when no role has one.
 */
export function acrossRoles(cells: readonly { value: number | null }[]): number | null {
  const values = cells.flatMap((cell) => (cell.value === null ? [] : [cell.value]));
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
