// Two sync servers with real sockets on one database, joined by a bus that does as it is told.
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import { readBoard } from "../../../lib/board/read";
import { rootOf } from "../../../lib/board/roots";
import { addTask, removeTask, setTaskTitle } from "../../../lib/board/tasks";
import type { Db } from "../../../lib/db/client";
import { boardUpdates, members } from "../../../lib/db/schema";
import { openTestDatabase } from "../../../lib/db/testing";
import type { BoardId, TaskId } from "../../../lib/ids";
import { type BoardEvent, MESSAGE, type PresenceState } from "../../../lib/sync/protocol";
import * as decoding from "lib0/decoding";
import { runCompaction } from "../../persistence/compaction-job";
import { SYNC, awarenessFrame, syncFrame } from "../frames";
import { Ground, type Person } from "../testing";
import { type RawClient, docHolds, gate, nextClose, synced, when } from "../testing-client";
import { type MemoryBus, MemoryNetwork } from "./memory-bus";
import { type BoardMessage, decodeBoardMessage, encodeBoardMessage } from "./messages";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let network: MemoryNetwork;
let busA: MemoryBus;
let busB: MemoryBus;
let a: Ground;
let b: Ground;
let boardId: BoardId;
let ana: Person;
let ben: Person;
/** What went over the board's channel. */
let told: BoardMessage[];

const TASK = "t1" as TaskId;
const titleIn = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");
const shows = (provider: WebsocketProvider, title: string) =>
  docHolds(provider.doc, () => titleIn(provider.doc) === title);

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  network = new MemoryNetwork();
  told = [];
  network.tap = (channel, bytes) => {
    const message = channel.startsWith(`plateau:${boardId}:`) && decodeBoardMessage(bytes)?.message;
    if (message) told.push(message);
  };
  [busA, busB] = [network.connect(), network.connect()];
  a = await Ground.open(database.db as Db, { bus: busA, idleMs: 60_000 });
  b = await Ground.open(database.db as Db, { bus: busB, idleMs: 60_000 });
  ana = await a.addPerson("Ana");
  ben = await a.addPerson("Ben");
  boardId = await a.addBoard(ana);
  await a.addMember(boardId, ben, "editor");
});
afterEach(async () => {
  await a.close();
  await b.close();
});

async function join(ground: Ground, person: Person): Promise<WebsocketProvider> {
  const provider = ground.provider(boardId, person);
  await synced(provider);
  return provider;
}

/** Both on the board, and known to each other. */
async function joinBoth(): Promise<[WebsocketProvider, WebsocketProvider]> {
  const both: [WebsocketProvider, WebsocketProvider] = [await join(a, ana), await join(b, ben)];
  setTaskTitle(both[0].doc, TASK, "Both here");
  await shows(both[1], "Both here");
  return both;
}

const onNetwork = (holds: () => boolean): Promise<void> =>
  when((look) => {
    const tap = network.tap;
    network.tap = (channel, bytes) => {
      tap(channel, bytes);
      look();
    };
    return () => {
      network.tap = tap;
    };
  }, holds);

const eventOf = (client: RawClient, type: BoardEvent["type"], from = 0): Promise<boolean> =>
  client.next((decoder, kind) => {
    if (kind !== MESSAGE.boardEvent) return undefined;
    return (JSON.parse(decoding.readVarString(decoder)) as BoardEvent).type === type || undefined;
  }, from);

async function eventsPage(ground: Ground, person: Person): Promise<RawClient> {
  const page = ground.rawMember(boardId, person, "?events=1");
  await when(
    (look) => (page.socket.on("message", look), () => page.socket.off("message", look)),
    () => page.frames.length > 0,
  );
  return page;
}

describe("updates", () => {
  test("[SY110] an update is told after its commit, and a question is answered with what is committed", async () => {
    const [onA, onB] = await joinBoth();
    const committing = gate();
    a.store.beforeAppend = () => committing.wait;
    told.length = 0;
    setTaskTitle(onA.doc, TASK, "Held");
    // Somebody else on A sees it at once; nobody on B may build on it yet.
    const second = await join(a, ana);
    await shows(second, "Held");
    busB.setLine("cut");
    busB.setLine("up");
    await onNetwork(() => told.some(({ kind }) => kind === "ask"));
    expect(told.filter(({ kind }) => kind === "updates" || kind === "answer")).toEqual([]);
    expect(titleIn(onB.doc)).toBe("Both here");
    committing.open();
    await shows(onB, "Held");
  });

  test("[SY111] a lost message is missed at the next one, asked for and answered", async () => {
    const [onA, onB] = await joinBoth();
    network.faults = { drop: 1, duplicate: 0, delayMs: 0 };
    told.length = 0;
    addTask(onA.doc, { id: "t9", title: "Lost" });
    await onNetwork(() => told.some(({ kind }) => kind === "updates"));
    network.faults = { drop: 0, duplicate: 0, delayMs: 0 };
    setTaskTitle(onA.doc, TASK, "Heard");
    await docHolds(onB.doc, () => rootOf(onB.doc, "tasks").has("t9") && titleIn(onB.doc) === "Heard");
    expect(told.map(({ kind }) => kind)).toContain("answer");
    expect(readBoard(onB.doc)).toEqual(readBoard(onA.doc));
  });

  test("[SY112] a lost last message is found by the pulse, even when it only deletes", async () => {
    const [onA, onB] = await joinBoth();
    addTask(onA.doc, { id: "t9", title: "To go" });
    await docHolds(onB.doc, () => rootOf(onB.doc, "tasks").has("t9"));
    network.faults = { drop: 1, duplicate: 0, delayMs: 0 };
    told.length = 0;
    removeTask(onA.doc, "t9" as TaskId);
    await onNetwork(() => told.some(({ kind }) => kind === "updates"));
    network.faults = { drop: 0, duplicate: 0, delayMs: 0 };
    await docHolds(onB.doc, () => !rootOf(onB.doc, "tasks").has("t9"));
    expect(told.map(({ kind }) => kind)).toContain("pulse");
  });

  test("[SY113] what comes in the wrong order or twice ends the same", async () => {
    const [onA, onB] = await joinBoth();
    let turn = 0;
    network = Object.assign(network, { faults: { drop: 0, duplicate: 1, delayMs: 120 } });
    for (; turn < 30; turn++) {
      setTaskTitle(onA.doc, TASK, `Turn ${turn}`);
      addTask(onB.doc, { id: `b${turn}`, title: `B ${turn}` });
      await new Promise((resolve) => setTimeout(resolve, 13));
    }
    network.faults = { drop: 0, duplicate: 0, delayMs: 0 };
    await shows(onB, "Turn 29");
    await docHolds(onA.doc, () => rootOf(onA.doc, "tasks").has("b29"));
    await docHolds(onA.doc, () => readBoard(onA.doc).tasks.length === 31);
    expect(readBoard(onB.doc)).toEqual(readBoard(onA.doc));
  });

  test("[SY115] while the line is cut edits cross through the log, and are saved as ever", async () => {
    const [onA, onB] = await joinBoth();
    busB.setLine("cut");
    const client = b.rawMember(boardId, ben);
    await client.sync(SYNC.step1);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(onB.doc));
    doc.on("update", (update: Uint8Array) => client.socket.send(syncFrame(SYNC.update, update)));
    setTaskTitle(onA.doc, TASK, "From A");
    await shows(onB, "From A");
    addTask(doc, { id: "from-b", title: "From B" });
    expect(await client.saved(1)).toBe(1);
    busB.setLine("up");
    await docHolds(onA.doc, () => rootOf(onA.doc, "tasks").has("from-b"));
  });

  test("[SY117] readBoard reads the log first: a page never lags behind a commit that its reader has seen", async () => {
    await joinBoth();
    busB.setLine("silent");
    await a.sync.hub.editBoard(boardId, ana.user.userId, (doc) => setTaskTitle(doc, TASK, "Committed"));
    expect((await b.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Committed");
    b.store.beforeLoad = async () => {
      throw new Error("the database is away");
    };
    await expect(b.sync.hub.readBoard(boardId)).rejects.toMatchObject({ code: "unavailable" });
    b.store.beforeLoad = async () => {};
  });

  test("[SY118] what is too large for the bus is read from the log", async () => {
    const [onA, onB] = await joinBoth();
    told.length = 0;
    const long = "x".repeat(100);
    onA.doc.transact(() => {
      for (let i = 0; i < 2_500; i++) addTask(onA.doc, { id: `l${i}`, title: `${long} ${i}` });
    });
    await docHolds(onB.doc, () => rootOf(onB.doc, "tasks").has("l2499"));
    expect(told.map(({ kind }) => kind)).toContain("look");
    expect(told.map(({ kind }) => kind)).not.toContain("updates");
  });

  test("[SY119] what cannot be read on the bus changes nothing and is logged", async () => {
    const [onA, onB] = await joinBoth();
    const before = readBoard(onB.doc);
    const sender = "00ff00ff00ff00ff";
    const head = encodeBoardMessage({ sender, number: 1, message: { kind: "look" } });
    for (const bytes of [
      new Uint8Array(),
      Uint8Array.of(1, 2, 3),
      head.with(head.length - 1, 99),
      encodeBoardMessage({ sender, number: 2, message: { kind: "answer", update: Uint8Array.of(9, 9, 9) } }),
      encodeBoardMessage({
        sender,
        number: 2,
        message: { kind: "presence", entries: Uint8Array.of(1, 1, 1, 5) },
      }),
    ]) {
      busA.publish(`plateau:${boardId}:1`, bytes);
    }
    setTaskTitle(onA.doc, TASK, "And on it goes");
    await shows(onB, "And on it goes");
    expect(readBoard(onB.doc)).toEqual({
      ...before,
      tasks: before.tasks.map((task) => ({ ...task, title: "And on it goes" })),
    });
    expect(b.lines.filter(({ msg }) => msg.includes("cannot be read")).length).toBeGreaterThanOrEqual(5);
  });
});

describe("epochs and snapshots", () => {
  /** A version of the board as it is, and an edit after it that both have. */
  async function editedAfterVersion(): Promise<{ version: string; onB: WebsocketProvider }> {
    const [onA, onB] = await joinBoth();
    const version = await a.sync.hub.keepNamedVersion(boardId, "Start", ana.user.userId);
    setTaskTitle(onA.doc, TASK, "Later");
    await shows(onB, "Later");
    return { version, onB };
  }
  const silent = { drop: 1, duplicate: 0, delayMs: 0 };
  const sound = { drop: 0, duplicate: 0, delayMs: 0 };

  test("[SY121] a board that is set back on one instance is another one on the other at once", async () => {
    const { version, onB } = await editedAfterVersion();
    const page = await eventsPage(b, ana);
    const closed = nextClose(onB);
    expect(await a.sync.hub.restoreVersion(boardId, version, ana.user.userId)).toEqual({
      ok: true,
      epoch: 2,
    });
    expect(await closed).toBe(4410);
    expect(await eventOf(page, "restored")).toBe(true);
    const again = await join(b, ben);
    expect(titleIn(again.doc)).toBe("Both here");
    setTaskTitle(again.doc, TASK, "In the new epoch");
    await shows(await join(a, ana), "In the new epoch");
  });

  test("[SY121] when the word of it is lost, reading or writing the log finds it, and nothing crosses over", async () => {
    const { version, onB } = await editedAfterVersion();
    network.faults = silent;
    const closed = nextClose(onB);
    expect(await a.sync.hub.restoreVersion(boardId, version, ana.user.userId)).toEqual({
      ok: true,
      epoch: 2,
    });
    const again = await join(a, ana);
    network.faults = sound;
    await expect(b.sync.hub.readBoard(boardId)).rejects.toMatchObject({ code: "unavailable" });
    expect(await closed).toBe(4410);
    expect((await b.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Both here");
    expect(titleIn(again.doc)).toBe("Both here");
  });

  test("[SY122] rows that were compacted away before they were heard of come with the snapshot", async () => {
    const [onA, onB] = await joinBoth();
    network.faults = silent;
    addTask(onA.doc, { id: "t9", title: "Compacted" });
    await a.sync.hub.readBoard(boardId);
    await a.store.compact(boardId, (job) => runCompaction(job));
    expect((await a.store.load(boardId))?.rows).toEqual([]);
    expect((await b.sync.hub.readBoard(boardId)).tasks.map(({ title }) => title)).toContain("Compacted");
    await docHolds(onB.doc, () => rootOf(onB.doc, "tasks").has("t9"));
    network.faults = sound;
  });

  test("[SY123] an instance that meets a damaged row lets its people in again read-only", async () => {
    const [onA, onB] = await joinBoth();
    network.faults = silent;
    setTaskTitle(onA.doc, TASK, "Damaged");
    await a.sync.hub.readBoard(boardId);
    const last = (await a.store.load(boardId))?.rows.at(-1);
    await database.db
      .update(boardUpdates)
      .set({ data: Uint8Array.of(0, 0) })
      .where(eq(boardUpdates.seq, last?.seq ?? -1));
    const closed = nextClose(onB);
    await expect(b.sync.hub.readBoard(boardId)).rejects.toMatchObject({ code: "unavailable" });
    expect(await closed).toBe(4503);
    expect(await b.sync.hub.boardHealth(boardId)).toMatchObject({ state: "quarantined", reason: "changed" });
    expect((await b.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Both here");
    network.faults = sound;
  });

  test("[SY123] one that finds a row missing on which later ones build lets its people in again read-only", async () => {
    const [onA, onB] = await joinBoth();
    network.faults = silent;
    for (const title of ["Gone", "After it"]) {
      setTaskTitle(onA.doc, TASK, title);
      await a.sync.hub.readBoard(boardId);
    }
    const gone = (await a.store.load(boardId))?.rows.at(-2);
    await database.db.delete(boardUpdates).where(eq(boardUpdates.seq, gone?.seq ?? -1));
    const closed = nextClose(onB);
    await expect(b.sync.hub.readBoard(boardId)).rejects.toMatchObject({ code: "unavailable" });
    expect(await closed).toBe(4503);
    expect(await b.sync.hub.boardHealth(boardId)).toMatchObject({ state: "quarantined", reason: "missing" });
    network.faults = sound;
  });
});

describe("board events and rights", () => {
  test("[SY130] board events, changed access and ended sessions reach the people of the other instance", async () => {
    const [, onB] = await joinBoth();
    const page = await eventsPage(b, ana);
    a.sync.hub.publish(boardId, { type: "frame" });
    await eventOf(page, "frame");
    await database.db.update(members).set({ access: "voter" });
    const closed = nextClose(onB);
    a.sync.hub.accessChanged(boardId, ben.user.userId);
    expect(await closed).toBe(4205);
    a.sync.hub.sessionEnded(ana.user.sessionId);
    expect((await page.closed).code).toBe(4401);
  });

  test("[SY131] a lost control message leads to judging everybody again, and pages are told to ask again", async () => {
    const [, onB] = await joinBoth();
    const page = await eventsPage(b, ana);
    const from = page.frames.length;
    await database.db.delete(members);
    await a.addMember(boardId, ana, "facilitator");
    network.faults = { drop: 1, duplicate: 0, delayMs: 0 };
    const closed = nextClose(onB);
    a.sync.hub.accessChanged(boardId, ben.user.userId);
    network.faults = { drop: 0, duplicate: 0, delayMs: 0 };
    expect(await closed).toBe(4403);
    expect(await eventOf(page, "missed", from)).toBe(true);
  });

  test("[SY132] [SY133] a line that swallows everything is noticed, and from then on everybody is judged again and again", async () => {
    const [, onB] = await joinBoth();
    const started = Date.now();
    busB.setLine("silent");
    const first = nextClose(onB);
    await a.addMember(boardId, await a.addPerson("Chloé"), "editor");
    await database.db.update(members).set({ access: "observer" });
    a.sync.hub.accessChanged(boardId, ben.user.userId);
    expect(await first).toBe(4205);
    // 1.5 s and a beat, with room for a busy machine.
    expect(Date.now() - started).toBeLessThan(4_000);
    await synced(onB);
    const second = nextClose(onB);
    await database.db.delete(members);
    expect(await second).toBe(4403);
  });
});

describe("presence", () => {
  const stateOf = (provider: WebsocketProvider, client: number) =>
    provider.awareness.getStates().get(client) as PresenceState | undefined;
  const sees = (provider: WebsocketProvider, holds: () => boolean) =>
    when((look) => {
      provider.awareness.on("change", look);
      return () => provider.awareness.off("change", look);
    }, holds);

  test("[SY140] who is on one instance is seen on the other, whoever came first, and when they move", async () => {
    const onA = await join(a, ana);
    onA.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
    const onB = await join(b, ben);
    onB.awareness.setLocalState({ cursor: { x: 2, y: 2 } });
    await sees(onB, () => stateOf(onB, onA.doc.clientID)?.user.name === "Ana");
    await sees(onA, () => stateOf(onA, onB.doc.clientID)?.user.name === "Ben");
    onA.awareness.setLocalState({ cursor: { x: 3, y: 3 } });
    await sees(onB, () => stateOf(onB, onA.doc.clientID)?.cursor?.x === 3);
    const late = await join(b, ana);
    await sees(late, () => stateOf(late, onA.doc.clientID)?.cursor?.x === 3);
  });

  test("[SY141] presence ends when the person leaves, and when their instance ends", async () => {
    const [onA, onB] = await joinBoth();
    onA.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
    await sees(onB, () => stateOf(onB, onA.doc.clientID) !== undefined);
    onA.disconnect();
    await sees(onB, () => stateOf(onB, onA.doc.clientID) === undefined);
    onA.connect();
    await sees(onB, () => stateOf(onB, onA.doc.clientID) !== undefined);
    onA.destroy();
    onA.awareness.destroy();
    const again = await join(a, ana);
    await sees(onB, () => stateOf(onB, again.doc.clientID) !== undefined);
    await a.sync.close();
    await sees(onB, () => stateOf(onB, again.doc.clientID) === undefined);
  });

  test("[SY142] a client id that lives on one instance is nobody else's on the other", async () => {
    const [onA, onB] = await joinBoth();
    onA.awareness.setLocalState({ cursor: { x: 1, y: 1 } });
    await sees(onB, () => stateOf(onB, onA.doc.clientID)?.cursor?.x === 1);
    const thief = b.rawMember(boardId, ben);
    await thief.sync(SYNC.step1);
    thief.socket.send(awarenessFrame([entry(onA.doc.clientID, 5, { cursor: { x: 666, y: 0 } })]));
    // Its own first word after that is heard, so the other was read.
    thief.socket.send(awarenessFrame([entry(77, 1, { cursor: { x: 7, y: 0 } })]));
    await sees(onB, () => stateOf(onB, 77)?.cursor?.x === 7);
    expect(stateOf(onB, onA.doc.clientID)).toMatchObject({ user: { name: "Ana" }, cursor: { x: 1 } });
  });

  test("[SY143] a browser that moves to another instance takes its own place there at once", async () => {
    const [, onB] = await joinBoth();
    const first = a.rawMember(boardId, ana);
    await first.sync(SYNC.step1);
    first.socket.send(awarenessFrame([entry(55, 1, { cursor: { x: 1, y: 0 } })]));
    await sees(onB, () => stateOf(onB, 55)?.cursor?.x === 1);
    // Its line to A is dead, and A does not know yet.
    const second = b.rawMember(boardId, ana);
    await second.sync(SYNC.step1);
    second.socket.send(awarenessFrame([entry(55, 2, { cursor: { x: 2, y: 0 } })]));
    await sees(onB, () => stateOf(onB, 55)?.cursor?.x === 2);
    const onA = await join(a, ben);
    await sees(onA, () => stateOf(onA, 55)?.cursor?.x === 2);
    first.socket.close();
    await first.closed;
    second.socket.send(awarenessFrame([entry(55, 3, { cursor: { x: 3, y: 0 } })]));
    await sees(onA, () => stateOf(onA, 55)?.cursor?.x === 3);
    await sees(onB, () => stateOf(onB, 55)?.cursor?.x === 3);
  });
});

function entry(client: number, clock: number, state: unknown): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(state));
  const numbers = [client, clock, json.length].flatMap((value) => {
    const bytes: number[] = [];
    for (let rest = value; ; rest = Math.floor(rest / 128)) {
      bytes.push(rest > 127 ? (rest % 128) + 128 : rest);
      if (rest <= 127) return bytes;
    }
  });
  return Uint8Array.from([...numbers, ...json]);
}
