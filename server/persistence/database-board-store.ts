import { asc, eq, sql } from "drizzle-orm";
import type { Db } from "../../lib/db/client";
import { boards, boardUpdates } from "../../lib/db/schema";
import type { BoardStore, LoggedUpdate } from "./board-store";

/** The log in `board_updates`. */
export class DatabaseBoardStore implements BoardStore {
  readonly #db: Db;

  constructor(db: Db) {
    this.#db = db;
  }

  async load(boardId: string): Promise<Uint8Array[]> {
    const rows = await this.#db
      .select({ data: boardUpdates.data })
      .from(boardUpdates)
      .where(eq(boardUpdates.boardId, boardId))
      .orderBy(asc(boardUpdates.seq));
    return rows.map((row) => row.data);
  }

  /** One statement, so all rows or none; a serial's values follow the order of its VALUES. */
  async append(boardId: string, updates: readonly LoggedUpdate[]): Promise<void> {
    if (updates.length === 0) return;
    await this.#db
      .insert(boardUpdates)
      .values(updates.map(({ data, userId }) => ({ boardId, data, userId })));
  }

  async noteChange(boardId: string, { title }: { title?: string }): Promise<void> {
    await this.#db
      .update(boards)
      .set({ updatedAt: sql`now()`, ...(title === undefined ? {} : { title }) })
      .where(eq(boards.id, boardId));
  }
}
