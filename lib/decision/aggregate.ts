import type { Mark } from "./ballot";
import { answerCode, valueOfMark } from "./marks";
import { quantileOfCounts } from "./quantile";

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
  const tally = new Array<number>(scale + 3).fill(0);
  for (const answer of answers) {
    const code = answerCode(answer, scale);
    tally[code] = (tally[code] ?? 0) + 1;
  }
  return summariseTally(tally, scale);
}

/** The same from how often each answer was given, by `answerCode`. */
export function summariseTally(tally: readonly number[], scale: number): MarkSummary {
  const answered = answeredIn(tally);
  const missing = tally[0] ?? 0;
  const abstained = tally[scale + 1] ?? 0;
  const notApplicable = tally[scale + 2] ?? 0;
  const n = answered - abstained - notApplicable;
  return {
    n,
    mean: meanIn(tally, scale),
    median: medianIn(tally, scale),
    abstained,
    notApplicable,
    missing,
    answered,
    turnout: answered + missing === 0 ? null : answered / (answered + missing),
    notApplicableShare: n + notApplicable === 0 ? null : notApplicable / (n + notApplicable),
  };
}

/** What is not missing. */
function answeredIn(tally: readonly number[]): number {
  let answered = 0;
  for (let code = 1; code < tally.length; code++) answered += tally[code] ?? 0;
  return answered;
}

function meanIn(tally: readonly number[], scale: number): number | null {
  let [n, sum] = [0, 0];
  for (let mark = 1; mark <= scale; mark++) {
    n += tally[mark] ?? 0;
    sum += mark * (tally[mark] ?? 0);
  }
  return n === 0 ? null : valueOfMark(sum / n, scale);
}

function medianIn(tally: readonly number[], scale: number): number | null {
  const median = quantileOfCounts(tally.slice(1, scale + 1), 0.5);
  return median === null ? null : valueOfMark(median, scale);
}

/** One role's cell (AG4): under its quorum of answers a role does not count here, whatever its few marks say. */
export function roleCell(
  role: string,
  answers: readonly (Mark | null | undefined)[],
  rules: CountingRules & { scale: number },
): RoleCell {
  return countedCell(role, summariseMarks(answers, rules.scale), rules);
}

/** The same from a summary, which does not depend on the rules and so need not be made again under each. */
export function countedCell(role: string, summary: MarkSummary, rules: CountingRules): RoleCell {
  const underQuorum = isUnderQuorum(summary.answered, rules);
  return { role, ...summary, underQuorum, value: countedValue(summary, rules) };
}

export interface CountingRules {
  quorum: number;
  insideRole: "mean" | "median";
}

/** A role's value in a cell (AG4, AG5); null = left out. */
export function countedValue(summary: MarkSummary, rules: CountingRules): number | null {
  if (isUnderQuorum(summary.answered, rules)) return null;
  return rules.insideRole === "median" ? summary.median : summary.mean;
}

/** The same without a summary, where thousands are made. */
export function valueOfTally(
  tally: readonly number[],
  rules: CountingRules & { scale: number },
): number | null {
  if (isUnderQuorum(answeredIn(tally), rules)) return null;
  return rules.insideRole === "median" ? medianIn(tally, rules.scale) : meanIn(tally, rules.scale);
}

const isUnderQuorum = (answered: number, { quorum }: CountingRules) => answered < Math.max(1, quorum);

/**
 * Across roles (AG5, AG6, RW1, RW2): the mean of the values of the roles that have one, each counting the same
 * unless `weights`, in the order of the cells, say otherwise; a weight that is not above 0 counts as 0. Never the
 * mean of all heads: six data scientists would outvote one data engineer. Null when no role that counts has one.
 */
export function acrossRoles(
  cells: readonly { value: number | null }[],
  weights: readonly number[] = cells.map(() => 1),
): number | null {
  let sum = 0;
  let whole = 0;
  cells.forEach(({ value }, at) => {
    const weight = weights[at] ?? 0;
    if (value === null || !(weight > 0)) return;
    sum += weight * value;
    whole += weight;
  });
  return whole > 0 && Number.isFinite(whole) ? sum / whole : null;
}
