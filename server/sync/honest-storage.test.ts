// That a client id has an owner must lock nobody out: reloads from IndexedDB, sleep, restarts, two of one person.
import "fake-indexeddb/auto";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { IndexeddbPersistence } from "y-indexeddb";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { personOrigin } from "../../lib/board/origins";
import { readBoard } from "../../lib/board/read";
import { rootOf } from "../../lib/board/roots";
import { addTask, removeTask, setTaskTitle } from "../../lib/board/tasks";
import { undoManager } from "../../lib/board/undo";
import type { Db } from "../../lib/db/client";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId, TaskId } from "../../lib/ids";
import { Ground, type Person } from "./testing";
import { docHolds, gate, nextClose, synced, when } from "./testing-client";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
let witness: WebsocketProvider;
const stores: IndexeddbPersistence[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ground = await Ground.open(database.db as Db);
  lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
  witness = ground.provider(boardId, lead);
  await synced(witness);
});
afterEach(async () => {
  await Promise.all(stores.splice(0).map((store) => store.destroy()));
  // No refusal, no frame that could not be read, no gap that was not filled.
  const trouble = ground.lines.filter((line) => line.level >= 40);
  await ground.close();
  expect(trouble).toEqual([]);
});

const TASK = "t1" as TaskId;
const titleOf = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");
const witnessed = (title: string) => docHolds(witness.doc, () => titleOf(witness.doc) === title);

async function agrees(doc: Y.Doc): Promise<void> {
  await docHolds(witness.doc, () => Y.encodeStateVector(witness.doc).length > 1);
  expect(readBoard(witness.doc)).toEqual(readBoard(doc));
  expect(await ground.sync.hub.readBoard(boardId)).toEqual(readBoard(doc));
  expect(readBoard(await ground.stored(boardId))).toEqual(readBoard(doc));
}

/** A tab of the editor's browser, whose document is kept in IndexedDB. */
function tab(load: "before" | "after"): {
  doc: Y.Doc;
  opened: Promise<WebsocketProvider>;
  kept: Promise<void>;
} {
  const doc = new Y.Doc();
  const keep = async () => {
    const store = new IndexeddbPersistence(boardId, doc);
    stores.push(store);
    await store.whenSynced;
  };
  const open = async () => {
    const provider = ground.provider(boardId, editor, { doc });
    await synced(provider);
    return provider;
  };
  if (load === "before") {
    const kept = keep();
    return { doc, kept, opened: kept.then(open) };
  }
  const opened = open();
  return { doc, opened, kept: opened.then(keep) };
}
/** The browser closes the tab; what IndexedDB has, it keeps. */
async function close(provider: WebsocketProvider): Promise<void> {
  provider.destroy();
  await Promise.all(stores.splice(0).map((store) => store.destroy()));
}

test.each(["before", "after"] as const)(
  "[SY56] edits of hours offline come from IndexedDB, loaded %s the line opens, under the old tab's id",
  async (load) => {
    const old = tab("before");
    const line = await old.opened;
    setTaskTitle(old.doc, TASK, "Seen by all");
    await witnessed("Seen by all");
    line.disconnect();
    for (let i = 0; i < 200; i++) setTaskTitle(old.doc, TASK, `Offline ${i}`);
    addTask(old.doc, { id: "kept", title: "Kept" });
    await close(line);
    setTaskTitle(witness.doc, "t1" as TaskId, "Meanwhile");
    addTask(witness.doc, { id: "meanwhile", title: "Meanwhile" });

    const fresh = tab(load);
    await Promise.all([fresh.opened, fresh.kept]);
    expect(fresh.doc.clientID).not.toBe(old.doc.clientID);
    await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").has("kept"));
    await docHolds(fresh.doc, () => rootOf(fresh.doc, "tasks").has("meanwhile"));
    setTaskTitle(fresh.doc, TASK, "After the reload");
    await witnessed("After the reload");
    await agrees(fresh.doc);
  },
);

test("[SY56] a reloaded tab brings what others wrote and the server lost", async () => {
  const old = tab("before");
  const line = await old.opened;
  const committing = gate();
  ground.store.beforeAppend = () => committing.wait.then(() => Promise.reject(new Error("killed")));
  setTaskTitle(witness.doc, TASK, "Relayed, never committed");
  await docHolds(old.doc, () => titleOf(old.doc) === "Relayed, never committed");
  await close(line);
  const author = witness;
  author.disconnect();
  ground.crash();
  ground.store.beforeAppend = async () => {};
  const fresh = tab("before");
  await fresh.opened;
  const late = ground.provider(boardId, lead);
  await docHolds(late.doc, () => titleOf(late.doc) === "Relayed, never committed");
  // The author's own tab comes last, and goes on under its id.
  setTaskTitle(author.doc, TASK, "The author goes on");
  author.connect();
  await docHolds(fresh.doc, () => titleOf(fresh.doc) === "The author goes on");
  setTaskTitle(author.doc, TASK, "And on");
  await docHolds(fresh.doc, () => titleOf(fresh.doc) === "And on");
  await agrees(fresh.doc);
  committing.open();
});

test.each(["the author", "the other"])(
  "[SY58] after a crash %s comes back first; the author goes on, now and after another restart",
  async (first) => {
    const author = ground.provider(boardId, editor);
    await synced(author);
    const committing = gate();
    ground.store.beforeAppend = () => committing.wait.then(() => Promise.reject(new Error("killed")));
    // The author's very first edit: nothing in the log says whose the id is.
    setTaskTitle(author.doc, TASK, "Lost");
    await witnessed("Lost");
    const lost = [nextClose(author), nextClose(witness)];
    author.disconnect();
    witness.disconnect();
    await Promise.all(lost);
    ground.crash();
    ground.store.beforeAppend = async () => {};
    const order = first === "the author" ? [author, witness] : [witness, author];
    for (const provider of order) {
      provider.connect();
      await synced(provider);
    }
    setTaskTitle(author.doc, TASK, "Live again");
    await witnessed("Live again");
    await ground.sync.hub.readBoard(boardId);

    ground.crash();
    await Promise.all([author, witness].map((provider) => nextClose(provider)));
    await Promise.all([author, witness].map(synced));
    setTaskTitle(author.doc, TASK, "After another restart");
    await witnessed("After another restart");
    await agrees(author.doc);
    committing.open();
  },
);

test("[SY58] everybody comes back at once after a crash, all with everybody's lost edits", async () => {
  const people = [editor, lead, editor, lead, editor];
  const tabs = people.map((person) => ground.provider(boardId, person));
  await Promise.all(tabs.map(synced));
  const committing = gate();
  ground.store.beforeAppend = () => committing.wait.then(() => Promise.reject(new Error("killed")));
  tabs.forEach(({ doc }, i) => addTask(doc, { id: `n${i}`, title: `Task ${i}` }));
  const hasAll = (doc: Y.Doc) => tabs.every((_, i) => rootOf(doc, "tasks").has(`n${i}`));
  await Promise.all(tabs.map(({ doc }) => docHolds(doc, () => hasAll(doc))));
  const closed = tabs.map(nextClose);
  ground.crash();
  ground.store.beforeAppend = async () => {};
  await Promise.all(closed);
  await Promise.all(tabs.map(synced));
  for (const [i, { doc }] of tabs.entries()) {
    setTaskTitle(doc, `n${i}` as TaskId, "On");
    await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").get(`n${i}/title`) === "On");
  }
  expect(tabs.map(({ wsconnected }) => wsconnected)).toEqual(tabs.map(() => true));
  await agrees(witness.doc);
  committing.open();
});

test("[SY72] two live tabs of one person, each with the other's edits, go on after the server restarted", async () => {
  const one = ground.provider(boardId, editor, { tabs: true });
  const two = ground.provider(boardId, editor, { tabs: true });
  await Promise.all([synced(one), synced(two)]);
  setTaskTitle(one.doc, TASK, "One");
  await docHolds(two.doc, () => titleOf(two.doc) === "One");
  setTaskTitle(two.doc, TASK, "Two");
  await witnessed("Two");
  const closed = [nextClose(one), nextClose(two)];
  ground.crash();
  // While nobody listens they hear each other over the channel.
  setTaskTitle(one.doc, TASK, "One, alone");
  await docHolds(two.doc, () => titleOf(two.doc) === "One, alone");
  setTaskTitle(two.doc, TASK, "Two, on top of it");
  await Promise.all(closed);
  await Promise.all([synced(one), synced(two)]);
  await witnessed("Two, on top of it");
  await agrees(one.doc);
});

test("[SY73] undo and redo across a reconnect, over what others did to the same entries meanwhile", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  const origin = personOrigin();
  const undo = undoManager(client.doc, origin);
  addTask(client.doc, { id: "u1", title: "One" }, origin);
  undo.stopCapturing();
  setTaskTitle(client.doc, "u1" as TaskId, "Two", origin);
  undo.stopCapturing();
  await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").get("u1/title") === "Two");
  const closed = nextClose(client);
  ground.crash();
  await closed;
  undo.undo();
  removeTask(client.doc, "u1" as TaskId, origin);
  undo.stopCapturing();
  setTaskTitle(witness.doc, TASK, "Meanwhile");
  // Not only synced: who writes before that title has come may lose to it.
  await docHolds(client.doc, () => titleOf(client.doc) === "Meanwhile");
  undo.undo();
  undo.redo();
  undo.undo();
  setTaskTitle(client.doc, TASK, "End");
  await witnessed("End");
  expect(rootOf(client.doc, "tasks").get("u1/title")).toBe("One");
  await agrees(client.doc);
  undo.destroy();
});

test("[SY57] a laptop that sleeps while another person edits, and wakes on a dead line", async () => {
  const laptop = ground.provider(boardId, editor);
  await synced(laptop);
  setTaskTitle(laptop.doc, TASK, "Before sleep");
  await witnessed("Before sleep");
  // Asleep: nothing is read, nothing is sent, and nobody says goodbye.
  const asleep = laptop.ws as unknown as { _socket: { pause(): void } };
  asleep._socket.pause();
  setTaskTitle(laptop.doc, TASK, "Typed as the lid closed");
  await witnessed("Typed as the lid closed");
  for (let i = 0; i < 50; i++) setTaskTitle(witness.doc, TASK, `Meanwhile ${i}`);
  addTask(witness.doc, { id: "meanwhile", title: "Meanwhile" });
  removeTask(witness.doc, "meanwhile" as TaskId);
  addTask(laptop.doc, { id: "woke", title: "Typed on waking" });
  // y-websocket notices that it has heard nothing, and opens a second line while the first still hangs.
  laptop.ws?.close();
  laptop.disconnect();
  laptop.connect();
  await synced(laptop);
  setTaskTitle(laptop.doc, "woke" as TaskId, "Awake");
  await docHolds(witness.doc, () => rootOf(witness.doc, "tasks").get("woke/title") === "Awake");
  await when(
    (look) => (laptop.doc.on("update", look), () => laptop.doc.off("update", look)),
    () => titleOf(laptop.doc) === titleOf(witness.doc),
  );
  await agrees(laptop.doc);
});
