import { and, eq, sql } from "drizzle-orm";
import { type Actor, can } from "../../access/can";
import { AppError } from "../../errors";
import {
  type BallotPatch,
  criteriaFor,
  parsePatch,
  saysSomething,
  weightsAreWhole,
} from "../../record/ballot-rules";
import type { Db, Queryable } from "../client";
import { ballots, boardRoles, type BallotMark, frames, members, rounds } from "../schema";
import { audit } from "./audit";
import { type BoardStanding, findStanding, requireBoard } from "./boards";
import { assertWritable } from "../writable";

export interface Ballot {
  roleId: string;
  /** Key `<criterionId>|<optionId>`. */
  scores: Record<string, BallotMark>;
  weights: Record<string, number>;
  reasons: Record<string, string>;
  submittedAt: Date | null;
  updatedAt: Date;
}

/**
 * One voter's ballot, undefined when they have not begun. Before the reveal only the voter reads it: not the
 * facilitator, not an administrator.
 */
export async function readBallot(
  db: Queryable,
  actor: Actor,
  boardId: string,
  roundId: string,
  voterId: string,
): Promise<Ballot | undefined> {
  const standing = await requireBoard(db, actor, boardId, "board:read");
  const [round] = await db
    .select({ state: rounds.state })
    .from(rounds)
    .where(and(eq(rounds.id, roundId), eq(rounds.boardId, boardId)));
  if (!round) throw new AppError("not-found");
  const resource = {
    kind: "ballot",
    access: standing.access,
    voterId,
    revealed: round.state === "revealed",
  } as const;
  if (!can(actor, "ballot:read", resource)) throw new AppError("round-not-revealed");
  const [row] = await db
    .select({
      roleId: ballots.roleId,
      scores: ballots.scores,
      weights: ballots.weights,
      reasons: ballots.reasons,
      submittedAt: ballots.submittedAt,
      updatedAt: ballots.updatedAt,
    })
    .from(ballots)
    .where(and(eq(ballots.roundId, roundId), eq(ballots.userId, voterId)));
  return row;
}

/**
 * Save what the actor changed on their ballot, and with `submit` send it: from then on it counts, and so does
 * every later change until the round closes. `input` is whatever came over the wire.
 */
export async function saveBallot(
  db: Db,
  actor: Actor,
  boardId: string,
  roundId: string,
  input: unknown,
  submit: boolean,
): Promise<Ballot> {
  assertWritable();
  const standing = await requireBoard(db, actor, boardId, "ballot:cast");
  const roleId = standing.roleId;
  if (roleId === null) throw new AppError("role-missing");
  const [round] = await db
    .select({ kinds: rounds.kinds, frame: frames.body })
    .from(rounds)
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .where(and(eq(rounds.id, roundId), eq(rounds.boardId, boardId)));
  if (!round) throw new AppError("not-found");
  const patch = parsePatch(input, { frame: round.frame, kinds: round.kinds, roleId });
  const mine = criteriaFor(round.frame, roleId).map((criterion) => criterion.id);
  return db.transaction(async (tx) => {
    const saved = await writePatch(tx, { standing, actor, roundId, roleId, mine, patch, submit });
    if (saved.submittedAt !== null && !weightsAreWhole(round.frame.criteria, saved.weights)) {
      throw new AppError("weights-incomplete");
    }
    // It would count for the quorum and say nothing.
    if (saved.submittedAt !== null && !saysSomething(saved)) throw new AppError("ballot-empty");
    if (submit) await audit(tx, { boardId, actorId: actor.userId, action: "ballot.submit" });
    return saved;
  });
}

/**
 * One statement decides and writes: the round is locked against closing while its ballot changes, so a vote
 * is either in before the close or refused, and patches of one voter's tabs merge key by key. Answers to
 * criteria that the voter's present role does not score go.
 */
async function writePatch(
  tx: Queryable,
  given: {
    standing: BoardStanding;
    actor: Actor;
    roundId: string;
    roleId: string;
    mine: string[];
    patch: BallotPatch;
    submit: boolean;
  },
): Promise<Ballot> {
  const { standing, actor, roundId, roleId, mine, patch, submit } = given;
  const merged = (column: "scores" | "reasons" | "weights") => {
    const [set, unset] = split<BallotMark | string>(patch[column]);
    const whole = sql`((b.${sql.identifier(column)} || excluded.${sql.identifier(column)}) - ${texts(unset)})`;
    const value =
      column === "weights"
        ? whole
        : sql`(select coalesce(jsonb_object_agg(key, value), '{}'::jsonb) from jsonb_each(${whole})
            where split_part(key, '|', 1) = any(${texts(mine)}))`;
    return { set: sql`${JSON.stringify(set)}::jsonb`, value };
  };
  const [scores, weights, reasons] = [merged("scores"), merged("weights"), merged("reasons")];
  const written = await tx.execute(sql`
    with round as (
      select id from rounds
      where id = ${roundId} and board_id = ${standing.id}
        and state = 'open' and (closes_at is null or closes_at > clock_timestamp())
      for share
    ), voter as (
      select role_id from members
      where board_id = ${standing.id} and user_id = ${actor.userId} and role_id = ${roleId} and access <> 'observer'
    )
    insert into ballots as b (round_id, user_id, role_id, scores, weights, reasons, submitted_at, updated_at)
    select round.id, ${actor.userId}::uuid, voter.role_id, ${scores.set}, ${weights.set}, ${reasons.set},
      case when ${submit}::boolean then now() end, now()
    from round, voter
    on conflict (round_id, user_id) do update set
      role_id = excluded.role_id,
      scores = ${scores.value},
      weights = ${weights.value},
      reasons = ${reasons.value},
      submitted_at = coalesce(excluded.submitted_at, b.submitted_at),
      updated_at = excluded.updated_at
    returning b.round_id`);
  if (written.rows.length === 0) throw await whyRefused(tx, standing.id, actor, roleId);
  const [row] = await tx
    .select({
      roleId: ballots.roleId,
      scores: ballots.scores,
      weights: ballots.weights,
      reasons: ballots.reasons,
      submittedAt: ballots.submittedAt,
      updatedAt: ballots.updatedAt,
    })
    .from(ballots)
    .where(and(eq(ballots.roundId, roundId), eq(ballots.userId, actor.userId)));
  if (!row) throw new Error("the ballot just written is gone");
  return row;
}

/** Rights may have changed between the check and the statement; all else is the round. */
async function whyRefused(tx: Queryable, boardId: string, actor: Actor, roleId: string): Promise<AppError> {
  const now = await findStanding(tx, actor.userId, boardId);
  if (!now) return new AppError("not-found");
  if (!can(actor, "ballot:cast", { kind: "board", access: now.access })) return new AppError("not-allowed");
  if (now.roleId !== roleId) return new AppError("not-yours-to-score");
  return new AppError("round-not-open");
}

function split<T>(changes: Record<string, T | null>): [Record<string, T>, string[]] {
  const set: Record<string, T> = {};
  const unset: string[] = [];
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) unset.push(key);
    else set[key] = value;
  }
  return [set, unset];
}

const texts = (values: string[]) =>
  sql`array(select jsonb_array_elements_text(${JSON.stringify(values)}::jsonb))`;

/** A member without a role chooses one for themselves, once; afterwards a facilitator changes it. */
export async function chooseMyRole(db: Db, actor: Actor, boardId: string, roleId: string): Promise<void> {
  await requireBoard(db, actor, boardId, "ballot:cast");
  await db.transaction(async (tx) => {
    const [role] = await tx
      .select({ id: boardRoles.id })
      .from(boardRoles)
      .where(and(eq(boardRoles.boardId, boardId), eq(boardRoles.id, roleId)));
    if (!role) throw new AppError("role-missing");
    const chosen = await tx
      .update(members)
      .set({ roleId })
      .where(
        and(eq(members.boardId, boardId), eq(members.userId, actor.userId), sql`${members.roleId} is null`),
      )
      .returning({ userId: members.userId });
    if (chosen.length > 0) {
      await audit(tx, {
        boardId,
        actorId: actor.userId,
        action: "member.choose-role",
        detail: { role: roleId },
      });
    }
  });
}
