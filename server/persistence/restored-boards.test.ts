import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { asc, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import * as Y from "yjs";
import type { Db } from "../../lib/db/client";
import { readRestoreNote } from "../../lib/db/restore-note";
import { boardSnapshots, boards, users } from "../../lib/db/schema";
import { describeOnEachEngine } from "../../lib/db/testing";
import { DatabaseBoardStore } from "./database-board-store";
import { finishRestore } from "./restored-boards";

const BOARDS = ["a", "b", "c"];
const quiet = { info() {}, warn() {}, error() {} };
let dataDir = "";
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-restored-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

describeOnEachEngine("boards of a database that was put back", (open) => {
  let db: Db;
  let errors: object[];
  beforeEach(async () => {
    db = await open();
    errors = [];
    await putBack();
  });
  /** The copy: three boards in their first epoch, whatever was there. */
  async function putBack(): Promise<void> {
    await db.delete(boards);
    const [user] = await db.insert(users).values({ name: "Lead" }).returning({ id: users.id });
    for (const id of BOARDS) {
      await db.insert(boards).values({ id, title: id, locale: "en", createdBy: user?.id ?? "" });
      const doc = new Y.Doc();
      doc.getMap("tasks").set("t", id);
      const update = { data: Y.encodeStateAsUpdate(doc), userId: null };
      await new DatabaseBoardStore(db).append(id, { epoch: 1, writer: "w", first: 1 }, [update]);
    }
  }

  const start = (wasRestored: boolean) =>
    finishRestore(dataDir, db, wasRestored, { ...quiet, error: (values) => errors.push(values) });
  const state = () => readRestoreNote(dataDir)?.state;
  const epochs = async () =>
    (await db.select({ epoch: boards.epoch }).from(boards).orderBy(asc(boards.id))).map(({ epoch }) => epoch);
  /** The database fails while board `b` is written, until what is answered is called. */
  async function failing(code: string): Promise<() => Promise<unknown>> {
    await db.execute(
      sql.raw(`create function fail() returns trigger language plpgsql as
        $$ begin raise exception 'not now' using errcode = '${code}'; end $$`),
    );
    await db.execute(sql`
      create trigger fail before insert on board_snapshots for each row when (new.board_id = 'b') execute function fail()`);
    return () => db.execute(sql`drop function fail cascade`);
  }

  test("[SY178] a usual start leaves boards as they are", async () => {
    await start(false);
    expect(await epochs()).toEqual([1, 1, 1]);
    expect(state()).toBeUndefined();
  });

  test("[SY178] every restore has a number of its own, also two of one copy within a second", async () => {
    await start(true);
    const [first = 0] = await epochs();
    expect(await epochs()).toEqual([first, first, first]);
    await putBack();
    await start(true);
    const [second = 0] = await epochs();
    expect(second).toBeGreaterThan(first);
  });

  test("[SY179] an error of the database keeps the server closed, and the next start goes on from there", async () => {
    const mend = await failing("53100");
    await expect(start(true)).rejects.toMatchObject({
      name: "StartRefusal",
      english: expect.stringContaining("(b: not now"),
      french: expect.stringContaining("(b: not now"),
    });
    const [begun = 0] = await epochs();
    expect(await epochs()).toEqual([begun, 1, 1]);
    await expect(start(false)).rejects.toThrow("not now");
    expect(state()).toBe("placed");
    await mend();
    await start(false);
    expect(await epochs()).toEqual([begun, begun, begun]);
    expect(await snapshotsOf("a")).toBe(1);
    expect(state()).toBe("done");
    expect(errors).toEqual([]);
    // Over: what boards do from now on is theirs.
    await putBack();
    await start(false);
    expect(await epochs()).toEqual([1, 1, 1]);
  });

  test("[SY179] a board that no second try would read keeps its epoch, and nobody waits for it", async () => {
    const mend = await failing("XX001");
    await start(true);
    await mend();
    const [begun = 0] = await epochs();
    expect(await epochs()).toEqual([begun, 1, begun]);
    expect(errors).toEqual([{ boardId: "b" }]);
    expect(state()).toBe("done");
  });

  const snapshotsOf = async (boardId: string) =>
    (await db.select().from(boardSnapshots).where(eq(boardSnapshots.boardId, boardId))).length;
});
