import { ENGINE_VERSION } from "../decision/engine";
import { ballotOrder } from "./ballot-order";
import { recordFigures } from "./figures";
import type { RecordBallot, RecordBody } from "./schema";

export interface RecordInput
  extends Pick<
    RecordBody,
    | "board"
    | "version"
    | "previousHash"
    | "frame"
    | "round"
    | "map"
    | "eligible"
    | "decision"
    | "sealedAt"
    | "sealedBy"
  > {
  /** Submitted ballots, in any order. */
  ballots: Omit<RecordBallot, "voter">[];
}

/**
 * The record of a decision, with its figures computed from what it holds and nothing else. Ballots stand in
 * the order of roles, then names, and are numbered: who is who in the database stays there.
 */
export function buildRecord(input: RecordInput): RecordBody {
  const ballots = [...input.ballots]
    .sort(ballotOrder(input.frame.body.roles))
    .map((ballot, at): RecordBallot => ({ voter: `${at + 1}`, ...ballot }));
  const { board, version, previousHash, frame, round, map, eligible, decision, sealedAt, sealedBy } = input;
  return {
    schema: "plateau-record/1",
    board,
    version,
    previousHash,
    frame,
    round,
    map,
    eligible,
    ballots,
    results: recordFigures({ frame, map, eligible, ballots }),
    engine: { version: ENGINE_VERSION },
    decision,
    sealedAt,
    sealedBy,
  };
}
