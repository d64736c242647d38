import { and, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import { AppError } from "../../errors";
import { ballotSize } from "../../record/ballot-rules";
import { quorumOf } from "../../record/build-frame";
import type { Queryable } from "../client";
import { ballots, boardRoles, frames, members, rounds, users } from "../schema";
import { requireBoard } from "./boards";

/** One person expected to vote, or who has voted: how far they are, never what they answered. */
export interface Seat {
  userId: string;
  name: string;
  state: "submitted" | "in-progress" | "not-started";
  answered: number;
  asked: number;
}
export interface RoleProgress {
  roleId: string;
  name: string;
  tone: number;
  quorum: number;
  submitted: number;
  seats: Seat[];
  /** A role counts towards the quorum when somebody is in it or the frame asks ballots of it. */
  expected: boolean;
  met: boolean;
}
export interface RoundProgress {
  roles: RoleProgress[];
  submitted: number;
  seats: number;
  /** People who may vote once they have chosen a role. */
  withoutRole: string[];
}

/** Who has voted, per role. Counts only: no mark, weight or reason leaves the database here. */
export async function roundProgress(
  db: Queryable,
  actor: Actor,
  boardId: string,
  roundId: string,
): Promise<RoundProgress> {
  await requireBoard(db, actor, boardId, "round:follow");
  const [round] = await db
    .select({ kinds: rounds.kinds, frame: frames.body })
    .from(rounds)
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .where(and(eq(rounds.id, roundId), eq(rounds.boardId, boardId)));
  if (!round) throw new AppError("not-found");
  const people = await seatRows(db, boardId, roundId);
  const tones = new Map(
    (
      await db
        .select({ id: boardRoles.id, tone: boardRoles.tone })
        .from(boardRoles)
        .where(eq(boardRoles.boardId, boardId))
    ).map((role) => [role.id, role.tone]),
  );
  const roles = round.frame.roles.map((role): RoleProgress => {
    const asked = ballotSize(round.frame, round.kinds, role.id);
    const seats = people
      .filter((person) => person.roleId === role.id)
      .map((person): Seat => {
        const state = person.submitted ? "submitted" : person.answered > 0 ? "in-progress" : "not-started";
        return {
          userId: person.userId,
          name: person.name,
          state,
          answered: Math.min(person.answered, asked),
          asked,
        };
      })
      .sort((a, b) => ORDER[a.state] - ORDER[b.state]);
    const quorum = quorumOf(round.frame, role.id);
    const submitted = seats.filter((seat) => seat.state === "submitted").length;
    return {
      roleId: role.id,
      name: role.name,
      tone: tones.get(role.id) ?? 0,
      quorum,
      submitted,
      seats,
      expected: seats.length > 0 || quorum > 1,
      met: submitted >= quorum,
    };
  });
  return {
    roles,
    submitted: roles.reduce((sum, role) => sum + role.submitted, 0),
    seats: roles.reduce((sum, role) => sum + role.seats.length, 0),
    withoutRole: people.filter((person) => person.roleId === null).map((person) => person.name),
  };
}

const ORDER = { submitted: 0, "in-progress": 1, "not-started": 2 } as const;

/** Members who may vote, and whoever has a ballot in the round though no longer a voter: their vote counts. */
async function seatRows(db: Queryable, boardId: string, roundId: string) {
  const keys = (column: typeof ballots.scores | typeof ballots.weights) =>
    sql`(select count(*) from jsonb_object_keys(${column}))`;
  return db
    .select({
      userId: users.id,
      name: users.name,
      roleId: sql<string | null>`coalesce(${ballots.roleId}, ${members.roleId})`,
      submitted: sql<boolean>`${ballots.submittedAt} is not null`,
      answered: sql<number>`coalesce(${keys(ballots.scores)} + ${keys(ballots.weights)}, 0)::int`,
    })
    .from(users)
    .leftJoin(members, and(eq(members.userId, users.id), eq(members.boardId, boardId)))
    .leftJoin(ballots, and(eq(ballots.userId, users.id), eq(ballots.roundId, roundId)))
    .where(sql`${members.access} <> 'observer' or ${ballots.submittedAt} is not null`)
    .orderBy(members.joinedAt, users.name);
}
