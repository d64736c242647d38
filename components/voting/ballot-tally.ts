import { cellKey } from "@/lib/record/ballot-rules";
import type { BallotSheet } from "./ballot-props";
import type { Answers } from "./ballot-store";

export interface Tally {
  marks: number;
  abstentions: number;
  notApplicable: number;
  /** Cells with any answer, of all that are asked. */
  answered: number;
  cells: number;
  reasons: number;
  weights: number;
  weightsAsked: number;
}

/** What a ballot holds, counted over the cells that it asks for. */
export function tallyOf(sheet: BallotSheet, answers: Answers): Tally {
  const keys = sheet.round.asksScores
    ? sheet.scored.flatMap((criterion) => sheet.options.map((option) => cellKey(criterion.id, option.id)))
    : [];
  const given = keys.map((key) => answers.scores[key]);
  const marks = given.filter((mark) => typeof mark === "number").length;
  const abstentions = given.filter((mark) => mark === "abstain").length;
  const notApplicable = given.filter((mark) => mark === "not-applicable").length;
  return {
    marks,
    abstentions,
    notApplicable,
    answered: marks + abstentions + notApplicable,
    cells: keys.length,
    reasons: keys.filter((key) => answers.reasons[key]).length,
    weights: sheet.round.asksWeights
      ? sheet.criteria.filter(({ id }) => answers.weights[id] !== undefined).length
      : 0,
    weightsAsked: sheet.round.asksWeights ? sheet.criteria.length : 0,
  };
}
