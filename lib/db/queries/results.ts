import { and, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import type { AnalysisInput } from "../../decision/analyse";
import type { CastBallot } from "../../decision/ballot";
import type { MapSnapshot } from "../../decision/coverage";
import { evaluate } from "../../decision/evaluate";
import type { FrameBody } from "../../decision/frame";
import type { Outcome } from "../../decision/outcome";
import { AppError } from "../../errors";
import { ballotOrder } from "../../record/ballot-order";
import type { Queryable } from "../client";
import { type RoundKind, ballots, frames, rounds, users } from "../schema";
import { requireBoard } from "./boards";
import { eligibleByRole } from "./eligible";

export interface RevealedRound {
  id: string;
  number: number;
  kinds: RoundKind[];
  openedAt: Date;
  closedAt: Date | null;
  revealedAt: Date;
  /** The painted map at the reveal. */
  map: MapSnapshot;
  frame: { number: number; hash: string; lockedAt: Date; body: FrameBody };
}

export interface RevealedBallot extends CastBallot {
  name: string;
  reasons: Record<string, string>;
  submittedAt: Date;
}

/** Everything a result is made of. */
export interface RevealedVote {
  round: RevealedRound;
  ballots: RevealedBallot[];
  /** People who could have voted, by role id, at the reveal. */
  eligible: Record<string, number>;
}

/** Draws for rank acceptability: the standard error of a share is at most half a per cent. */
const SAMPLES = 10_000;

export interface LoadedOutcome {
  round: RevealedRound;
  outcome: Outcome;
  /** What an analysis of this vote starts from. */
  analysisInput: AnalysisInput;
  ballots: number;
  /** What everybody answered, in the order of roles, then names. */
  answers: Pick<RevealedBallot, "name" | "role" | "scores" | "weights" | "reasons">[];
  /** Everybody who could have cast one, at the reveal. */
  eligible: number;
}

/**
 * The result of a revealed round, of the newest one without an id. Throws `round-not-revealed` while the
 * answers are secret: until then no mark, weight or reason leaves the database here.
 */
export async function loadOutcome(
  db: Queryable,
  actor: Actor,
  boardId: string,
  roundId?: string,
): Promise<LoadedOutcome> {
  await requireBoard(db, actor, boardId, "results:read");
  const vote = await readRevealedVote(db, boardId, roundId);
  const { round, eligible } = vote;
  const input = {
    frame: round.frame.body,
    map: round.map,
    ballots: vote.ballots.map(({ voter, role, scores, weights }) => ({ voter, role, scores, weights })),
    eligible,
  };
  const outcome = evaluate(input);
  // The day of the reveal: a number that nobody chose to please the result, and that anyone can look up.
  const seed = Number(round.revealedAt.toISOString().slice(0, 10).replaceAll("-", ""));
  const sum = Object.values(eligible).reduce((total, people) => total + people, 0);
  const answers = [...vote.ballots]
    .sort(ballotOrder(round.frame.body.roles))
    .map(({ name, role, scores, weights, reasons }) => ({ name, role, scores, weights, reasons }));
  const analysisInput = { ...input, seed, samples: SAMPLES };
  return { round, outcome, analysisInput, ballots: answers.length, answers, eligible: sum };
}

/** The ballots of a revealed round, with names. The caller has checked `results:read`. */
export async function readRevealedVote(
  db: Queryable,
  boardId: string,
  roundId?: string,
): Promise<RevealedVote> {
  const [row] = await db
    .select({
      id: rounds.id,
      number: rounds.number,
      kinds: rounds.kinds,
      openedAt: rounds.openedAt,
      closedAt: rounds.closedAt,
      revealedAt: rounds.revealedAt,
      map: rounds.map,
      // Rounds revealed before this was kept have only today's members to count.
      eligible: sql<
        Record<string, number>
      >`coalesce(${rounds.eligible}, (${eligibleByRole(boardId, sql`${rounds.id}`)}))`,
      frame: { number: frames.number, hash: frames.hash, lockedAt: frames.lockedAt, body: frames.body },
    })
    .from(rounds)
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .where(
      and(
        eq(rounds.boardId, boardId),
        eq(rounds.state, "revealed"),
        // As text: an id from an address bar need not be a uuid.
        roundId === undefined ? undefined : sql`${rounds.id}::text = ${roundId}`,
      ),
    )
    .orderBy(desc(rounds.number))
    .limit(1);
  if (!row?.revealedAt) throw new AppError("round-not-revealed");
  const { eligible, ...found } = row;
  const round: RevealedRound = {
    ...found,
    revealedAt: row.revealedAt,
    map: row.map ?? { tasks: [], fits: {} },
  };
  const cast = await db
    .select({
      voter: ballots.userId,
      name: users.name,
      role: ballots.roleId,
      scores: ballots.scores,
      weights: ballots.weights,
      reasons: ballots.reasons,
      submittedAt: ballots.submittedAt,
    })
    .from(ballots)
    .innerJoin(users, eq(users.id, ballots.userId))
    .where(and(eq(ballots.roundId, round.id), sql`${ballots.submittedAt} is not null`));
  const submitted = cast.flatMap((ballot): RevealedBallot[] =>
    ballot.submittedAt ? [{ ...ballot, submittedAt: ballot.submittedAt }] : [],
  );
  return { round, ballots: submitted, eligible };
}
