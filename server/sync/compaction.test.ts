import { count, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { readBoard } from "../../lib/board/read";
import { rootOf } from "../../lib/board/roots";
import { setTaskTitle } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { boardSnapshots, boardUpdates } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId, TaskId } from "../../lib/ids";
import { MESSAGE } from "../../lib/sync/protocol";
import { Ground, type Person } from "./testing";
import { docHolds, synced } from "./testing-client";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
const TASK = "t1" as TaskId;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
afterEach(() => ground.close());

async function openGround(options: Parameters<typeof Ground.open>[1]): Promise<void> {
  ground = await Ground.open(database.db as Db, options);
  lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
}
const rows = async () => {
  const [row] = await database.db
    .select({ n: count() })
    .from(boardUpdates)
    .where(eq(boardUpdates.boardId, boardId));
  return row?.n ?? 0;
};
const snapshots = async () => {
  const [row] = await database.db
    .select({ n: count() })
    .from(boardSnapshots)
    .where(eq(boardSnapshots.boardId, boardId));
  return row?.n ?? 0;
};
const compactions = () => ground.lines.filter((line) => line.msg === "log compacted" && line["ok"] === true);

test("[SY161] the log is compacted while people draw, and nothing that was called saved is lost", async () => {
  await openGround({ compaction: { active: 5, rest: 0 } });
  const [a, b] = [lead, editor].map((person) => ground.provider(boardId, person, { ack: true }));
  if (!a || !b) throw new Error("nobody");
  let saved = 0;
  for (const provider of [a, b]) provider.messageHandlers[MESSAGE.saved] = () => void saved++;
  await Promise.all([synced(a), synced(b)]);
  for (let at = 1; compactions().length < 3; at++) {
    setTaskTitle(a.doc, TASK, `Title ${at}`);
    await docHolds(b.doc, () => readBoard(b.doc).tasks[0]?.title === `Title ${at}`);
    // Until this edit is committed.
    await ground.sync.hub.readBoard(boardId);
  }
  expect(saved).toBeGreaterThan(0);
  expect(readBoard(await ground.stored(boardId))).toEqual(readBoard(a.doc));
  expect(await snapshots()).toBeGreaterThan(0);
});

test("[SY162] a long log is compacted when somebody opens the board, in a thread when it is large", async () => {
  await openGround({ compaction: { opened: 50 } });
  const long = "long ".repeat(500);
  const before = ground.provider(boardId, lead);
  await synced(before);
  for (let at = 0; at < 60; at++) rootOf(before.doc, "canvas").set("note", `${long}${at}`);
  await expect.poll(rows, { timeout: 20_000 }).toBeGreaterThan(60);
  before.destroy();
  ground.crash();
  const opened = ground.provider(boardId, editor);
  await synced(opened);
  await expect.poll(rows, { timeout: 40_000 }).toBe(0);
  expect(compactions()).toHaveLength(1);
  expect(readBoard(await ground.stored(boardId))).toEqual(readBoard(opened.doc));
});

test("[SY163] a board that everybody left is compacted", async () => {
  await openGround({ compaction: { closed: 3 } });
  for (const title of ["One", "Two", "Three"]) {
    await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  }
  await expect.poll(rows, { timeout: 20_000 }).toBe(0);
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Three");
});

test("[SY163] that is done while the room is still loaded, once they have not come back for 2 s", async () => {
  await openGround({ compaction: { closed: 3 }, idleMs: 600_000 });
  for (const title of ["One", "Two", "Three"]) {
    await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  }
  expect(await rows()).toBe(4);
  await expect.poll(rows, { timeout: 20_000 }).toBe(0);
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Three");
});

test("[SY163] so is one whose room had to be loaded anew while the last of the old room were leaving", async () => {
  await openGround({ compaction: { closed: 3 }, idleMs: 50 });
  const client = ground.provider(boardId, editor);
  await synced(client);
  const version = await ground.sync.hub.keepNamedVersion(boardId, "Start", lead.user.userId);
  await ground.sync.hub.restoreVersion(boardId, version, lead.user.userId);
  const back = ground.provider(boardId, lead);
  await synced(back);
  // The old room's end comes meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 300));
  const before = compactions().length;
  for (const title of ["One", "Two", "Three"]) {
    await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  }
  expect(await rows()).toBe(3);
  back.destroy();
  await expect.poll(rows, { timeout: 20_000 }).toBe(0);
  expect(compactions().length).toBeGreaterThan(before);
});

test("[SY164] a compaction that fails leaves the log, is logged, and troubles nobody", async () => {
  await openGround({ compaction: { active: 2, rest: 0 } });
  ground.store.compact = async () => ({ ok: false, reason: "not-verified" });
  const client = ground.provider(boardId, lead);
  await synced(client);
  for (const title of ["One", "Two", "Three", "Four"]) {
    await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  }
  await docHolds(client.doc, () => readBoard(client.doc).tasks[0]?.title === "Four");
  expect(await rows()).toBe(5);
  const failed = ground.lines.filter((line) => line.msg.startsWith("the log was not compacted"));
  expect(failed[0]).toMatchObject({ level: 50, reason: "not-verified" });
});
