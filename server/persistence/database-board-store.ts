import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../../lib/db/client";
import { boardVersions, boards } from "../../lib/db/schema";
import type { NewEpoch, NoVersion } from "../../lib/sync/board-hub";
import type { BoardVersion } from "../../lib/sync/versions";
import { isUuid } from "../../lib/uuid";
import { AppendQueue } from "./append-queue";
import { assemble, newsOf } from "./assemble";
import {
  type BoardStore,
  type Compaction,
  EpochEnded,
  type KeptState,
  type LoadedBoard,
  type LogMark,
  type LogNews,
  type LogPosition,
  type LoggedUpdate,
} from "./board-store";
import type { CompactionJob, CompactionOutcome } from "./compaction-job";
import { commitCompaction } from "./database-compaction";
import { startEpoch } from "./database-new-epoch";
import { readNews } from "./database-news";
import { findVersion, findWholeVersion, readStored } from "./database-reading";
import { versionsToDrop } from "./kept-versions";
import { planCompaction } from "./plan-compaction";
import { isWholeVersion, versionChecksum } from "./stored-board";

/** Snapshots, log and versions in the database. */
export class DatabaseBoardStore implements BoardStore {
  readonly #db: Db;
  readonly #appends: AppendQueue;

  constructor(db: Db) {
    this.#db = db;
    this.#appends = new AppendQueue(db);
  }

  /** At one moment: a compaction that commits between two reads would hide the rows that it replaced. */
  async load(boardId: string): Promise<LoadedBoard | null> {
    const stored = await this.#db.transaction((tx) => readStored(tx, boardId), {
      isolationLevel: "repeatable read",
      accessMode: "read only",
    });
    return stored && assemble(boardId, stored, () => findWholeVersion(this.#db, boardId));
  }

  async loadSince(boardId: string, since: { epoch: number; mark: LogMark }): Promise<LogNews> {
    return (await readNews(this.#db, boardId, since)) ?? newsOf(await this.load(boardId), since.epoch);
  }

  async append(boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    if (await this.#appends.append(boardId, at, updates)) return;
    if ((await this.epochOf(boardId)) === null) throw new Error("no such board");
    throw new EpochEnded();
  }

  async epochOf(boardId: string): Promise<number | null> {
    const [row] = await this.#db.select({ epoch: boards.epoch }).from(boards).where(eq(boards.id, boardId));
    return row?.epoch ?? null;
  }

  async compact(
    boardId: string,
    run: (job: CompactionJob) => Promise<CompactionOutcome>,
  ): Promise<Compaction> {
    const loaded = await this.load(boardId);
    const planned = await planCompaction(boardId, loaded, run);
    if (!planned.ok) return planned;
    if (!loaded || !planned.plan) return { ok: true, rows: 0, bytes: 0 };
    return commitCompaction(this.#db, boardId, loaded, planned.plan);
  }

  async listVersions(boardId: string): Promise<BoardVersion[]> {
    const { id, reason, name, createdBy, createdAt } = boardVersions;
    return this.#db
      .select({
        id,
        reason,
        name,
        createdBy,
        createdAt,
        bytes: sql<number>`octet_length(${boardVersions.state})`,
      })
      .from(boardVersions)
      .where(eq(boardVersions.boardId, boardId))
      .orderBy(desc(boardVersions.createdAt), desc(boardVersions.id));
  }

  async readVersion(
    boardId: string,
    versionId: string,
  ): Promise<{ ok: true; state: Uint8Array } | NoVersion> {
    const version = await findVersion(this.#db, boardId, versionId);
    if (!version) return { ok: false, reason: "no-such-version" };
    if (!isWholeVersion(boardId, version)) return { ok: false, reason: "version-damaged" };
    return { ok: true, state: version.state };
  }

  async keepVersion(boardId: string, kept: KeptState): Promise<string> {
    const { userId: createdBy, ...version } = kept;
    const checksum = versionChecksum(boardId, kept);
    return this.#db.transaction(async (tx) => {
      const [last] = await tx
        .select({ id: boardVersions.id, checksum: boardVersions.checksum })
        .from(boardVersions)
        .where(eq(boardVersions.boardId, boardId))
        .orderBy(desc(boardVersions.createdAt))
        .limit(1);
      if (last && kept.name === null && Buffer.compare(last.checksum, checksum) === 0) return last.id;
      const [made] = await tx
        .insert(boardVersions)
        .values({ ...version, boardId, checksum, createdBy })
        .returning({ id: boardVersions.id, at: boardVersions.createdAt });
      if (!made) throw new Error("no version was stored");
      const automatic = await tx
        .select({ id: boardVersions.id, createdAt: boardVersions.createdAt, reason: boardVersions.reason })
        .from(boardVersions)
        .where(and(eq(boardVersions.boardId, boardId), isNull(boardVersions.name)));
      const drop = versionsToDrop(automatic, made.at.getTime());
      if (drop.length > 0) {
        await tx.delete(boardVersions).where(sql`${boardVersions.id} = any(${sql.param(drop)}::uuid[])`);
      }
      return made.id;
    });
  }

  async nameVersion(boardId: string, versionId: string, name: string | null): Promise<boolean> {
    if (!isUuid(versionId)) return false;
    const { rowCount } = await this.#db
      .update(boardVersions)
      .set({ name })
      .where(and(eq(boardVersions.boardId, boardId), eq(boardVersions.id, versionId)));
    return rowCount === 1;
  }

  restoreVersion(boardId: string, versionId: string, userId: string): Promise<NewEpoch> {
    return startEpoch(this.#db, boardId, { from: "version", versionId }, userId);
  }

  acceptQuarantine(boardId: string, userId: string): Promise<NewEpoch> {
    return startEpoch(this.#db, boardId, { from: "what-is-whole" }, userId);
  }

  async noteChange(boardId: string, { title }: { title?: string }): Promise<void> {
    await this.#db
      .update(boards)
      .set({ updatedAt: sql`now()`, ...(title === undefined ? {} : { title }) })
      .where(eq(boards.id, boardId));
  }
}
