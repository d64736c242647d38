import { asc, count, desc, eq, sql } from "drizzle-orm";
import pg from "pg";
import { expect, test } from "vitest";
import * as Y from "yjs";
import type { Db } from "../../lib/db/client";
import {
  boardQuarantine,
  boardSnapshots,
  boardUpdates,
  boardVersions,
  boards,
  users,
} from "../../lib/db/schema";
import { describeOnEachEngine } from "../../lib/db/testing";
import { openTestPostgres } from "../../lib/db/testing-postgres";
import { type Harm, describeBoardStore } from "./board-store.contract";
import { runCompaction } from "./compaction-job";
import { DatabaseBoardStore } from "./database-board-store";
import { MemoryBoardStore } from "./memory-board-store";

const cutShort = (bytes: Uint8Array) => bytes.slice(0, bytes.length - 1);

describeBoardStore("memory", async () => {
  const store = new MemoryBoardStore();
  let boards = 0;
  const boardOf = (id: string) => {
    const board = store.boards.get(id);
    if (!board) throw new Error("no such board");
    return board;
  };
  const versionOf = (id: string) =>
    [...store.boards.values()].flatMap((it) => it.versions).find((it) => it.id === id);
  return {
    store,
    reopen: async () => store,
    async addBoard(title) {
      const boardId = `board-${++boards}`;
      store.addBoard(boardId, title);
      return { boardId, userId: "somebody" };
    },
    async line(boardId) {
      const board = store.boards.get(boardId);
      return { title: board?.title ?? "", updatedAt: board?.changes ?? 0 };
    },
    harm: {
      async row(id, index, data) {
        const row = boardOf(id).rows[index];
        if (row && data) row.data = data;
        else boardOf(id).rows.splice(index, 1);
      },
      async forgetChecksum(id, index) {
        const row = boardOf(id).rows[index];
        Object.assign(row ?? {}, { epoch: null, writer: null, number: null, checksum: null });
      },
      async snapshot(id, index, part) {
        const snapshot = boardOf(id).snapshots[index];
        if (snapshot) snapshot[part] = cutShort(snapshot[part] ?? new Uint8Array());
      },
      async version(id) {
        const version = versionOf(id);
        if (version) version.state = cutShort(version.state);
      },
      async age(id, hours) {
        const version = versionOf(id);
        if (version) version.createdAt = new Date(version.createdAt.getTime() - hours * 3_600_000);
      },
      async count(id) {
        return { snapshots: boardOf(id).snapshots.length, quarantined: boardOf(id).quarantine.length };
      },
    },
  };
});

const server = process.env.TEST_DATABASE_URL;
test.skipIf(!server)(
  `[BS32] a row whose commit came after that of a higher number is not missed${server ? "" : ": TEST_DATABASE_URL is not set"}`,
  async () => {
    const { db, url, close } = await openTestPostgres(server ?? "");
    const store = new DatabaseBoardStore(db);
    const [user] = await db.insert(users).values({ name: "Writer" }).returning({ id: users.id });
    const boardId = "late";
    await db.insert(boards).values({ id: boardId, title: "x", locale: "en", createdBy: user?.id ?? "" });
    const at = (first: number) => ({ epoch: 1, writer: "w", first });
    await store.append(boardId, at(1), [{ data: Uint8Array.of(1), userId: null }]);
    const late = new pg.Client({ connectionString: url });
    await late.connect();
    await late.query("begin");
    await late.query("insert into board_updates (board_id, data) values ($1, $2)", [boardId, Buffer.of(2)]);
    await store.append(boardId, at(2), [{ data: Uint8Array.of(3), userId: null }]);
    const start = { after: 0, known: [], head: null };
    const before = await store.loadSince(boardId, { epoch: 1, mark: start });
    expect(before.rows.map(({ data }) => data[0])).toEqual([1, 3]);
    await late.query("commit");
    await late.end();
    const after = await store.loadSince(boardId, { epoch: 1, mark: before.mark });
    expect(after.rows.map(({ data }) => data[0])).toEqual([2]);
    await close();
  },
);

describeOnEachEngine("board store", (open) => {
  describeBoardStore("database", async () => {
    const db = await open();
    const userId = await addUser(db);
    let count = 0;
    return {
      store: new DatabaseBoardStore(db),
      reopen: async () => new DatabaseBoardStore(db),
      async addBoard(title) {
        const boardId = `board-${++count}`;
        await db.insert(boards).values({ id: boardId, title, locale: "en", createdBy: userId });
        return { boardId, userId };
      },
      async line(boardId) {
        const [row] = await db.select().from(boards).where(eq(boards.id, boardId));
        return { title: row?.title ?? "", updatedAt: row?.updatedAt.getTime() ?? 0 };
      },
      harm: harmTo(db),
    };
  });

  test("[BS15] a snapshot that does not read back as it was written takes the compaction back", async () => {
    const db = await open();
    const store = new DatabaseBoardStore(db);
    await db.insert(boards).values({ id: "b", title: "B", locale: "en", createdBy: await addUser(db) });
    const doc = new Y.Doc();
    doc.getMap("tasks").set("a", 1);
    const update = { data: Y.encodeStateAsUpdate(doc), userId: null };
    await store.append("b", { epoch: 1, writer: "w", first: 1 }, [update]);
    // A database that loses a byte on the way in.
    await db.execute(sql`
      create function lose_a_byte() returns trigger language plpgsql as
      $$ begin new.state := substr(new.state, 2); return new; end $$`);
    await db.execute(sql`
      create trigger lose_a_byte before insert on board_snapshots for each row execute function lose_a_byte()`);
    const refused = await store.compact("b", (job) => runCompaction(job));
    await db.execute(sql`drop function lose_a_byte cascade`);
    expect(refused).toEqual({ ok: false, reason: "not-verified" });
    expect(await store.load("b")).toMatchObject({ snapshot: null, rows: [update] });
  });
});

async function addUser(db: Db): Promise<string> {
  const [user] = await db.insert(users).values({ name: "Writer" }).returning({ id: users.id });
  return user?.id ?? "";
}

function harmTo(db: Db): Harm {
  const seqAt = async (boardId: string, index: number) => {
    const rows = await db
      .select({ seq: boardUpdates.seq })
      .from(boardUpdates)
      .where(eq(boardUpdates.boardId, boardId))
      .orderBy(asc(boardUpdates.seq));
    return eq(boardUpdates.seq, rows[index]?.seq ?? -1);
  };
  return {
    async row(boardId, index, data) {
      const row = await seqAt(boardId, index);
      if (data) await db.update(boardUpdates).set({ data }).where(row);
      else await db.delete(boardUpdates).where(row);
    },
    async forgetChecksum(boardId, index) {
      const unchecked = { epoch: null, writer: null, number: null, checksum: null };
      await db
        .update(boardUpdates)
        .set(unchecked)
        .where(await seqAt(boardId, index));
    },
    async snapshot(boardId, index, part) {
      const snapshots = await db
        .select()
        .from(boardSnapshots)
        .where(eq(boardSnapshots.boardId, boardId))
        .orderBy(desc(boardSnapshots.id));
      const snapshot = snapshots[index];
      if (!snapshot) throw new Error("no such snapshot");
      const harmed = { [part]: cutShort(snapshot[part] ?? new Uint8Array()) };
      await db.update(boardSnapshots).set(harmed).where(eq(boardSnapshots.id, snapshot.id));
    },
    async version(id) {
      await db.update(boardVersions).set({ state: sql`substr(state, 2)` }).where(eq(boardVersions.id, id));
    },
    async age(id, hours) {
      await db
        .update(boardVersions)
        .set({ createdAt: sql`created_at - make_interval(hours => ${hours})` })
        .where(eq(boardVersions.id, id));
    },
    async count(boardId) {
      const [snapshots] = await db
        .select({ n: count() })
        .from(boardSnapshots)
        .where(eq(boardSnapshots.boardId, boardId));
      const rows = await db.select().from(boardQuarantine).where(eq(boardQuarantine.boardId, boardId));
      return { snapshots: snapshots?.n ?? 0, quarantined: rows.filter((it) => it.kind === "row").length };
    },
  };
}
