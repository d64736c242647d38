import { byCodeUnit } from "../decision/ballot";
import { ENGINE_VERSION } from "../decision/engine";
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
  const place = new Map(input.frame.body.roles.map((role, at) => [role.id, at]));
  const roleOrder = (role: string) => place.get(role) ?? place.size;
  const ballots = [...input.ballots]
    .sort(
      (a, b) =>
        roleOrder(a.role) - roleOrder(b.role) ||
        byCodeUnit(a.name, b.name) ||
        byCodeUnit(a.submittedAt, b.submittedAt),
    )
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
