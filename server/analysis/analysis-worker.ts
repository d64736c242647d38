// The thread in which votes are analysed: takes an input, answers the analysis or why it failed.
import { parentPort } from "node:worker_threads";
import { type AnalysisInput, analyse } from "../../lib/decision/analyse";
import type { Analysis } from "../../lib/decision/analysis";
import { readBallots } from "../../lib/decision/ballot-table";
import { evaluateTable } from "../../lib/decision/evaluate";

export interface AnalysisOrder {
  id: number;
  input: AnalysisInput;
}
export type AnalysisAnswer = { id: number } & (
  | { ok: true; analysis: Analysis }
  | { ok: false; error: string }
);

parentPort?.on("message", ({ id, input }: AnalysisOrder) => {
  parentPort?.postMessage(answer(id, input));
});

function answer(id: number, input: AnalysisInput): AnalysisAnswer {
  try {
    const ballots = readBallots(input.frame, input.ballots);
    const outcome = evaluateTable(ballots, input);
    if (!outcome.ok) return { id, ok: false, error: outcome.reason };
    return { id, ok: true, analysis: analyse(input, outcome, ballots) };
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
