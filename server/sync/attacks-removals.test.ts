// A few bytes can name everything on a board for deletion; whoever may edit may send them.
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import type { Db } from "../../lib/db/client";
import { members } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId } from "../../lib/ids";
import { MESSAGE } from "../../lib/sync/protocol";
import type { KeptState } from "../persistence/board-store";
import { SYNC } from "./frames";
import { Ground, type Person } from "./testing";
import { docHolds, gate, synced } from "./testing-client";
import { forge } from "./testing-forge";
import { editOf, updateFrame } from "./testing-frames";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let editor: Person;
let witness: WebsocketProvider;
/** The versions that were to be kept before a removal. */
let versions: KeptState[];
let keepVersion: () => Promise<void>;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  versions = [];
  keepVersion = async () => {};
  ground = await Ground.open(database.db as Db);
  const { store } = ground;
  const keep = store.keepVersion.bind(store);
  store.keepVersion = async (board, version) => {
    if (version.reason === "removal") {
      versions.push(version);
      await keepVersion();
    }
    return keep(board, version);
  };
});
afterEach(() => ground.close());

const AUTHOR = 42;
/** A board on which client 42 wrote so many entries. */
async function boardOf(entries: number): Promise<void> {
  const lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
  const data = editOf(new Y.Doc(), AUTHOR, (doc) => {
    for (let i = 0; i < entries; i++) rootOf(doc, "canvas").set(`shape:${i}`, i);
  });
  const at = { epoch: 1, writer: "author", first: 1 };
  await ground.store.append(boardId, at, [{ data, userId: lead.user.userId }]);
  witness = ground.provider(boardId, lead);
  await synced(witness);
}
async function joined() {
  const client = ground.rawMember(boardId, editor);
  await client.sync(SYNC.step1);
  return client;
}
const left = (doc: Y.Doc): number => rootOf(doc, "canvas").size;
const deleteAll = (entries: number) => forge([], [[AUTHOR, 0, entries]]);

test("[SY38] 14 bytes that delete more than the budget are refused, and everything stands", async () => {
  await boardOf(60_001);
  const attack = deleteAll(60_001);
  expect(attack.length).toBeLessThanOrEqual(14);
  const client = await joined();
  client.socket.send(updateFrame(attack));
  expect(await client.notice()).toBe("too-many-removals");
  expect(await client.closed).toEqual({ code: 4410, reason: "too-many-removals" });
  expect(left(witness.doc)).toBe(60_001);
  expect(left(await ground.stored(boardId))).toBe(60_001);
});

test("[SY38] the budget is one person's over all their lines", async () => {
  await boardOf(61_000);
  const [first, second] = [await joined(), await joined()];
  first.socket.send(updateFrame(forge([], [[AUTHOR, 0, 40_000]])));
  await first.saved(1);
  second.socket.send(updateFrame(forge([], [[AUTHOR, 40_000, 21_000]])));
  expect((await second.closed).reason).toBe("too-many-removals");
  await docHolds(witness.doc, () => left(witness.doc) === 21_000);
  const lead = ground.provider(boardId, editor);
  await synced(lead);
  expect(left(lead.doc)).toBe(21_000);
});

test("[SY39] before 14 bytes take 300 entries away the board is stored as a version that has them all", async () => {
  await boardOf(300);
  const stored = gate();
  keepVersion = () => stored.wait;
  const client = await joined();
  client.socket.send(updateFrame(deleteAll(300)));
  // What comes after it waits behind it.
  client.socket.send(Uint8Array.of(MESSAGE.queryAwareness));
  const later = editOf(witness.doc, 77, (doc) => void rootOf(doc, "tasks").set("t1/title", "Later"));
  client.socket.send(updateFrame(later));
  const other = ground.provider(boardId, editor);
  await synced(other);
  rootOf(other.doc, "tasks").set("t1/scope", false);
  await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").get("t1/scope") === false);
  expect([left(witness.doc), versions.length, client.count(MESSAGE.saved)]).toEqual([300, 1, 0]);
  stored.open();
  expect(await client.saved(2)).toBe(2);
  await docHolds(witness.doc, () => left(witness.doc) === 0);
  expect(rootOf(witness.doc, "tasks").get("t1/title")).toBe("Later");
  const rows = (await ground.store.load(boardId))?.rows.slice(-2) ?? [];
  expect(rows.map(({ data }) => Uint8Array.from(data))).toEqual([deleteAll(300), later]);
  const [version] = await ground.sync.hub.versions(boardId);
  expect(version).toMatchObject({ reason: "removal", createdBy: editor.user.userId });
  expect(await ground.sync.hub.restoreVersion(boardId, version?.id ?? "", editor.user.userId)).toEqual({
    ok: true,
    epoch: 2,
  });
  expect(left(await ground.stored(boardId))).toBe(300);
});

test("[SY39] when the version cannot be stored nothing is removed, and the line is told to come later", async () => {
  await boardOf(300);
  keepVersion = () => Promise.reject(new Error("no room"));
  const client = await joined();
  client.socket.send(updateFrame(deleteAll(300)));
  expect(await client.closed).toEqual({ code: 4503, reason: "unavailable" });
  expect(left(witness.doc)).toBe(300);
  expect(left(await ground.stored(boardId))).toBe(300);
});

test("[SY54] who is demoted while a version is being stored removes nothing", async () => {
  await boardOf(300);
  const stored = gate();
  keepVersion = () => stored.wait;
  const client = await joined();
  client.socket.send(updateFrame(deleteAll(300)));
  const other = ground.provider(boardId, editor);
  await synced(other);
  expect(versions).toHaveLength(1);
  await database.db.update(members).set({ access: "observer" }).where(eq(members.userId, editor.user.userId));
  ground.sync.hub.accessChanged(boardId, editor.user.userId);
  stored.open();
  expect((await client.closed).code).toBe(4205);
  await ground.sync.hub.readBoard(boardId);
  expect(left(await ground.stored(boardId))).toBe(300);
});

test("[SY38] all of a board of 1,000 cards is deleted, undone and redone by an honest hand", async () => {
  await boardOf(0);
  const client = ground.provider(boardId, editor);
  await synced(client);
  const canvas = rootOf(client.doc, "canvas");
  const keys = Array.from({ length: 1_000 }, (_, i) => [`shape:${i}`, `shape:${i}/xy`, `x${i}`]).flat();
  client.doc.transact(() => {
    for (const key of keys) canvas.set(key, { key });
  });
  const undo = new Y.UndoManager(canvas, { captureTimeout: 0 });
  client.doc.transact(() => {
    for (const key of keys) canvas.delete(key);
  });
  await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").has("t1") && left(witness.doc) === 0);
  undo.undo();
  await docHolds(witness.doc, () => left(witness.doc) === keys.length);
  undo.redo();
  await docHolds(witness.doc, () => left(witness.doc) === 0);
  expect(client.wsconnected).toBe(true);
  undo.destroy();
});
