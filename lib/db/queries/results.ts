import { and, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import type { CastBallot } from "../../decision/ballot";
import type { MapSnapshot } from "../../decision/coverage";
import { evaluate } from "../../decision/evaluate";
import type { FrameBody } from "../../decision/frame";
import type { Outcome } from "../../decision/outcome";
import { AppError } from "../../errors";
import type { Queryable } from "../client";
import { type RoundKind, ballots, frames, members, rounds, users } from "../schema";
import { requireBoard } from "./boards";

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
  /** People who could have voted, by role id. */
  eligible: Record<string, number>;
}

export interface LoadedOutcome {
  round: RevealedRound;
  outcome: Outcome;
  ballots: number;
  /** Everybody who could have cast one. */
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
  const outcome = evaluate({ frame: round.frame.body, map: round.map, ballots: vote.ballots, eligible });
  const sum = Object.values(eligible).reduce((total, people) => total + people, 0);
  return { round, outcome, ballots: vote.ballots.length, eligible: sum };
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
  const round: RevealedRound = {
    ...row,
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
  return { round, ballots: submitted, eligible: await eligibleByRole(db, boardId, round.id) };
}

/** Members who may vote, each in the role of their ballot if they cast one, and whoever else cast one. */
async function eligibleByRole(
  db: Queryable,
  boardId: string,
  roundId: string,
): Promise<Record<string, number>> {
  const role = sql<string>`coalesce(${ballots.roleId}, ${members.roleId})`;
  const rows = await db
    .select({ role, people: sql<number>`count(*)::int` })
    .from(users)
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.boardId, boardId)))
    .leftJoin(
      ballots,
      and(
        eq(ballots.userId, users.id),
        eq(ballots.roundId, roundId),
        sql`${ballots.submittedAt} is not null`,
      ),
    )
    .where(sql`(${members.access} <> 'observer' or ${ballots.userId} is not null) and ${role} is not null`)
    .groupBy(role);
  return Object.fromEntries(rows.map((row) => [row.role, row.people]));
}
