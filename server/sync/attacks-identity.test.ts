// Being somebody else, or somebody that one no longer is.
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { setTaskTitle } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { members } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId, TaskId } from "../../lib/ids";
import { SYNC } from "./frames";
import { Ground, type Person } from "./testing";
import { type RawClient, docHolds, synced } from "./testing-client";
import { answerFrame, editOf, presenceFrame, updateFrame } from "./testing-frames";

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
afterEach(() => ground.close());

const TASK = "t1" as TaskId;
const titleOf = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");
const joined = async (person: Person): Promise<RawClient> => {
  const client = ground.rawMember(boardId, person);
  await client.sync(SYNC.step1);
  return client;
};
const isEditor = () => and(eq(members.boardId, boardId), eq(members.userId, editor.user.userId));

test("[SY88] nobody is present under an id that an absent person wrote under, also after a restart", async () => {
  const author = ground.provider(boardId, editor);
  await synced(author);
  setTaskTitle(author.doc, TASK, "Written");
  await docHolds(witness.doc, () => titleOf(witness.doc) === "Written");
  await ground.sync.hub.readBoard(boardId);
  const id = author.doc.clientID;
  author.destroy();
  ground.crash();
  const thief = await joined(lead);
  const watcher = ground.provider(boardId, lead);
  await synced(watcher);
  thief.socket.send(presenceFrame([[id, 1, { lens: "stolen" }]]));
  thief.socket.send(presenceFrame([[6, 1, { lens: "own" }]]));
  const seen = new Set<number>();
  await new Promise<void>((resolve) =>
    watcher.awareness.on("change", () => {
      for (const client of watcher.awareness.getStates().keys()) seen.add(client);
      if (seen.has(6)) resolve();
    }),
  );
  expect(seen.has(id)).toBe(false);
});

test("[SY42] a reader who sends sync step 2 and updates together changes nothing, however often", async () => {
  await database.db.update(members).set({ access: "observer" }).where(isEditor());
  const update = editOf(witness.doc, 77, (copy) => setTaskTitle(copy, TASK, "Forbidden"));
  for (let tries = 0; tries < 10; tries++) {
    const client = await joined(editor);
    for (const frame of tries % 2 === 0
      ? [answerFrame(update), updateFrame(update)]
      : [answerFrame(Uint8Array.of(0, 0)), updateFrame(update), answerFrame(update), updateFrame(update)]) {
      client.socket.send(frame);
    }
    expect(await client.closed).toEqual({ code: 4403, reason: "not-allowed" });
  }
  await ground.sync.hub.readBoard(boardId);
  expect(titleOf(await ground.stored(boardId))).toBe("Collect data");
  expect(titleOf(witness.doc)).toBe("Collect data");
});

const changes: [string, number, () => Promise<unknown>][] = [
  ["demoted", 4205, () => database.db.update(members).set({ access: "observer" }).where(isEditor())],
  ["removed", 4403, () => database.db.delete(members).where(isEditor())],
];
test.each(changes)(
  "[SY54] of 100 frames a second of a member who is %s, none sent after the commit is applied",
  async (_name, code, change) => {
    const client = await joined(editor);
    client.socket.send(answerFrame(Uint8Array.of(0, 0)));
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(witness.doc));
    doc.on("update", (update: Uint8Array) => client.socket.send(updateFrame(update)));
    let sent = 0;
    const sending = setInterval(() => setTaskTitle(doc, TASK, `Title ${++sent}`), 10);
    await docHolds(doc, () => sent >= 30);
    await change();
    const atCommit = sent;
    const started = performance.now();
    ground.sync.hub.accessChanged(boardId, editor.user.userId);
    expect((await client.closed).code).toBe(code);
    expect(performance.now() - started).toBeLessThan(1_000);
    // On other lines neither, whatever they bring.
    const again = ground.rawMember(boardId, editor);
    again.socket.on("open", () => again.socket.send(answerFrame(Y.encodeStateAsUpdate(doc))));
    expect((await again.closed).code).toBe(code === 4205 ? 4403 : 4404);
    clearInterval(sending);
    await ground.sync.hub.readBoard(boardId);
    const applied = titleOf(await ground.stored(boardId)) as string;
    expect(Number(applied.split(" ")[1])).toBeGreaterThan(0);
    expect(Number(applied.split(" ")[1])).toBeLessThanOrEqual(atCommit);
    await docHolds(witness.doc, () => titleOf(witness.doc) === applied);
  },
);
