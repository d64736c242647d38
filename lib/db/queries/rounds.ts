import { and, desc, eq, sql } from "drizzle-orm";
import type { Actor } from "../../access/can";
import type { FrameBody } from "../../decision/frame";
import type { MapSnapshot } from "../../decision/coverage";
import { AppError } from "../../errors";
import type { Db, Queryable } from "../client";
import { boards, frames, type RoundKind, type RoundState, rounds } from "../schema";
import { audit } from "./audit";
import { requireBoard } from "./boards";
import { eligibleByRole } from "./eligible";
import { assertWritable } from "../writable";

export interface RoundSummary {
  id: string;
  number: number;
  kinds: RoundKind[];
  state: RoundState;
  frameNumber: number;
  openedAt: Date;
  closesAt: Date | null;
  closedAt: Date | null;
  revealedAt: Date | null;
}
export interface Round extends RoundSummary {
  frame: { id: string; number: number; hash: string; body: FrameBody };
  /** The database's clock when this was read: deadlines are counted down from it, not from the reader's. */
  now: Date;
}

/** What to open. A deadline is minutes from now, or an instant, or none. */
export interface RoundOrder {
  kinds: RoundKind[];
  deadline: { minutes: number } | { at: Date } | null;
}

const YEAR_IN_MINUTES = 366 * 24 * 60;

// A deadline holds from its very second, whether or not the job that writes it down has run yet.
const overdue = sql`(${rounds.state} = 'open' and ${rounds.closesAt} <= now())`;
const summary = {
  id: rounds.id,
  number: rounds.number,
  kinds: rounds.kinds,
  state: sql<RoundState>`case when ${overdue} then 'closed' else ${rounds.state} end`,
  frameNumber: frames.number,
  openedAt: rounds.openedAt,
  closesAt: rounds.closesAt,
  closedAt:
    sql<Date | null>`case when ${overdue} then ${rounds.closesAt} else ${rounds.closedAt} end`.mapWith(
      rounds.closedAt,
    ),
  revealedAt: rounds.revealedAt,
};

/** The board's newest round, whatever its state; undefined before the first. */
export async function currentRound(db: Queryable, actor: Actor, boardId: string): Promise<Round | undefined> {
  await requireBoard(db, actor, boardId, "round:follow");
  const [row] = await db
    .select({
      ...summary,
      frame: { id: frames.id, number: frames.number, hash: frames.hash, body: frames.body },
      now: sql<Date>`now()`.mapWith(rounds.openedAt),
    })
    .from(rounds)
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .where(eq(rounds.boardId, boardId))
    .orderBy(desc(rounds.number))
    .limit(1);
  return row;
}

/** All rounds of a board, newest first. */
export async function listRounds(db: Queryable, actor: Actor, boardId: string): Promise<RoundSummary[]> {
  await requireBoard(db, actor, boardId, "round:follow");
  return db
    .select(summary)
    .from(rounds)
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .where(eq(rounds.boardId, boardId))
    .orderBy(desc(rounds.number));
}

/** Open a round on the newest frame. Throws `frame-not-locked`, `round-open-already`, `deadline-past`. */
export async function openRound(
  db: Db,
  actor: Actor,
  boardId: string,
  order: RoundOrder,
): Promise<{ id: string; number: number }> {
  assertWritable();
  await requireBoard(db, actor, boardId, "round:manage");
  const kinds = (["scores", "weights"] as const).filter((kind) => order.kinds.includes(kind));
  if (kinds.length === 0) throw new AppError("bad-input");
  const closesAt = deadlineSql(order.deadline);
  return db.transaction(async (tx) => {
    // One opener at a time per board; the unique index stands behind it.
    await tx.select({ id: boards.id }).from(boards).where(eq(boards.id, boardId)).for("update");
    const [frame] = await tx
      .select({ id: frames.id })
      .from(frames)
      .where(eq(frames.boardId, boardId))
      .orderBy(desc(frames.number))
      .limit(1);
    if (!frame) throw new AppError("frame-not-locked");
    const [newest] = await tx
      .select({ number: rounds.number, state: rounds.state })
      .from(rounds)
      .where(eq(rounds.boardId, boardId))
      .orderBy(desc(rounds.number))
      .limit(1);
    if (newest?.state === "open" || newest?.state === "closed") throw new AppError("round-open-already");
    const [opened] = await tx
      .insert(rounds)
      .values({ boardId, frameId: frame.id, number: (newest?.number ?? 0) + 1, kinds, closesAt })
      .returning({
        id: rounds.id,
        number: rounds.number,
        future: sql<boolean>`coalesce(${rounds.closesAt} > now(), true)`,
      });
    if (!opened) throw new Error("the round just stored is gone");
    if (!opened.future) throw new AppError("deadline-past");
    await audit(tx, {
      boardId,
      actorId: actor.userId,
      action: "round.open",
      detail: { round: opened.number, kinds: kinds.join("+") },
    });
    return { id: opened.id, number: opened.number };
  });
}

function deadlineSql(deadline: RoundOrder["deadline"]) {
  if (deadline === null) return null;
  if ("minutes" in deadline) {
    const { minutes } = deadline;
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > YEAR_IN_MINUTES)
      throw new AppError("deadline-past");
    return sql`now() + make_interval(mins => ${minutes})`;
  }
  const time = deadline.at.getTime();
  if (Number.isNaN(time) || time > Date.now() + YEAR_IN_MINUTES * 60_000) throw new AppError("deadline-past");
  return deadline.at;
}

/** Give the voters of a running countdown more time. Throws `round-not-open` when it has run out. */
export async function extendRound(
  db: Db,
  actor: Actor,
  boardId: string,
  roundId: string,
  minutes: number,
): Promise<void> {
  await requireBoard(db, actor, boardId, "round:manage");
  if (!Number.isInteger(minutes) || minutes < 1 || minutes > 24 * 60) throw new AppError("bad-input");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(rounds)
      .set({ closesAt: sql`${rounds.closesAt} + make_interval(mins => ${minutes})` })
      .where(
        and(
          eq(rounds.id, roundId),
          eq(rounds.boardId, boardId),
          eq(rounds.state, "open"),
          sql`${rounds.closesAt} > now()`,
        ),
      )
      .returning({ number: rounds.number });
    if (!row) throw new AppError("round-not-open");
    await audit(tx, {
      boardId,
      actorId: actor.userId,
      action: "round.extend",
      detail: { round: row.number, minutes },
    });
  });
}

/** Close a round now. One that its deadline has just closed is closed: no error. */
export async function closeRound(db: Db, actor: Actor, boardId: string, roundId: string): Promise<void> {
  await requireBoard(db, actor, boardId, "round:manage");
  await db.transaction(async (tx) => {
    const round = and(eq(rounds.id, roundId), eq(rounds.boardId, boardId));
    // Behind whoever is voting just now: the time of closing is read after theirs, not when this call began.
    await tx.select({ id: rounds.id }).from(rounds).where(round).for("update");
    const [row] = await tx
      .update(rounds)
      .set({ state: "closed", closedAt: sql`least(clock_timestamp(), ${rounds.closesAt})` })
      .where(and(round, eq(rounds.state, "open")))
      .returning({ number: rounds.number });
    if (row) {
      await audit(tx, {
        boardId,
        actorId: actor.userId,
        action: "round.close",
        detail: { round: row.number },
      });
      return;
    }
    const [now] = await tx.select({ state: rounds.state }).from(rounds).where(round);
    if (!now) throw new AppError("not-found");
  });
}

/**
 * Reveal a closed round: from then on its ballots may be read. `map` is the painted map that its results are
 * computed from, for good, and so is the number of people who could have voted. Decided in one statement: of two
 * reveals one writes, the other finds it done.
 */
export async function revealRound(
  db: Db,
  actor: Actor,
  boardId: string,
  roundId: string,
  map: MapSnapshot,
): Promise<void> {
  await requireBoard(db, actor, boardId, "round:manage");
  await db.transaction(async (tx) => {
    const [row] = await tx
      .update(rounds)
      .set({
        state: "revealed",
        revealedAt: sql`now()`,
        closedAt: sql`coalesce(${rounds.closedAt}, ${rounds.closesAt})`,
        map,
        eligible: sql`(${eligibleByRole(boardId, roundId)})`,
      })
      .where(
        and(
          eq(rounds.id, roundId),
          eq(rounds.boardId, boardId),
          sql`(${rounds.state} = 'closed' or ${overdue})`,
        ),
      )
      .returning({ number: rounds.number });
    if (row) {
      await audit(tx, {
        boardId,
        actorId: actor.userId,
        action: "round.reveal",
        detail: { round: row.number },
      });
      return;
    }
    const [now] = await tx
      .select({ state: rounds.state })
      .from(rounds)
      .where(and(eq(rounds.id, roundId), eq(rounds.boardId, boardId)));
    if (!now) throw new AppError("not-found");
    if (now.state !== "revealed") throw new AppError("round-not-closed");
  });
}

/** Write down the deadlines that have passed; for the server's clock job, which acts for nobody. */
export async function closeOverdueRounds(db: Db): Promise<{ id: string; boardId: string; number: number }[]> {
  return db.transaction(async (tx) => {
    const closed = await tx
      .update(rounds)
      .set({ state: "closed", closedAt: sql`${rounds.closesAt}` })
      .where(overdue)
      .returning({ id: rounds.id, boardId: rounds.boardId, number: rounds.number });
    for (const round of closed) {
      await audit(tx, {
        boardId: round.boardId,
        actorId: null,
        action: "round.close",
        detail: { round: round.number },
      });
    }
    return closed;
  });
}
