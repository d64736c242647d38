import { asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import * as decoding from "lib0/decoding";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { readBoard } from "../../lib/board/read";
import { addTask, setTaskTitle } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { boardSnapshots, boardUpdates, boards } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId, TaskId } from "../../lib/ids";
import { CLOSE, MESSAGE } from "../../lib/sync/protocol";
import { beginNewEpochs } from "../persistence/restored-boards";
import { SYNC, syncFrame } from "./frames";
import { Ground, type Person } from "./testing";
import { docHolds, gate, nextClose, synced } from "./testing-client";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
const TASK = "t1" as TaskId;
const quiet = { info() {}, warn() {}, error() {} };
const titleOf = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function openGround(options: Parameters<typeof Ground.open>[1] = {}): Promise<void> {
  ground = await Ground.open(database.db as Db, options);
  lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
}
beforeEach(() => openGround());
afterEach(() => ground.close());

const epochOf = (client: ReturnType<Ground["rawMember"]>) =>
  client.next((decoder, type) => (type === MESSAGE.epoch ? decoding.readVarUint(decoder) : undefined));
/** The board with a kept version, and an edit after it. */
async function editedAfterVersion(): Promise<{ version: string; doc: Y.Doc }> {
  const client = ground.provider(boardId, editor);
  await synced(client);
  const version = await ground.sync.hub.keepNamedVersion(boardId, "Start", lead.user.userId);
  await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, "Later"));
  await docHolds(client.doc, () => titleOf(client.doc) === "Later");
  return { version, doc: client.doc };
}

test("[SY170] a restore cuts everybody with 4410, and what it replaced, acknowledged or in the air, is kept", async () => {
  const { version, doc } = await editedAfterVersion();
  const raw = ground.rawMember(boardId, lead, "?ack=1&epoch=0");
  expect(await epochOf(raw)).toBe(1);
  const events = ground.rawMember(boardId, lead, "?events=1");
  const witness = ground.provider(boardId, lead);
  await synced(witness);
  // Accepted and relayed, not committed yet.
  const committing = gate();
  ground.store.beforeAppend = () => committing.wait;
  setTaskTitle(doc, TASK, "In the air");
  await docHolds(witness.doc, () => titleOf(witness.doc) === "In the air");
  const restored = ground.sync.hub.restoreVersion(boardId, version, lead.user.userId);
  committing.open();
  expect(await restored).toEqual({ ok: true, epoch: 2 });
  expect(await raw.closed).toEqual({ code: CLOSE.epochEnded, reason: "epoch-ended" });
  const heard = await events.next((decoder, type) =>
    type === MESSAGE.boardEvent ? decoding.readVarString(decoder) : undefined,
  );
  expect(JSON.parse(heard)).toEqual({ type: "restored", epoch: 2 });
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
  const [before] = await ground.sync.hub.versions(boardId);
  expect(before?.reason).toBe("restore");
  expect(await ground.sync.hub.restoreVersion(boardId, before?.id ?? "", lead.user.userId)).toEqual({
    ok: true,
    epoch: 3,
  });
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("In the air");
});

test("[SY171] a client that says an epoch that is over is closed with 4410; one that says the present one goes on", async () => {
  const { version } = await editedAfterVersion();
  await ground.sync.hub.restoreVersion(boardId, version, lead.user.userId);
  for (const query of ["?epoch=1", "?ack=1&epoch=1", "?epoch=77", "?epoch=-3", "?epoch=x"]) {
    const old = ground.rawMember(boardId, editor, query);
    expect(await old.closed).toEqual({ code: CLOSE.epochEnded, reason: "epoch-ended" });
  }
  const present = ground.rawMember(boardId, editor, "?ack=1&epoch=2");
  expect(await epochOf(present)).toBe(2);
  const fresh = ground.provider(boardId, editor);
  await synced(fresh);
  expect(titleOf(fresh.doc)).toBe("Collect data");
});

test("[SY172] an unmodified client with an old document is cut before anything of it is applied, and stays away", async () => {
  const { version, doc } = await editedAfterVersion();
  const tabs: Y.Doc = new Y.Doc();
  Y.applyUpdate(tabs, Y.encodeStateAsUpdate(doc));
  addTask(tabs, { id: "offline", title: "Made while away" }, null as never);
  await ground.sync.hub.restoreVersion(boardId, version, lead.user.userId);
  const returning = ground.provider(boardId, editor, { doc: tabs, connect: false });
  const closed = nextClose(returning);
  returning.connect();
  expect(await closed).toBe(CLOSE.epochEnded);
  expect(returning.shouldConnect).toBe(false);
  const board = await ground.sync.hub.readBoard(boardId);
  expect(board.tasks.map((task) => task.title)).toEqual(["Collect data"]);
  // Deleting something of that time is no way in either.
  const raw = ground.rawMember(boardId, editor);
  await raw.sync(SYNC.step1);
  rootOf(tabs, "tasks").delete("t1");
  raw.socket.send(syncFrame(SYNC.update, Y.encodeStateAsUpdate(tabs, Y.encodeStateVector(tabs))));
  expect((await raw.closed).code).toBe(CLOSE.epochEnded);
});

test("[SY173] a room whose epoch ended elsewhere learns it at its next commit: 4410, and nothing called saved", async () => {
  const { version } = await editedAfterVersion();
  const client = ground.rawMember(boardId, editor);
  await client.sync(SYNC.step1);
  const other = ground.provider(boardId, lead);
  await synced(other);
  // As another instance does it.
  await ground.store.restoreVersion(boardId, version, lead.user.userId);
  const closed = nextClose(other);
  setTaskTitle(other.doc, TASK, "Too late");
  expect(await closed).toBe(CLOSE.epochEnded);
  expect((await client.closed).code).toBe(CLOSE.epochEnded);
  expect(client.count(MESSAGE.saved)).toBe(0);
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
});

test("[SY173] a client that is ahead makes an old room look, and finds the new epoch at its next try", async () => {
  const { version } = await editedAfterVersion();
  const other = ground.provider(boardId, lead);
  await synced(other);
  await ground.store.restoreVersion(boardId, version, lead.user.userId);
  const closed = nextClose(other);
  const ahead = ground.rawMember(boardId, editor, "?epoch=2");
  expect((await ahead.closed).code).toBe(CLOSE.tryLater);
  expect(await closed).toBe(CLOSE.epochEnded);
  expect(await epochOf(ground.rawMember(boardId, editor, "?epoch=2"))).toBe(2);
});

const rowsOf = () =>
  database.db
    .select()
    .from(boardUpdates)
    .where(eq(boardUpdates.boardId, boardId))
    .orderBy(asc(boardUpdates.seq));

/** The board with three edits in its log, the second of them damaged on the disk, and nobody in. */
async function damaged(): Promise<{ asOf: Date }> {
  for (const title of ["One", "Two", "Three"]) {
    await ground.sync.hub.editBoard(boardId, editor.user.userId, (doc) => setTaskTitle(doc, TASK, title));
  }
  await ground.close();
  const rows = await rowsOf();
  await database.db
    .update(boardUpdates)
    .set({ data: Uint8Array.of(1, 2, 3) })
    .where(eq(boardUpdates.seq, rows[2]?.seq ?? -1));
  ground = await Ground.open(database.db as Db);
  return { asOf: rows[1]?.createdAt ?? new Date(0) };
}

test("[SY174] a damaged log opens read-only from what is whole, and says as of when", async () => {
  const { asOf } = await damaged();
  expect(await ground.sync.hub.boardHealth(boardId)).toEqual({
    state: "quarantined",
    epoch: 1,
    reason: "changed",
    asOf,
  });
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("One");
  const reader = ground.provider(boardId, editor);
  await synced(reader);
  expect(titleOf(reader.doc)).toBe("One");
  const client = ground.rawMember(boardId, editor);
  expect(await client.notice()).toBe("board-quarantined");
  await client.sync(SYNC.step1);
  setTaskTitle(reader.doc, TASK, "Not taken");
  client.socket.send(syncFrame(SYNC.step2, Y.encodeStateAsUpdate(reader.doc)));
  client.socket.send(syncFrame(SYNC.update, Y.encodeStateAsUpdate(reader.doc)));
  await client.next(
    (decoder, type) => (type === MESSAGE.notice ? decoding.readVarString(decoder) : undefined),
    client.frames.length,
  );
  const edit = ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, "No"));
  await expect(edit).rejects.toMatchObject({ code: "board-quarantined" });
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("One");
  expect(client.count(MESSAGE.saved)).toBe(0);
  expect(await rowsOf()).toHaveLength(4);
});

test("[SY175] accepting goes on from what is whole in a new epoch, and keeps the rest", async () => {
  await damaged();
  const reader = ground.provider(boardId, editor);
  await synced(reader);
  const closed = nextClose(reader);
  expect(await ground.sync.hub.acceptQuarantine(boardId, lead.user.userId)).toEqual({ ok: true, epoch: 2 });
  expect(await closed).toBe(CLOSE.epochEnded);
  expect(await ground.sync.hub.boardHealth(boardId)).toEqual({ state: "ok", epoch: 2 });
  await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => setTaskTitle(doc, TASK, "On we go"));
  expect(readBoard(await ground.stored(boardId)).tasks[0]?.title).toBe("On we go");
  expect(await ground.sync.hub.acceptQuarantine(boardId, lead.user.userId)).toEqual({
    ok: false,
    reason: "not-quarantined",
  });
});

test("[SY176] a room that was changed is kept as a version when everybody has left; one that was only read is not", async () => {
  const reader = ground.provider(boardId, editor);
  await synced(reader);
  reader.destroy();
  const writer = ground.provider(boardId, editor);
  await synced(writer);
  setTaskTitle(writer.doc, TASK, "Changed");
  await ground.sync.hub.keepVersion(boardId, "frame-lock", lead.user.userId);
  setTaskTitle(writer.doc, TASK, "Changed again");
  await docHolds(writer.doc, () => true);
  await ground.sync.hub.readBoard(boardId);
  writer.destroy();
  const left = async () => (await ground.sync.hub.versions(boardId)).find((it) => it.reason === "left");
  await expect.poll(left, { timeout: 10_000 }).toBeDefined();
  const versions = await ground.sync.hub.versions(boardId);
  expect(versions.map((it) => it.reason)).toEqual(["left", "frame-lock"]);
});

test("[SY177] the whole document is there for HTTP, with its epoch, and joins with the socket's difference", async () => {
  const { epoch, state } = await ground.sync.hub.documentSnapshot(boardId);
  const doc = new Y.Doc();
  Y.applyUpdate(doc, state);
  await ground.sync.hub.editBoard(boardId, lead.user.userId, (live) => setTaskTitle(live, TASK, "Meanwhile"));
  const client = ground.rawMember(boardId, editor, `?ack=1&epoch=${epoch}`);
  await client.sync(SYNC.step1);
  client.socket.send(syncFrame(SYNC.step1, Y.encodeStateVector(doc)));
  const difference = await client.sync(SYNC.step2);
  expect(difference.length).toBeLessThan(state.length);
  Y.applyUpdate(doc, difference);
  expect(titleOf(doc)).toBe("Meanwhile");
});

test("[SY178] a board put back from a copy begins anew, under a number that no lost epoch had, and browsers with later changes load it anew", async () => {
  const kept = await ground.db.select().from(boardUpdates).where(eq(boardUpdates.boardId, boardId));
  const { version, doc } = await editedAfterVersion();
  await ground.sync.hub.restoreVersion(boardId, version, lead.user.userId);
  const inLostEpoch = ground.rawMember(boardId, editor, "?epoch=0");
  expect(await epochOf(inLostEpoch)).toBe(2);
  await ground.sync.close();
  // As a copy from before the edit and the restore has it.
  await ground.db.delete(boardSnapshots).where(eq(boardSnapshots.boardId, boardId));
  await ground.db.delete(boardUpdates).where(eq(boardUpdates.boardId, boardId));
  await ground.db.insert(boardUpdates).values(kept);
  await ground.db.update(boards).set({ epoch: 1 }).where(eq(boards.id, boardId));

  await beginNewEpochs(ground.db, 1_000, quiet);
  ground.crash();
  const { epoch } = await ground.sync.hub.documentSnapshot(boardId);
  expect(epoch).toBe(1_000);
  const late = ground.rawMember(boardId, editor, "?epoch=2");
  expect(await late.closed).toEqual({ code: CLOSE.epochEnded, reason: "epoch-ended" });
  // Not even one that says nothing of epochs, and holds what the copy lacks.
  const unmodified = ground.provider(boardId, editor, { doc });
  expect(await nextClose(unmodified)).toBe(CLOSE.epochEnded);
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
});

test("[SY178] a board that is damaged in the copy keeps its epoch, and the others begin", async () => {
  const other = await ground.addBoard(lead);
  await ground.db
    .update(boardUpdates)
    .set({ data: Uint8Array.of(1, 2, 3) })
    .where(eq(boardUpdates.boardId, boardId));
  const said: string[] = [];
  await beginNewEpochs(ground.db, 1_000, { ...quiet, error: (_, message) => said.push(message) });
  expect(said.length).toBeGreaterThan(0);
  expect(await ground.store.epochOf(boardId)).toBe(1);
  expect(await ground.store.epochOf(other)).toBe(1_000);
});
