import { eq } from "drizzle-orm";
import * as encoding from "lib0/encoding";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { setTitle } from "../../lib/board/meta";
import { readBoard } from "../../lib/board/read";
import { rootOf } from "../../lib/board/roots";
import { addTask, setTaskTitle } from "../../lib/board/tasks";
import type { Db } from "../../lib/db/client";
import { endSession } from "../../lib/db/queries/sessions";
import { boards, members } from "../../lib/db/schema";
import { openTestDatabase } from "../../lib/db/testing";
import { AppError } from "../../lib/errors";
import type { BoardId, TaskId } from "../../lib/ids";
import { type BoardEvent, MESSAGE } from "../../lib/sync/protocol";
import * as decoding from "lib0/decoding";
import { SYNC, syncFrame } from "./frames";
import { Ground, ORIGIN, type Person, seed } from "./testing";
import { docHolds, gate, nextClose, synced, when } from "./testing-client";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let lead: Person;
let editor: Person;
let observer: Person;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());

async function openGround(options: Parameters<typeof Ground.open>[1] = {}): Promise<void> {
  ground = await Ground.open(database.db as Db, options);
  lead = await ground.addPerson("Ana");
  editor = await ground.addPerson("Ben");
  observer = await ground.addPerson("Chloé");
  boardId = await ground.addBoard(lead);
  await ground.addMember(boardId, editor, "editor");
  await ground.addMember(boardId, observer, "observer");
}
beforeEach(() => openGround());
afterEach(() => ground.close());

const reload = (): Promise<Y.Doc> => ground.stored(boardId);
const titleOf = (doc: Y.Doc) => rootOf(doc, "tasks").get("t1/title");
const TASK = "t1" as TaskId;

/** A frame as a client with a copy of the board would send it. */
function editFrame(edit: (doc: Y.Doc) => void): Uint8Array {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedOf);
  const before = Y.encodeStateVector(doc);
  doc.transact(() => edit(doc));
  return syncFrame(SYNC.update, Y.encodeStateAsUpdate(doc, before));
}
let seedOf: Uint8Array;
beforeEach(async () => {
  seedOf = Y.encodeStateAsUpdate(await reload());
});

describe("y-websocket's own client", () => {
  test("[SY1] two clients converge, and one that comes later has everything when it says synced", async () => {
    const a = ground.provider(boardId, lead);
    const b = ground.provider(boardId, editor);
    await Promise.all([synced(a), synced(b)]);
    expect(readBoard(a.doc).title).toBe("Seeded");
    setTaskTitle(a.doc, TASK, "From A");
    addTask(b.doc, { title: "From B" });
    await docHolds(b.doc, () => titleOf(b.doc) === "From A");
    await docHolds(a.doc, () => readBoard(a.doc).tasks.length === 2);
    expect(readBoard(a.doc)).toEqual(readBoard(b.doc));

    const late = ground.provider(boardId, observer);
    await synced(late);
    expect(readBoard(late.doc)).toEqual(readBoard(a.doc));
  });

  test("[SY2] nothing is answered before the board is loaded", async () => {
    const loading = gate();
    ground.store.beforeLoad = () => loading.wait;
    const client = ground.rawMember(boardId, lead);
    await when(
      (look) => (client.socket.on("open", look), () => client.socket.off("open", look)),
      () => client.socket.readyState === 1,
    );
    client.socket.send(syncFrame(SYNC.step1, Uint8Array.of(0)));
    expect(client.frames).toEqual([]);
    loading.open();
    const doc = new Y.Doc();
    Y.applyUpdate(doc, await client.sync(SYNC.step2));
    expect(readBoard(doc).tasks).toHaveLength(1);
  });

  test("[SY3] a board that cannot be loaded is refused with 4503, and opens once it can", async () => {
    ground.store.beforeLoad = async () => {
      throw new Error("the disk is gone");
    };
    const client = ground.rawMember(boardId, lead);
    expect(await client.closed).toEqual({ code: 4503, reason: "unavailable" });
    expect(ground.lines.some((line) => line.msg === "the board could not be loaded")).toBe(true);
    await expect(ground.sync.hub.readBoard(boardId)).rejects.toMatchObject({ code: "unavailable" });
    ground.store.beforeLoad = async () => {};
    await synced(ground.provider(boardId, lead));
  });

  test("[SY4] a board without a log is refused, not opened empty", async () => {
    await database.db
      .insert(boards)
      .values({ id: `bare${boardId}`, title: "x", locale: "en", createdBy: lead.user.userId });
    await ground.addMember(`bare${boardId}`, lead, "facilitator");
    const client = ground.rawMember(`bare${boardId}`, lead);
    expect((await client.closed).code).toBe(4503);
    expect(await ground.store.load(`bare${boardId}`)).toBeNull();
  });
});

test("[SY5] a room is unloaded once its log is flushed, and who comes meanwhile or later finds everything", async () => {
  const committing = gate();
  ground.store.beforeAppend = () => committing.wait;
  const first = ground.provider(boardId, editor);
  await synced(first);
  const client = ground.rawMember(boardId, lead);
  await client.sync(SYNC.step1);
  client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Left behind")));
  await docHolds(first.doc, () => titleOf(first.doc) === "Left behind");
  client.socket.close();
  first.destroy();
  await client.closed;
  const meanwhile = ground.provider(boardId, observer);
  await synced(meanwhile);
  expect(titleOf(meanwhile.doc)).toBe("Left behind");
  committing.open();
  meanwhile.destroy();
  expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Left behind");
  let loads = 0;
  ground.store.beforeLoad = async () => void loads++;
  for (let tries = 0; loads === 0 && tries < 50; tries++) {
    const later = ground.provider(boardId, observer);
    await synced(later);
    expect(titleOf(later.doc)).toBe("Left behind");
    later.destroy();
  }
  expect(loads).toBe(1);
});

describe("saved", () => {
  test("[SY10] others see an update before it is committed, saved is said only after", async () => {
    const committing = gate();
    ground.store.beforeAppend = () => committing.wait;
    const other = ground.provider(boardId, editor);
    await synced(other);
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Held")));
    await docHolds(other.doc, () => titleOf(other.doc) === "Held");
    expect(client.count(MESSAGE.saved)).toBe(0);
    expect(titleOf(await reload())).toBe("Collect data");
    committing.open();
    expect(await client.saved(1)).toBe(1);
    expect(titleOf(await reload())).toBe("Held");
  });

  test("[SY11] one message per commit counts all updates in it; many updates make one commit", async () => {
    const committing = gate();
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    ground.store.beforeAppend = () => committing.wait;
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedOf);
    doc.on("update", (update: Uint8Array) => client.socket.send(syncFrame(SYNC.update, update)));
    for (let i = 0; i < 40; i++) setTaskTitle(doc, TASK, `Title ${i}`);
    committing.open();
    expect(await client.saved(40)).toBe(40);
    expect(client.count(MESSAGE.saved)).toBeLessThanOrEqual(2);
    expect(ground.store.batches.length).toBeLessThanOrEqual(2);
    expect(titleOf(await reload())).toBe("Title 39");
  });

  test("[SY12] an update that changes nothing counts once all before it is committed; an empty one is not counted", async () => {
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    client.socket.send(syncFrame(SYNC.step2, Uint8Array.of(0, 0)));
    client.socket.send(syncFrame(SYNC.step2, seedOf));
    expect(await client.saved(1)).toBe(1);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "One")));
    client.socket.send(syncFrame(SYNC.update, seedOf));
    expect(await client.saved(3)).toBe(3);
  });

  test("[SY13] saved goes only to clients that asked for it", async () => {
    const client = ground.rawMember(boardId, lead, "");
    await client.sync(SYNC.step1);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Quiet")));
    const other = ground.rawMember(boardId, editor);
    await other.sync(SYNC.step1);
    other.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Loud")));
    await other.saved(1);
    expect(client.count(MESSAGE.saved) + client.count(MESSAGE.notice)).toBe(0);
  });

  test("[SY14] every acknowledged edit survives a process that is killed", async () => {
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    const doc = new Y.Doc();
    Y.applyUpdate(doc, seedOf);
    doc.on("update", (update: Uint8Array) => client.socket.send(syncFrame(SYNC.update, update)));
    for (let i = 0; i < 30; i++) addTask(doc, { id: `n${i}`, title: `Task ${i}` });
    const acknowledged = await client.saved(10);
    ground.crash();
    const fresh = ground.provider(boardId, editor);
    await synced(fresh);
    for (let i = 0; i < acknowledged; i++) expect(rootOf(fresh.doc, "tasks").has(`n${i}`)).toBe(true);
  });

  test("[SY15] a commit that fails closes the room with 4503; nothing was called saved, and nothing is lost", async () => {
    const a = ground.provider(boardId, lead, { ack: true });
    const saved: number[] = [];
    a.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => void saved.push(decoding.readVarUint(decoder));
    await synced(a);
    const b = ground.provider(boardId, editor);
    await synced(b);
    ground.store.beforeAppend = async () => {
      throw new Error("the disk is gone");
    };
    a.messageHandlers[MESSAGE.notice] = () => {};
    const closed = Promise.all([nextClose(a), nextClose(b)]);
    setTaskTitle(a.doc, TASK, "Unlucky");
    expect(await closed).toEqual([4503, 4503]);
    expect(saved).toEqual([]);
    ground.store.beforeAppend = async () => {};
    // Both come back by themselves, and bring what the log lacks.
    await Promise.all([synced(a), synced(b)]);
    const fresh = ground.provider(boardId, observer);
    await synced(fresh);
    await docHolds(fresh.doc, () => titleOf(fresh.doc) === "Unlucky");
    expect(ground.lines.filter((line) => line.msg === "the log could not be written")).toHaveLength(1);
  });

  test("[SY16] while nothing can be stored updates are refused with a notice, reading goes on, and they are asked for later", async () => {
    await ground.close();
    let full = true;
    await openGround({
      heartbeatMs: 20,
      assertWritable: () => {
        if (full) throw new AppError("disk-nearly-full");
      },
    });
    const a = ground.provider(boardId, lead, { ack: true });
    const notices: string[] = [];
    let saved = 0;
    const heard = new Set<() => void>();
    a.messageHandlers[MESSAGE.notice] = (_encoder, decoder) => {
      notices.push((JSON.parse(decoding.readVarString(decoder)) as { code: string }).code);
      for (const look of heard) look();
    };
    a.messageHandlers[MESSAGE.saved] = (_encoder, decoder) => {
      saved = decoding.readVarUint(decoder);
      for (const look of heard) look();
    };
    const hears = (holds: () => boolean) =>
      when((look) => (heard.add(look), () => heard.delete(look)), holds);
    await synced(a);
    setTaskTitle(a.doc, TASK, "First");
    setTaskTitle(a.doc, TASK, "Second");
    await hears(() => notices.length > 0);
    expect(notices).toEqual(["disk-nearly-full"]);
    expect(saved).toBe(0);
    await expect(ground.sync.hub.editBoard(boardId, lead.user.userId, () => {})).rejects.toMatchObject({
      code: "disk-nearly-full",
    });
    expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
    full = false;
    // Both, and the answer that carried them.
    await hears(() => saved === 3);
    expect(titleOf(await reload())).toBe("Second");
  });
});

describe("rights per frame", () => {
  test("[SY40] an observer's update is not applied, and closes the socket with 4403", async () => {
    const other = ground.provider(boardId, editor);
    await synced(other);
    const client = ground.rawMember(boardId, observer);
    await client.sync(SYNC.step1);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Forbidden")));
    expect(await client.notice()).toBe("not-allowed");
    expect(await client.closed).toEqual({ code: 4403, reason: "not-allowed" });
    expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
    expect(titleOf(other.doc)).toBe("Collect data");
  });

  test("[SY41] an observer reads on: the answer to step 1 holds nothing new, also after deletions", async () => {
    const a = ground.provider(boardId, lead);
    const reader = ground.provider(boardId, observer);
    await Promise.all([synced(a), synced(reader)]);
    rootOf(a.doc, "tasks").delete("t1/title");
    setTitle(a.doc, "Renamed");
    await docHolds(reader.doc, () => readBoard(reader.doc).title === "Renamed");
    reader.disconnect();
    reader.connect();
    await synced(reader);
    setTitle(a.doc, "Renamed again");
    await docHolds(reader.doc, () => readBoard(reader.doc).title === "Renamed again");
  });

  test("[SY42] sync step 2 is judged like an update", async () => {
    const client = ground.rawMember(boardId, observer);
    await client.sync(SYNC.step1);
    const update = editFrame((doc) => setTaskTitle(doc, TASK, "Forbidden"));
    const step2 = update.slice();
    step2[1] = SYNC.step2;
    client.socket.send(step2);
    expect((await client.closed).code).toBe(4403);
    expect(titleOf(await reload())).toBe("Collect data");
  });

  test("[SY43] the session root is the facilitator's", async () => {
    const leading = ground.provider(boardId, lead);
    const client = ground.rawMember(boardId, editor);
    await Promise.all([synced(leading), client.sync(SYNC.step1)]);
    client.socket.send(editFrame((doc) => rootOf(doc, "session").set("step", 7)));
    expect((await client.closed).code).toBe(4403);
    rootOf(leading.doc, "session").set("step", 3);
    const reader = ground.provider(boardId, observer);
    await docHolds(reader.doc, () => rootOf(reader.doc, "session").get("step") === 3);
  });

  test("[SY44] 2,000 broken frames crash nothing, change nothing, and trouble nobody else", async () => {
    const a = ground.provider(boardId, lead);
    await synced(a);
    const before = Y.encodeStateAsUpdate(a.doc);
    let random = 20_260_101;
    const next = (below: number) => {
      random = (random * 1_103_515_245 + 12_345) & 0x7fffffff;
      return random % below;
    };
    const good = [
      editFrame((doc) => setTaskTitle(doc, TASK, "Mutant")),
      editFrame((doc) => rootOf(doc, "fits").set("t1|o1", { fit: "mixed" })),
      syncFrame(SYNC.step1, Uint8Array.of(0)),
      Uint8Array.of(1, 3, 1, 5, 0),
    ];
    // The sender may not write: whatever a frame turns into, the board must stay as it is.
    let client = ground.rawMember(boardId, observer);
    let frames = 0;
    while (frames < 2_000) {
      await client.next(() => true);
      for (let burst = 0; burst < 8 && frames < 2_000; burst++, frames++) {
        const frame = (good[next(good.length)] as Uint8Array).slice();
        for (let flips = 1 + next(3); flips > 0; flips--) frame[next(frame.length)] = next(256);
        client.socket.send(next(10) === 0 ? frame.slice(0, next(frame.length)) : frame);
      }
      client.socket.close();
      await client.closed;
      client = ground.rawMember(boardId, observer);
    }
    expect(a.wsconnected).toBe(true);
    expect(Y.encodeStateAsUpdate(a.doc)).toEqual(before);
    expect(titleOf(await reload())).toBe("Collect data");
    setTaskTitle(a.doc, TASK, "Still here");
    const reader = ground.provider(boardId, observer);
    await docHolds(reader.doc, () => titleOf(reader.doc) === "Still here");
    expect(ground.lines.filter((line) => line.level >= 50)).toEqual([]);
  }, 120_000);

  const malformed: [string, Uint8Array | string][] = [
    ["no bytes", new Uint8Array()],
    ["text", "hello"],
    ["an unknown type", Uint8Array.of(77, 1)],
    ["an auth message", Uint8Array.of(2, 0)],
    ["an unknown kind of sync", Uint8Array.of(0, 9, 0)],
    ["a frame that ends too early", Uint8Array.of(0, 2, 200)],
    [
      "seven bytes that claim millions of structs",
      syncFrame(
        SYNC.update,
        encoding.encode((e) => {
          for (const n of [1, 2 ** 25 - 1, 99, 0]) encoding.writeVarUint(e, n);
        }),
      ),
    ],
    ["an awareness state that is no JSON", Uint8Array.of(1, 6, 1, 5, 0, 2, 0x7b, 0x7b)],
  ];
  test.each(malformed)(
    "[SY45] %s is answered with a notice and 4400, and logged once",
    async (_name, frame) => {
      const bystander = ground.rawMember(boardId, lead);
      const client = ground.rawMember(boardId, editor);
      await Promise.all([bystander.sync(SYNC.step1), client.sync(SYNC.step1)]);
      client.socket.send(frame);
      expect(await client.notice()).toBe("malformed-frame");
      expect(await client.closed).toEqual({ code: 4400, reason: "malformed-frame" });
      expect(bystander.socket.readyState).toBe(1);
      const logged = ground.lines.filter((line) => line.msg === "malformed frame");
      expect(logged).toHaveLength(1);
      expect(logged[0]).toMatchObject({ boardId, userId: editor.user.userId });
    },
  );

  test("[SY46] a frame above 1 MB closes with 1009", async () => {
    const client = ground.rawMember(boardId, editor);
    await client.sync(SYNC.step1);
    client.socket.send(new Uint8Array(1024 * 1024 + 1));
    expect((await client.closed).code).toBe(1009);
  });

  test("[SY47] a flood is cut with 4503", async () => {
    const client = ground.rawMember(boardId, editor);
    await client.sync(SYNC.step1);
    const ask = Uint8Array.of(MESSAGE.queryAwareness);
    for (let i = 0; i < 4_000; i++) client.socket.send(ask);
    expect((await client.closed).code).toBe(4503);
  });
});

test("[SY48] a socket that reads nothing is let go", async () => {
  const client = ground.rawMember(boardId, editor);
  await client.sync(SYNC.step1);
  client.socket.pause();
  const padded = { type: "people", padding: "x".repeat(1024 * 1024) } as unknown as BoardEvent;
  const isLetGo = () => ground.lines.some((line) => line.msg === "socket does not read what it is sent");
  for (let sent = 0; sent < 200 && !isLetGo(); sent++) {
    ground.sync.hub.publish(boardId, padded);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(isLetGo()).toBe(true);
  client.socket.resume();
  expect((await client.closed).code).toBe(1013);
});

describe("change of access", () => {
  const setAccess = (person: Person, access: "editor" | "observer") =>
    database.db.update(members).set({ access }).where(eq(members.userId, person.user.userId));

  test("[SY50] a member who is demoted while sending is cut within a second, and nothing later is applied", async () => {
    const a = ground.provider(boardId, editor, { ack: false });
    await synced(a);
    let count = 0;
    const sending = setInterval(() => setTaskTitle(a.doc, TASK, `Title ${++count}`), 5);
    await docHolds(a.doc, () => count > 5);
    const closed = nextClose(a);
    await setAccess(editor, "observer");
    const started = performance.now();
    ground.sync.hub.accessChanged(boardId, editor.user.userId);
    const last = count;
    expect(await closed).toBe(4205);
    expect(performance.now() - started).toBeLessThan(1_000);
    clearInterval(sending);
    const applied = (await ground.sync.hub.readBoard(boardId)).tasks[0]?.title ?? "";
    expect(Number(applied.split(" ")[1])).toBeLessThanOrEqual(last);
    // It reconnects, is judged again, and its further edits are refused.
    expect(await nextClose(a)).toBe(4403);
  });

  test("[SY51] a member who is removed is cut with 4403, events and all, and then told 4404", async () => {
    const client = ground.rawMember(boardId, editor);
    const events = ground.rawMember(boardId, editor, "?events=1");
    await Promise.all([client.sync(SYNC.step1), events.next(() => true)]);
    await database.db.delete(members).where(eq(members.userId, editor.user.userId));
    ground.sync.hub.accessChanged(boardId, editor.user.userId);
    expect((await client.closed).code).toBe(4403);
    expect((await events.closed).code).toBe(4403);
    expect((await ground.rawMember(boardId, editor).closed).code).toBe(4404);
  });

  test("[SY52] a session that ends cuts its sockets with 4401, and no others", async () => {
    const other = ground.rawMember(boardId, lead);
    const client = ground.rawMember(boardId, editor);
    await Promise.all([client.sync(SYNC.step1), other.sync(SYNC.step1)]);
    await endSession(database.db, editor.user.sessionId);
    ground.sync.hub.sessionEnded(editor.user.sessionId);
    expect((await client.closed).code).toBe(4401);
    expect(other.socket.readyState).toBe(1);
    expect((await ground.rawMember(boardId, editor).closed).code).toBe(4401);
  });

  test("[SY53] frames that come while rights are read again wait, and go on when nothing changed", async () => {
    const client = ground.rawMember(boardId, editor);
    await client.sync(SYNC.step1);
    ground.sync.hub.accessChanged(boardId, editor.user.userId);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Patient")));
    expect(await client.saved(1)).toBe(1);
  });
});

describe("events and the hub", () => {
  const readEvent = (decoder: decoding.Decoder, type: number) =>
    type === MESSAGE.boardEvent ? (JSON.parse(decoding.readVarString(decoder)) as BoardEvent) : undefined;

  test("[SY60] an events connection gets board events and nothing of the document", async () => {
    const events = ground.rawMember(boardId, observer, "?events=1");
    await events.next(() => true);
    const a = ground.provider(boardId, lead);
    await synced(a);
    setTaskTitle(a.doc, TASK, "Unseen");
    const late = ground.provider(boardId, editor);
    await docHolds(late.doc, () => titleOf(late.doc) === "Unseen");
    ground.sync.hub.publish(boardId, { type: "record", version: 2 });
    expect(await events.next(readEvent)).toEqual({ type: "record", version: 2 });
    expect(events.count(MESSAGE.sync)).toBe(0);
  });

  test("[SY61] an events connection may not speak", async () => {
    const events = ground.rawMember(boardId, lead, "?events=1");
    await events.next(() => true);
    events.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Smuggled")));
    expect((await events.closed).code).toBe(4400);
    expect(titleOf(await reload())).toBe("Collect data");
  });

  test("[SY62] events go to everybody on the board who understands them, and to no other board", async () => {
    const elsewhere = await ground.addBoard(lead);
    const here = ground.rawMember(boardId, lead);
    const plain = ground.rawMember(boardId, editor, "");
    const there = ground.rawMember(elsewhere, lead);
    await Promise.all([here, plain, there].map((client) => client.sync(SYNC.step1)));
    ground.sync.hub.publish(boardId, { type: "people" });
    ground.sync.hub.publish(elsewhere, { type: "frame" });
    expect(await here.next(readEvent)).toEqual({ type: "people" });
    expect(await there.next(readEvent)).toEqual({ type: "frame" });
    expect(plain.count(MESSAGE.boardEvent)).toBe(0);
  });

  test("[SY63] every socket hears something between beats", async () => {
    await ground.close();
    await openGround({ heartbeatMs: 15 });
    const events = ground.rawMember(boardId, observer, "?events=1");
    const alone = ground.rawMember(boardId, lead, "");
    await alone.sync(SYNC.step1);
    const [a, b] = [events.frames.length, alone.frames.length];
    await events.next(() => true, a + 3);
    await alone.next(() => true, b + 3);
    expect(alone.frames.at(-1)).toEqual(Uint8Array.of(1, 1, 0));
  });

  test("[SY64] readBoard answers what is committed, live or not, and knows no board that is not there", async () => {
    expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("Collect data");
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    const committing = gate();
    ground.store.beforeAppend = () => committing.wait;
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Live")));
    const other = ground.provider(boardId, editor);
    await docHolds(other.doc, () => titleOf(other.doc) === "Live");
    let answered = false;
    const reading = ground.sync.hub.readBoard(boardId).then((board) => {
      answered = true;
      return board;
    });
    expect(answered).toBe(false);
    committing.open();
    expect((await reading).tasks[0]?.title).toBe("Live");
    expect(titleOf(await reload())).toBe("Live");
    await expect(ground.sync.hub.readBoard("nowhere")).rejects.toMatchObject({ code: "unavailable" });
  });

  test("[SY65] editBoard is committed and relayed, and leaves nothing when it throws", async () => {
    const a = ground.provider(boardId, lead);
    await synced(a);
    await ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => {
      setTaskTitle(doc, TASK, "By the server");
    });
    expect(titleOf(await reload())).toBe("By the server");
    await docHolds(a.doc, () => titleOf(a.doc) === "By the server");
    const failing = ground.sync.hub.editBoard(boardId, lead.user.userId, (doc) => {
      setTaskTitle(doc, TASK, "Half");
      throw new AppError("bad-input");
    });
    await expect(failing).rejects.toMatchObject({ code: "bad-input" });
    expect((await ground.sync.hub.readBoard(boardId)).tasks[0]?.title).toBe("By the server");
  });

  test("[SY66] the list of boards follows the title", async () => {
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    client.socket.send(editFrame((doc) => setTitle(doc, "Which platform?")));
    await client.saved(1);
    client.socket.close();
    await client.closed;
    // Stopping settles what is still to be noted.
    await ground.sync.close();
    const [row] = await database.db.select().from(boards).where(eq(boards.id, boardId));
    expect(row?.title).toBe("Which platform?");
  });

  test("[SY67] stopping commits what was accepted, says so, and tells clients 1012", async () => {
    const client = ground.rawMember(boardId, lead);
    await client.sync(SYNC.step1);
    client.socket.send(editFrame((doc) => setTaskTitle(doc, TASK, "Last words")));
    const other = ground.provider(boardId, editor);
    await docHolds(other.doc, () => titleOf(other.doc) === "Last words");
    const closed = nextClose(other);
    await ground.sync.close();
    expect((await client.closed).code).toBe(1012);
    expect(await closed).toBe(1012);
    expect(client.count(MESSAGE.saved)).toBe(1);
    expect(titleOf(await reload())).toBe("Last words");
    const turnedAway = ground.raw(boardId, { origin: ORIGIN, cookie: lead.cookie });
    expect(await turnedAway.refused).toBe(503);
  });
});

test("a seed is a board", () => {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seed());
  expect(readBoard(doc)).toMatchObject({ title: "Seeded", skipped: 0 });
});
