/** The outcome as the record keeps it: decimal strings, so that no reader's number format can change a figure. */
import { type EvaluationInput, evaluate } from "../decision/evaluate";
import type { KnockOut } from "../decision/knock-out";
import type { RecordBody, RecordResults } from "./schema";

/** Twelve decimals: finer than any difference a vote can make, coarser than floating-point noise. */
export const decimal = (value: number): string => {
  const text = value.toFixed(12);
  return text === "-0.000000000000" ? "0.000000000000" : text;
};
const maybe = (value: number | null): string | null => (value === null ? null : decimal(value));

/** Evaluate what a record holds. Sealing and verifying call the same function on the same data. */
export function recordFigures(
  record: Pick<RecordBody, "map" | "ballots" | "eligible"> & { frame: { body: EvaluationInput["frame"] } },
): RecordResults {
  const outcome = evaluate({
    frame: record.frame.body,
    map: record.map,
    ballots: record.ballots,
    eligible: record.eligible,
  });
  if (!outcome.ok) {
    return {
      ok: false,
      reason: outcome.reason,
      knockedOut: "knockedOut" in outcome ? bars(outcome.knockedOut) : [],
    };
  }
  return {
    ok: true,
    ranking: outcome.ranking.map((entry) => ({
      option: entry.option,
      rank: entry.rank,
      score: decimal(entry.score),
      low: decimal(entry.low),
      high: decimal(entry.high),
      contributions: entry.contributions.map((each) => ({
        criterion: each.criterion,
        weight: decimal(each.weight),
        value: decimal(each.value),
        points: decimal(each.points),
      })),
      missing: entry.missing,
    })),
    winners: outcome.winners,
    margin: maybe(outcome.margin),
    knockedOut: bars(outcome.knockedOut),
    unscored: outcome.unscored,
    weights: Object.fromEntries(
      Object.entries(outcome.weights.shares).map(([id, share]) => [id, decimal(share)]),
    ),
    weightsFrom: outcome.weights.from,
    roles: outcome.roles.map((role) => ({
      role: role.role,
      ballots: role.ballots,
      eligible: role.eligible,
      ranking: role.ok
        ? role.entries.map(({ option, rank, score }) => ({ option, rank, score: decimal(score) }))
        : null,
      reason: role.ok ? null : role.reason,
    })),
    variants: outcome.variants.map(({ uncovered, insideRole, asVoted, winners, margin }) => ({
      uncovered,
      insideRole,
      asVoted,
      winners,
      margin: maybe(margin),
    })),
  };
}

const bars = (knockedOut: readonly KnockOut[]) =>
  knockedOut.map(({ option, reasons }) => ({
    option,
    reasons: reasons.map(({ criterion, mark, bar }) => ({
      criterion,
      mark: decimal(mark),
      bar: decimal(bar),
    })),
  }));
