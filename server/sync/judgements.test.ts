// Rights that change while they are read, on a database that takes its time.
import { and, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Db } from "../../lib/db/client";
import { endSession } from "../../lib/db/queries/sessions";
import { members } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId } from "../../lib/ids";
import { MemoryNetwork } from "./cluster/memory-bus";
import { SYNC } from "./frames";
import { Ground, type Person } from "./testing";
import { type RawClient, gate, synced } from "./testing-client";

const BUSY_MS = 100;
const busy = () => new Promise<void>((resolve) => setTimeout(resolve, BUSY_MS));

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
/** How many times rights were read, and what their answer waits for: it is as of before that. */
let reads: { count: number; arrive: () => Promise<void> };
const timers: NodeJS.Timeout[] = [];

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => openGround());
afterEach(async () => {
  for (const timer of timers.splice(0)) clearInterval(timer);
  await ground.close();
});

async function openGround(options: Parameters<typeof Ground.open>[1] = {}): Promise<void> {
  reads = { count: 0, arrive: busy };
  ground = await Ground.open(database.db, { ...options, db: slowlyRead(database.db) });
  lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
}

/** The same database; the server reads seats from it and nothing else (its log has a store). */
function slowlyRead(db: Db): Db {
  const { session } = db._;
  const prepareQuery: typeof session.prepareQuery = (...given) => {
    const query = session.prepareQuery(...given);
    const execute = query.execute.bind(query);
    query.execute = async (...values) => {
      reads.count += 1;
      const rows = await execute(...values);
      await reads.arrive();
      return rows;
    };
    return query;
  };
  const slow = Object.create(session, { prepareQuery: { value: prepareQuery } }) as typeof session;
  return Object.create(db, { session: { value: slow } }) as Db;
}

/** 200 times a second, which is far more often than rights are read. */
function allTheTime(happens: () => void): void {
  timers.push(setInterval(happens, 5));
}

/** Others come, go and sign out, here and elsewhere; the editor's own access changes on another board only. */
async function othersChange(): Promise<void> {
  const elsewhere = await ground.addBoard(lead);
  await joined(lead);
  allTheTime(() => {
    const { hub } = ground.sync;
    hub.accessChanged(boardId, lead.user.userId);
    hub.accessChanged(boardId, crypto.randomUUID());
    hub.accessChanged(elsewhere, lead.user.userId);
    hub.accessChanged(elsewhere, editor.user.userId);
    hub.sessionEnded(crypto.randomUUID());
  });
}

const isEditor = () => and(eq(members.boardId, boardId), eq(members.userId, editor.user.userId));
const remove = () => database.db.delete(members).where(isEditor());
const demote = () => database.db.update(members).set({ access: "observer" }).where(isEditor());

async function joined(person: Person): Promise<RawClient> {
  const client = ground.rawMember(boardId, person);
  await client.sync(SYNC.step1);
  return client;
}

/** Starving, it would take for ever; how busy the machine is that runs this is not what is tested. */
const SOON_MS = 10_000;
async function soon(work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  await work();
  expect(performance.now() - started).toBeLessThan(SOON_MS);
}

/** Somebody on the way in, whose rights have been read; what was read arrives when the gate opens. */
async function onTheWay(): Promise<{ client: RawClient; arrive: () => void }> {
  const arriving = gate();
  const read = gate();
  reads.arrive = () => {
    reads.arrive = busy;
    read.open();
    return arriving.wait;
  };
  const client = ground.rawMember(boardId, editor);
  await read.wait;
  return { client, arrive: arriving.open };
}

test("[SY59] somebody gets in and is answered while others' rights change all the time", async () => {
  await othersChange();
  await soon(() => synced(ground.provider(boardId, editor)));
});

test.each([
  ["removed", remove, 4403],
  ["demoted", demote, 4205],
] as const)(
  "[SY59] [SY50] a member who is %s is cut soon while others' rights change all the time",
  async (_name, change, code) => {
    const client = await joined(editor);
    await othersChange();
    await change();
    await soon(async () => {
      ground.sync.hub.accessChanged(boardId, editor.user.userId);
      expect((await client.closed).code).toBe(code);
    });
  },
);

test("[SY59] a removed member is cut although word of their access comes all the time", async () => {
  const client = await joined(editor);
  allTheTime(() => ground.sync.hub.accessChanged(boardId, editor.user.userId));
  await remove();
  await soon(async () => expect((await client.closed).code).toBe(4403));
  await soon(async () => expect((await ground.rawMember(boardId, editor).closed).code).toBe(4404));
});

test("[SY59] what changes for others while somebody comes is no reason to read again", async () => {
  const { client, arrive } = await onTheWay();
  ground.sync.hub.accessChanged(boardId, lead.user.userId);
  ground.sync.hub.accessChanged("elsewhere", editor.user.userId);
  ground.sync.hub.sessionEnded(lead.user.sessionId);
  arrive();
  await client.sync(SYNC.step1);
  expect(reads.count).toBe(1);
});

test("[SY59] who is removed while they come is not let in by what was read before", async () => {
  const { client, arrive } = await onTheWay();
  await remove();
  ground.sync.hub.accessChanged(boardId, editor.user.userId);
  arrive();
  expect((await client.closed).code).toBe(4404);
  expect(client.frames).toEqual([]);
});

test("[SY59] who signs out while they come is not let in by what was read before", async () => {
  const { client, arrive } = await onTheWay();
  await endSession(database.db, editor.user.sessionId);
  ground.sync.hub.sessionEnded(editor.user.sessionId);
  arrive();
  expect((await client.closed).code).toBe(4401);
  expect(client.frames).toEqual([]);
});

describe("judging everybody", () => {
  let network: MemoryNetwork;
  /** What cannot be read on the control channel may have been a change of rights. */
  const missSomething = () => network.carry("plateau:control", Uint8Array.of(255));
  const hasMissed = () =>
    ground.lines.some((line) => line.msg === "a message of another instance cannot be read");

  beforeEach(async () => {
    await ground.close();
    network = new MemoryNetwork();
    await openGround({ bus: network.connect() });
  });

  test("[SY134] all the time: somebody gets in and is answered, and is out once removed without a word", async () => {
    allTheTime(missSomething);
    const provider = ground.provider(boardId, editor);
    await soon(() => synced(provider));
    const client = await joined(editor);
    await remove();
    await soon(async () => expect((await client.closed).code).toBe(4403));
    expect(hasMissed()).toBe(true);
  });

  test("[SY134] who is removed without a word while they come is judged once more when they are in", async () => {
    const { client, arrive } = await onTheWay();
    await remove();
    missSomething();
    while (!hasMissed()) await new Promise((resolve) => setImmediate(resolve));
    arrive();
    expect((await client.closed).code).toBe(4403);
  });
});
