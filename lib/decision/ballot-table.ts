/** The ballots of a vote read once into plain numbers: whatever counts, leaves out or draws starts from here. */
import { type CastBallot, byCodeUnit, scoreKey } from "./ballot";
import type { FrameBody } from "./frame";
import { answerCode } from "./marks";
import { type PersonPoints, pointsOf } from "./swing-weights";

export interface BallotTable {
  frame: FrameBody;
  /** Who cast a ballot, in the order of their ids; points in the frame's order of criteria. */
  voters: PersonPoints[];
  /** Ballots of a role that the frame does not know: not counted (EV2). */
  strangers: { voter: string; role: string }[];
  /**
   * voter × criterion × option: the code of each answer. Missing where there is nothing to answer: the map's
   * criterion, or one that the voter's role may not score (EV3).
   */
  answers: Uint8Array;
  /** role × criterion × option: how many gave the answer of each code. */
  tallies: number[][];
}

/** O(ballots × criteria × options). */
export function readBallots(frame: FrameBody, ballots: readonly CastBallot[]): BallotTable {
  const roleAt = new Map(frame.roles.map((role, at) => [role.id, at]));
  const sorted = [...ballots].sort((a, b) => byCodeUnit(a.voter, b.voter));
  const cast = sorted.filter((ballot) => roleAt.has(ballot.role));
  const ids = frame.criteria.map((criterion) => criterion.id);
  const keys = ids.flatMap((id) => frame.options.map((option) => scoreKey(id, option.id)));
  const asked = frame.roles.map((role) =>
    frame.criteria.flatMap((criterion) => frame.options.map(() => mayScore(criterion, role.id))),
  );
  const answers = new Uint8Array(cast.length * keys.length);
  const tallies = frame.roles.flatMap(() => keys.map(() => new Array<number>(frame.scale + 3).fill(0)));
  for (const [voter, { role, scores }] of cast.entries()) {
    const at = roleAt.get(role) ?? 0;
    const isAsked = asked[at] ?? [];
    for (let cell = 0; cell < keys.length; cell++) {
      const code = isAsked[cell] ? answerCode(scores[keys[cell] ?? ""], frame.scale) : 0;
      answers[voter * keys.length + cell] = code;
      const tally = tallies[at * keys.length + cell];
      if (tally) tally[code] = (tally[code] ?? 0) + 1;
    }
  }
  return {
    frame,
    voters: cast.map(({ voter, role, weights }) => ({ voter, role, points: pointsOf(weights, ids) })),
    strangers: sorted
      .filter((ballot) => !roleAt.has(ballot.role))
      .map(({ voter, role }) => ({ voter, role })),
    answers,
    tallies,
  };
}

export const mayScore = (criterion: FrameBody["criteria"][number], role: string): boolean =>
  criterion.source === "vote" && (criterion.scoredBy === null || criterion.scoredBy.includes(role));

/** Places in the frame, instead of ids: answers per code in one cell of one role. */
export function tallyAt({ frame, tallies }: BallotTable, role: number, criterion: number, option: number) {
  return tallies[(role * frame.criteria.length + criterion) * frame.options.length + option] ?? [];
}

/** Answers per mark 1…scale in one cell of one role. */
export function countsAt(table: BallotTable, role: number, criterion: number, option: number): number[] {
  return tallyAt(table, role, criterion, option).slice(1, table.frame.scale + 1);
}
