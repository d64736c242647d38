import { sql } from "drizzle-orm";
import type { Db } from "../../lib/db/client";
import { isRefusedByDatabase } from "../../lib/db/database-failure";
import { rowChecksum } from "../../lib/db/row-checksum";
import { boardUpdates, boards } from "../../lib/db/schema";
import type { LogPosition, LoggedUpdate } from "./board-store";

/** One board's rows, and who waits for them. */
interface Batch {
  boardId: string;
  at: LogPosition;
  updates: readonly LoggedUpdate[];
  /** False: nothing of it is stored, because the board has another epoch or is gone. */
  stored: (isStored: boolean) => void;
  failed: (error: unknown) => void;
}

/** Some 20 ms of an embedded database: whoever asks it something meanwhile waits no longer. */
const MAX_ROWS = 500;
const MAX_BYTES = 16 * 1024 * 1024;

/**
 * Appends of all boards, a statement at a time. What comes while one is under way goes into the next together: a
 * commit costs the same for one board as for twenty.
 */
export class AppendQueue {
  readonly #db: Db;
  #waiting: Batch[] = [];
  #running = false;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Resolves once all of them are durable; false when none is, because the board's epoch is another one. */
  append(boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]): Promise<boolean> {
    return new Promise((stored, failed) => {
      this.#waiting.push({ boardId, at, updates, stored, failed });
      if (!this.#running) void this.#run();
    });
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.length > 0) await this.#store(this.#take());
    this.#running = false;
  }

  #take(): Batch[] {
    let rows = 0;
    let bytes = 0;
    let count = 0;
    for (const { updates } of this.#waiting) {
      rows += updates.length;
      for (const { data } of updates) bytes += data.length;
      if (count > 0 && (rows > MAX_ROWS || bytes > MAX_BYTES)) break;
      count += 1;
    }
    return this.#waiting.splice(0, count);
  }

  async #store(batches: readonly Batch[]): Promise<void> {
    try {
      const stored = await this.#insert(batches);
      for (const batch of batches) {
        batch.stored(stored.get(nameOf(batch.boardId, batch.at.writer)) === batch.updates.length);
      }
    } catch (error) {
      if (batches.length > 1 && isRefusedByDatabase(error)) {
        // Something of one board; nothing of any was stored. The others must not suffer for it.
        for (const batch of batches) await this.#store([batch]);
      } else for (const { failed } of batches) failed(error);
    }
  }

  /**
   * One statement, so all rows or none of a board; a serial's values follow the order of what is inserted. The lock
   * on a board's row makes it wait for a new epoch that is being started, and then find that its own is over.
   * Answers how many rows went in, by board and writer.
   */
  async #insert(batches: readonly Batch[]): Promise<Map<string, number>> {
    const rows = batches.flatMap(({ boardId, at, updates }) =>
      updates.map(({ data, userId }, index) => {
        const place = { boardId, epoch: at.epoch, writer: at.writer, number: at.first + index };
        return { ...place, data: buffer(data), userId, checksum: buffer(rowChecksum(place, data)) };
      }),
    );
    // A column each rather than a line of values each: building a thousand of those took longer than all else.
    const column = <K extends keyof (typeof rows)[number]>(key: K) => sql.param(rows.map((row) => row[key]));
    const ids = sql.param([...new Set(batches.map(({ boardId }) => boardId))]);
    const answer = await this.#db.execute<{ board_id: string; writer: string; count: number }>(sql`
      with board as (select id, epoch from ${boards} where id = any(${ids}::text[]) order by id for share),
      inserted as (
        insert into ${boardUpdates} (board_id, epoch, writer, number, data, user_id, checksum)
        select board.id, line.epoch, line.writer, line.number, line.data, line.user_id, line.checksum
        from unnest(
          ${column("boardId")}::text[], ${column("epoch")}::int[], ${column("writer")}::text[],
          ${column("number")}::int[], ${column("data")}::bytea[], ${column("userId")}::uuid[],
          ${column("checksum")}::bytea[]
        ) with ordinality as line (board_id, epoch, writer, number, data, user_id, checksum, place)
        join board on board.id = line.board_id and board.epoch = line.epoch
        order by line.place
        returning board_id, writer
      )
      select board_id, writer, count(*)::int as count from inserted group by board_id, writer`);
    return new Map(answer.rows.map(({ board_id, writer, count }) => [nameOf(board_id, writer), count]));
  }
}

const nameOf = (boardId: string, writer: string): string => `${boardId}\n${writer}`;

const buffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
