// What the front page shows of a person's boards. Every row is chosen by the actor's own membership.
import { type SQL, and, asc, desc, eq, inArray, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Access, Actor } from "../../access/can";
import type { FrameBody } from "../../decision/frame";
import type { Queryable } from "../client";
import { ballots, boards, frames, members, records, type RoundKind, rounds, users } from "../schema";

// A deadline holds from its very second, whether or not anything has written it down yet.
const stillOpen = sql`(${rounds.state} = 'open' and (${rounds.closesAt} is null or ${rounds.closesAt} > now()))`;

export interface WaitingVote {
  boardId: string;
  title: string;
  roundId: string;
  number: number;
  kinds: RoundKind[];
  closesAt: Date | null;
  roleId: string;
  frame: FrameBody;
  /** Marks and weights given so far. */
  answered: number;
}

/** Open rounds in which the actor may vote and has not submitted; the nearest deadline first. */
export async function listWaitingVotes(db: Queryable, actor: Actor): Promise<WaitingVote[]> {
  const keys = (column: typeof ballots.scores | typeof ballots.weights) =>
    sql`(select count(*) from jsonb_object_keys(${column}))`;
  const rows = await db
    .select({
      boardId: boards.id,
      title: boards.title,
      roundId: rounds.id,
      number: rounds.number,
      kinds: rounds.kinds,
      closesAt: rounds.closesAt,
      roleId: members.roleId,
      frame: frames.body,
      answered: sql<number>`coalesce(${keys(ballots.scores)} + ${keys(ballots.weights)}, 0)::int`,
    })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .innerJoin(rounds, eq(rounds.boardId, boards.id))
    .innerJoin(frames, eq(frames.id, rounds.frameId))
    .leftJoin(ballots, and(eq(ballots.roundId, rounds.id), eq(ballots.userId, members.userId)))
    .where(
      and(
        eq(members.userId, actor.userId),
        ne(members.access, "observer"),
        isNotNull(members.roleId),
        stillOpen,
        isNull(ballots.submittedAt),
      ),
    )
    .orderBy(sql`${rounds.closesAt} nulls last`, asc(rounds.openedAt));
  return rows.flatMap((row) => (row.roleId === null ? [] : [{ ...row, roleId: row.roleId }]));
}

/** Where a board stands on its way from the map to the record. */
export type BoardStage =
  | { at: "map" }
  | { at: "frame" }
  | { at: "vote"; round: number; state: "open" | "closed" }
  | { at: "results"; round: number }
  | { at: "record"; version: number };

export interface ListedBoard {
  id: string;
  title: string;
  access: Access;
  updatedAt: Date;
  stage: BoardStage;
  /** The others on the board, in the order they came; at most `NAMES`. */
  names: string[];
  people: number;
}

const NAMES = 2;

/** The actor's boards, last changed first. */
export async function listBoards(db: Queryable, actor: Actor): Promise<ListedBoard[]> {
  const rows = await db
    .select({ id: boards.id, title: boards.title, access: members.access, updatedAt: boards.updatedAt })
    .from(members)
    .innerJoin(boards, eq(boards.id, members.boardId))
    .where(eq(members.userId, actor.userId))
    .orderBy(desc(boards.updatedAt), asc(boards.id));
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const [people, stages] = [await othersOn(db, actor, ids), await stagesOf(db, ids)];
  return rows.map((row) => {
    const others = people.get(row.id) ?? [];
    return {
      ...row,
      stage: stages(row.id),
      names: others.slice(0, NAMES),
      people: others.length + 1,
    };
  });
}

async function othersOn(db: Queryable, actor: Actor, ids: string[]): Promise<Map<string, string[]>> {
  const rows = await db
    .select({ boardId: members.boardId, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(and(inArray(members.boardId, ids), ne(members.userId, actor.userId)))
    .orderBy(asc(members.joinedAt), asc(users.name));
  const byBoard = new Map<string, string[]>();
  for (const row of rows) byBoard.set(row.boardId, [...(byBoard.get(row.boardId) ?? []), row.name]);
  return byBoard;
}

async function stagesOf(db: Queryable, ids: string[]): Promise<(boardId: string) => BoardStage> {
  const newest = <T extends { boardId: string }>(rows: T[]) => new Map(rows.map((row) => [row.boardId, row]));
  const sealed = newest(
    await db
      .selectDistinctOn([records.boardId], {
        boardId: records.boardId,
        version: records.version,
        roundId: records.roundId,
      })
      .from(records)
      .where(inArray(records.boardId, ids))
      .orderBy(asc(records.boardId), desc(records.version)),
  );
  const voted = newest(
    await db
      .selectDistinctOn([rounds.boardId], {
        boardId: rounds.boardId,
        id: rounds.id,
        number: rounds.number,
        state: sql<"draft" | "open" | "closed" | "revealed">`case
          when ${stillOpen} then 'open' when ${rounds.state} = 'open' then 'closed' else ${rounds.state} end`,
      })
      .from(rounds)
      .where(inArray(rounds.boardId, ids))
      .orderBy(asc(rounds.boardId), desc(rounds.number)),
  );
  const framed = newest(
    await db.selectDistinct({ boardId: frames.boardId }).from(frames).where(inArray(frames.boardId, ids)),
  );
  return (boardId) => {
    const record = sealed.get(boardId);
    const round = voted.get(boardId);
    // A round after the last record: the board is being decided again.
    if (record && (!round || round.id === record.roundId)) return { at: "record", version: record.version };
    switch (round?.state) {
      case "open":
      case "closed":
        return { at: "vote", round: round.number, state: round.state };
      case "revealed":
        return { at: "results", round: round.number };
      default:
        return framed.has(boardId) ? { at: "frame" } : { at: "map" };
    }
  };
}

export interface ListedRecord {
  boardId: string;
  title: string;
  version: number;
  sealedAt: Date;
  /** What was decided, in the record's own words. */
  decision: string;
}

/** The newest record of each of the actor's boards, last sealed first. */
export async function listRecentRecords(db: Queryable, actor: Actor, limit: number): Promise<ListedRecord[]> {
  const latest: SQL = sql`${records.version} = (
    select max(r.version) from ${records} r where r.board_id = ${records.boardId})`;
  return db
    .select({
      boardId: records.boardId,
      title: boards.title,
      version: records.version,
      sealedAt: records.sealedAt,
      decision: sql<string>`coalesce(${records.json}::jsonb #>> '{decision,title}', '')`,
    })
    .from(records)
    .innerJoin(boards, eq(boards.id, records.boardId))
    .innerJoin(members, and(eq(members.boardId, records.boardId), eq(members.userId, actor.userId)))
    .where(latest)
    .orderBy(desc(records.sealedAt))
    .limit(limit);
}

/** The round that is open on a board now: who joins then goes straight to the ballot. */
export async function findOpenRound(db: Queryable, boardId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ id: rounds.id })
    .from(rounds)
    .where(and(eq(rounds.boardId, boardId), stillOpen))
    .limit(1);
  return row?.id;
}
