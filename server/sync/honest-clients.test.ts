// A gate that locks out honest people is a failure too: everything here is y-websocket's own client.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
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
import { docHolds, gate, nextClose, synced } from "./testing-client";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
let witness: WebsocketProvider;

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
  const trouble = ground.lines.filter((line) => line.level >= 40);
  await ground.close();
  expect(trouble).toEqual([]);
});

const TASK = "t1" as TaskId;
const titleOf = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");
const witnessed = (holds: () => boolean) => docHolds(witness.doc, holds);

/** The witness has what `doc` has, and so has the log. */
async function agrees(doc: Y.Doc): Promise<void> {
  expect(readBoard(witness.doc)).toEqual(readBoard(doc));
  expect(await ground.sync.hub.readBoard(boardId)).toEqual(readBoard(doc));
  expect(readBoard(await ground.stored(boardId))).toEqual(readBoard(doc));
}

test("[SY70] edits made offline arrive at the next connection, those made while it opens too", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  client.disconnect();
  for (let i = 0; i < 20; i++) setTaskTitle(client.doc, TASK, `Offline ${i}`);
  addTask(client.doc, { id: "offline", title: "Offline" });
  // As soon as the line is open, before the server has said what it lacks: these overtake the edits they build on.
  client.once("status", ({ status }) => {
    expect(status).toBe("connecting");
    client.once("status", () => {
      queueMicrotask(() => {
        setTaskTitle(client.doc, TASK, "Early");
        removeTask(client.doc, "offline" as TaskId);
      });
    });
  });
  client.connect();
  await witnessed(() => titleOf(witness.doc) === "Early" && !rootOf(witness.doc, "tasks").has("offline"));
  setTaskTitle(client.doc, TASK, "After");
  await witnessed(() => titleOf(witness.doc) === "After");
  await agrees(client.doc);
});

test("[SY71] a tab that reloads with kept edits comes back as another client and brings them", async () => {
  const before = ground.provider(boardId, editor);
  await synced(before);
  before.disconnect();
  setTaskTitle(before.doc, TASK, "Kept");
  const kept = Y.encodeStateAsUpdate(before.doc);
  before.destroy();

  const doc = new Y.Doc();
  Y.applyUpdate(doc, kept);
  addTask(doc, { id: "new", title: "After the reload" });
  const after = ground.provider(boardId, editor, { doc });
  await Promise.all([synced(after), witnessed(() => rootOf(witness.doc, "tasks").has("new"))]);
  expect(titleOf(witness.doc)).toBe("Kept");
  await agrees(doc);
});

test("[SY72] two tabs: one builds on what the other could not send yet", async () => {
  const online = ground.provider(boardId, editor, { tabs: true });
  await synced(online);
  class DeadLine extends WebSocket {
    constructor() {
      super("ws://localhost:1/");
    }
  }
  const offline = ground.provider(boardId, editor, { tabs: true, Socket: DeadLine as typeof WebSocket });
  await docHolds(offline.doc, () => titleOf(offline.doc) === "Collect data");
  setTaskTitle(offline.doc, TASK, "Typed in the offline tab");
  await docHolds(online.doc, () => titleOf(online.doc) === "Typed in the offline tab");
  expect(titleOf(witness.doc)).toBe("Collect data");
  // The server has never heard of what this hangs on: it asks, and the answer holds both.
  setTaskTitle(online.doc, TASK, "Typed in the other");
  addTask(online.doc, { id: "more", title: "More" });
  await witnessed(
    () => titleOf(witness.doc) === "Typed in the other" && rootOf(witness.doc, "tasks").has("more"),
  );
  await agrees(online.doc);
});

test("[SY73] undo and redo, live and offline, with all that the undo manager keeps", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  const origin = personOrigin();
  const undo = undoManager(client.doc, origin);
  const edits = () => {
    addTask(client.doc, { id: "u1", title: "One" }, origin);
    undo.stopCapturing();
    for (const title of ["Two", "Three", "Four"]) {
      setTaskTitle(client.doc, "u1" as TaskId, title, origin);
      undo.stopCapturing();
    }
    undo.undo();
    undo.undo();
    undo.redo();
    removeTask(client.doc, "u1" as TaskId, origin);
    undo.stopCapturing();
    undo.undo();
  };
  edits();
  await witnessed(() => rootOf(witness.doc, "tasks").get("u1/title") === "Three");
  client.disconnect();
  removeTask(client.doc, "u1" as TaskId, origin);
  edits();
  setTaskTitle(client.doc, TASK, "Offline", origin);
  client.connect();
  await witnessed(() => titleOf(witness.doc) === "Offline");
  await agrees(client.doc);
  undo.destroy();
});

test("[SY74] a paste of 600 cards in one step", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  const notes = "x".repeat(400);
  client.doc.transact(() => {
    for (let i = 0; i < 600; i++) {
      rootOf(client.doc, "canvas").set(`shape:${i}`, {
        type: "note",
        props: { text: notes, size: undefined },
      });
      rootOf(client.doc, "canvas").set(`shape:${i}/xy`, [i, i]);
    }
    addTask(client.doc, { id: "pasted", title: "Pasted" });
  });
  await witnessed(() => rootOf(witness.doc, "canvas").size === 1_200);
  await agrees(client.doc);
});

test("[SY75] hours offline: thousands of moves and deletions in one answer", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  client.disconnect();
  const canvas = rootOf(client.doc, "canvas");
  for (let i = 0; i < 300; i++) canvas.set(`shape:${i}`, { type: "geo" });
  for (let i = 0; i < 8_000; i++) canvas.set(`shape:${i % 300}/xy`, [i, -i]);
  for (let i = 0; i < 100; i++) for (const key of [`shape:${i}`, `shape:${i}/xy`]) canvas.delete(key);
  client.connect();
  await witnessed(() => rootOf(witness.doc, "canvas").size === 400);
  expect(rootOf(witness.doc, "canvas").get("shape:299/xy")).toEqual(canvas.get("shape:299/xy"));
});

test("[SY76] what others saw of an edit that the server lost comes back through them", async () => {
  const committing = gate();
  const author = ground.provider(boardId, editor);
  await synced(author);
  ground.store.beforeAppend = () => committing.wait.then(() => Promise.reject(new Error("killed")));
  setTaskTitle(author.doc, TASK, "Relayed, never committed");
  await witnessed(() => titleOf(witness.doc) === "Relayed, never committed");
  author.destroy();
  const lost = nextClose(witness);
  ground.crash();
  await lost;
  ground.store.beforeAppend = async () => {};
  await synced(witness);
  // The author never comes back; the witness brings another person's edit, under that person's client id.
  const late = ground.provider(boardId, editor);
  await docHolds(late.doc, () => titleOf(late.doc) === "Relayed, never committed");
  await agrees(late.doc);
  committing.open();
});

test("[SY77] a line that is cut again and again ends with everybody agreeing", async () => {
  const client = ground.provider(boardId, editor);
  await synced(client);
  for (let round = 0; round < 8; round++) {
    setTaskTitle(client.doc, TASK, `Round ${round}`);
    addTask(client.doc, { id: `r${round}`, title: `Round ${round}` });
    setTaskTitle(witness.doc, TASK, `Witness ${round}`);
    client.ws?.close();
    addTask(client.doc, { id: `cut${round}`, title: "Cut" });
    await synced(client);
  }
  addTask(client.doc, { id: "end", title: "End" });
  await witnessed(() => rootOf(witness.doc, "tasks").has("end"));
  await docHolds(client.doc, () => titleOf(client.doc) === titleOf(witness.doc));
  await agrees(client.doc);
});
