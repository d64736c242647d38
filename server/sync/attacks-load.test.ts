// What is too much: too large, in too many pieces, or never read.
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { setTaskTitle } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId, TaskId } from "../../lib/ids";
import { SYNC } from "./frames";
import { Ground, ORIGIN, type Person } from "./testing";
import { docHolds, synced } from "./testing-client";
import { presenceFrame } from "./testing-frames";
import { TcpLine, tcpFrame } from "./testing-tcp";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
let witness: WebsocketProvider;
const lines: TcpLine[] = [];

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
  for (const line of lines.splice(0)) line.socket.destroy();
  await ground.close();
});

const TASK = "t1" as TaskId;
async function byHand(): Promise<TcpLine> {
  const headers = { Origin: ORIGIN, Cookie: editor.cookie };
  const line = await TcpLine.open(`${ground.url}/${boardId}?ack=1`.replace("ws:", "http:"), headers);
  lines.push(line);
  return line;
}
/** Others go on as if nothing were. */
async function othersWork(): Promise<void> {
  setTaskTitle(witness.doc, TASK, "Still at work");
  const reader = ground.provider(boardId, editor);
  await docHolds(reader.doc, () => rootOf(reader.doc, "tasks").get("t1/title") === "Still at work");
  expect(witness.wsconnected).toBe(true);
}

test("[SY46] a frame that claims 20 MB is refused at its head, before anything of it is held", async () => {
  const line = await byHand();
  const memory = process.memoryUsage().rss;
  await line.write(tcpFrame(2, new Uint8Array(8), true, 20 * 1024 * 1024));
  expect(await line.closed).toBe(1009);
  expect((process.memoryUsage().rss - memory) / 2 ** 20).toBeLessThan(15);
  await othersWork();
});

test("[SY46] 20 MB in a frame are cut with 1009", async () => {
  const client = ground.rawMember(boardId, editor);
  await client.sync(SYNC.step1);
  client.socket.send(new Uint8Array(20 * 1024 * 1024));
  expect((await client.closed).code).toBe(1009);
  await othersWork();
});

test.each([0, 1])("[SY55] a message in 100,000 fragments of %i bytes is cut with 1008", async (size) => {
  const line = await byHand();
  const piece = tcpFrame(0, new Uint8Array(size), false);
  const memory = process.memoryUsage().rss;
  const work = process.cpuUsage();
  await line.write(tcpFrame(2, Uint8Array.of(0), false));
  await line.write(Buffer.concat(Array.from({ length: 100_000 }, () => piece)));
  expect(await line.closed).toBe(1008);
  expect(process.cpuUsage(work).user / 1_000).toBeLessThan(1_000);
  expect((process.memoryUsage().rss - memory) / 2 ** 20).toBeLessThan(50);
  await othersWork();
});

test("[SY55] a message in a thousand fragments arrives, even so", async () => {
  const line = await byHand();
  const message = presenceFrame([[5, 1, { lens: "o1" }]]);
  const cut = Math.floor(message.length / 2);
  await line.write(
    Buffer.concat([
      tcpFrame(2, message.subarray(0, cut), false),
      ...Array.from({ length: 1_000 }, () => tcpFrame(0, new Uint8Array(), false)),
      tcpFrame(0, message.subarray(cut), true),
    ]),
  );
  await new Promise<void>((resolve) =>
    witness.awareness.on("change", () => {
      if (witness.awareness.getStates().has(5)) resolve();
    }),
  );
});

test("[SY48] who stops reading while others draw is let go, and holds up nobody meanwhile", async () => {
  const stuck = ground.rawMember(boardId, editor);
  await stuck.sync(SYNC.step1);
  stuck.socket.send(Uint8Array.of(0, 0, 1, 0));
  await stuck.sync(SYNC.step2);
  stuck.socket.pause();
  const reader = ground.provider(boardId, editor);
  await synced(reader);
  const isLetGo = () => ground.lines.some((line) => line.msg === "socket does not read what it is sent");
  const noise = () => crypto.randomUUID().repeat(14_000);
  for (let i = 0; i < 60 && !isLetGo(); i++) {
    rootOf(witness.doc, "canvas").set("shape:1", { i, noise: noise() });
    await docHolds(reader.doc, () => (rootOf(reader.doc, "canvas").get("shape:1") as { i: number })?.i === i);
  }
  expect(isLetGo()).toBe(true);
  stuck.socket.resume();
  expect((await stuck.closed).code).toBe(1013);
  expect(Y.encodeStateVector(reader.doc)).toEqual(Y.encodeStateVector(witness.doc));
});
