import { eq } from "drizzle-orm";
import * as decoding from "lib0/decoding";
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test, vi } from "vitest";
import type { Awareness } from "y-protocols/awareness";
import { members, users } from "../../lib/db/schema";
import type { Db } from "../../lib/db/client";
import { openTestDatabase } from "../../lib/db/testing";
import type { BoardId } from "../../lib/ids";
import { MESSAGE, type PresenceState } from "../../lib/sync/protocol";
import { RoomAwareness } from "./awareness";
import { SYNC } from "./frames";
import { Ground, type Person } from "./testing";
import { synced, when } from "./testing-client";
import { presenceFrame } from "./testing-frames";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let ana: Person;
let ben: Person;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ground = await Ground.open(database.db as Db);
  ana = await ground.addPerson("Ana");
  ben = await ground.addPerson("Ben");
  boardId = await ground.addBoard(ana);
  await ground.addMember(boardId, ben, "observer", "client");
});
afterEach(() => ground.close());

const seen = (awareness: Awareness, client: number) =>
  awareness.getStates().get(client) as PresenceState | undefined;
const sees = (awareness: Awareness, holds: () => boolean) =>
  when((look) => {
    awareness.on("change", look);
    return () => awareness.off("change", look);
  }, holds);

/** Client ids in an awareness frame. */
function clientsIn(frame: Uint8Array): number[] {
  const outer = decoding.createDecoder(frame);
  if (decoding.readVarUint(outer) !== MESSAGE.awareness) return [];
  const decoder = decoding.createDecoder(decoding.readVarUint8Array(outer));
  return Array.from({ length: decoding.readVarUint(decoder) }, () => {
    const client = decoding.readVarUint(decoder);
    decoding.readVarUint(decoder);
    decoding.readVarString(decoder);
    return client;
  });
}

test("[SY80] name and role come from the session and the member's row, whatever a client says", async () => {
  const a = ground.provider(boardId, ana);
  const b = ground.provider(boardId, ben);
  b.awareness.setLocalState({
    user: { userId: ana.user.userId, name: "Ana (vote NO)", roleId: "annotator" },
    cursor: { x: 3.4, y: -8 },
    selected: ["shape:1", 7, "x".repeat(500), ...Array.from({ length: 40 }, (_, i) => `s${i}`)],
    lens: "o1",
    html: "<script>",
  });
  const id = b.awareness.clientID;
  await sees(a.awareness, () => seen(a.awareness, id)?.lens === "o1");
  const state = seen(a.awareness, id);
  expect(state).toEqual({
    user: { userId: ben.user.userId, name: "Ben", roleId: "client" },
    cursor: { x: 3, y: -8 },
    selected: ["shape:1", ...Array.from({ length: 17 }, (_, i) => `s${i}`)],
    lens: "o1",
  });
});

test("[SY81] what is no state becomes an empty one, and numbers are clamped", async () => {
  const a = ground.provider(boardId, ana);
  await synced(a);
  const raw = ground.rawMember(boardId, ben);
  await raw.sync(SYNC.step1);
  raw.socket.send(presenceFrame([[11, 1, { cursor: { x: 1e300, y: "4" }, selected: "all", lens: 5 }]]));
  await sees(a.awareness, () => seen(a.awareness, 11) !== undefined);
  expect(seen(a.awareness, 11)).toMatchObject({ cursor: null, selected: [], lens: null });
  raw.socket.send(presenceFrame([[11, 2, { cursor: { x: 1e300, y: -1e300 } }]]));
  await sees(a.awareness, () => seen(a.awareness, 11)?.cursor !== null);
  expect(seen(a.awareness, 11)?.cursor).toEqual({ x: 1e7, y: -1e7 });
});

test("[SY82] a socket speaks for one client only: not for another's, not for 50,000 of its own making", async () => {
  const a = ground.provider(boardId, ana);
  await synced(a);
  a.awareness.setLocalState({ lens: "mine" });
  const watcher = ground.provider(boardId, ana);
  await sees(watcher.awareness, () => seen(watcher.awareness, a.awareness.clientID)?.lens === "mine");
  const raw = ground.rawMember(boardId, ben);
  await raw.sync(SYNC.step1);
  const crowd = Array.from({ length: 50_000 }, (_, i): [number, number, unknown] => [
    i + 10,
    1,
    { lens: "fake" },
  ]);
  raw.socket.send(
    presenceFrame([
      [a.awareness.clientID, 9_999_999_999_999, { lens: "forged" }],
      [5, 1, { lens: "own" }],
      ...crowd,
    ]),
  );
  await sees(watcher.awareness, () => seen(watcher.awareness, 5)?.lens === "own");
  expect(seen(watcher.awareness, a.awareness.clientID)?.lens).toBe("mine");
  expect(watcher.awareness.getStates().size).toBe(3);
  raw.socket.send(
    presenceFrame([
      [a.awareness.clientID, 9_999_999_999_999, null],
      [5, 2, { lens: "second" }],
    ]),
  );
  await sees(watcher.awareness, () => seen(watcher.awareness, 5)?.lens === "second");
  expect(seen(watcher.awareness, a.awareness.clientID)?.lens).toBe("mine");
});

test("[SY83] who leaves goes at once; an unmodified client that comes back is seen at once", async () => {
  const a = ground.provider(boardId, ana);
  const b = ground.provider(boardId, ben);
  const id = b.awareness.clientID;
  b.awareness.setLocalState({ lens: "o1" });
  await sees(a.awareness, () => seen(a.awareness, id)?.lens === "o1");
  b.ws?.close();
  await sees(a.awareness, () => seen(a.awareness, id) === undefined);
  await sees(a.awareness, () => seen(a.awareness, id)?.lens === "o1");
});

test("[SY84] a browser that comes back before its old line is known dead takes its own place, others cannot", async () => {
  const a = ground.provider(boardId, ana);
  await synced(a);
  const old = ground.rawMember(boardId, ben);
  await old.sync(SYNC.step1);
  old.socket.send(presenceFrame([[5, 1, { lens: "old" }]]));
  await sees(a.awareness, () => seen(a.awareness, 5)?.lens === "old");
  const thief = ground.rawMember(boardId, ana);
  await thief.sync(SYNC.step1);
  thief.socket.send(presenceFrame([[5, 2, { lens: "stolen" }]]));
  const fresh = ground.rawMember(boardId, ben);
  await fresh.sync(SYNC.step1);
  fresh.socket.send(presenceFrame([[5, 1, { lens: "new" }]]));
  await sees(a.awareness, () => seen(a.awareness, 5)?.lens === "new");
  old.socket.close();
  await old.closed;
  fresh.socket.send(presenceFrame([[5, 2, { lens: "newer" }]]));
  await sees(a.awareness, () => seen(a.awareness, 5)?.lens === "newer");
  expect(seen(a.awareness, 5)?.user.name).toBe("Ben");
});

test("[SY84] a line that is cut off over what it says takes no place of the same person's other line", async () => {
  const a = ground.provider(boardId, ana);
  await synced(a);
  const [good, bad] = [ground.rawMember(boardId, ben), ground.rawMember(boardId, ben)];
  await Promise.all([good.sync(SYNC.step1), bad.sync(SYNC.step1)]);
  good.socket.send(presenceFrame([[5, 1, { lens: "here" }]]));
  await sees(a.awareness, () => seen(a.awareness, 5)?.lens === "here");
  bad.socket.send(presenceFrame([[5, 2, { lens: "x".repeat(5_000) }]]));
  await bad.closed;
  good.socket.close();
  await sees(a.awareness, () => seen(a.awareness, 5) === undefined);
});

test("[SY85] who comes in or asks gets everybody, and nobody gets their own state back", async () => {
  const raw = ground.rawMember(boardId, ben);
  await raw.sync(SYNC.step1);
  raw.socket.send(presenceFrame([[5, 1, { lens: "o1" }]]));
  const a = ground.provider(boardId, ana);
  await sees(a.awareness, () => seen(a.awareness, 5) !== undefined);
  await raw.next(
    (_decoder, type) =>
      (type === MESSAGE.awareness &&
        clientsIn(raw.frames.at(-1) as Uint8Array).includes(a.awareness.clientID)) ||
      undefined,
  );
  const before = raw.frames.length;
  raw.socket.send(Uint8Array.of(MESSAGE.queryAwareness));
  await raw.next(() => true, before);
  expect(clientsIn(raw.frames[before] as Uint8Array)).toEqual([a.awareness.clientID]);
  expect(raw.frames.flatMap(clientsIn)).not.toContain(5);
});

test("[SY86] a new role or name shows at once, without a reconnect", async () => {
  const a = ground.provider(boardId, ana);
  const b = ground.provider(boardId, ben);
  const id = b.awareness.clientID;
  await sees(a.awareness, () => seen(a.awareness, id)?.user.roleId === "client");
  await database.db.update(members).set({ roleId: "consumer" }).where(eq(members.userId, ben.user.userId));
  await database.db.update(users).set({ name: "Benoît" }).where(eq(users.id, ben.user.userId));
  ground.sync.hub.accessChanged(boardId, ben.user.userId);
  await sees(a.awareness, () => seen(a.awareness, id)?.user.roleId === "consumer");
  expect(seen(a.awareness, id)?.user.name).toBe("Benoît");
  expect(b.wsconnected).toBe(true);
});

test("[SY87] many moves within a batch become one frame, without those who did not move", async () => {
  const still = ground.provider(boardId, ana);
  const watcher = ground.rawMember(boardId, ana);
  const raw = ground.rawMember(boardId, ben);
  await Promise.all([synced(still), watcher.sync(SYNC.step1), raw.sync(SYNC.step1)]);
  raw.socket.send(presenceFrame([[5, 1, { cursor: { x: 0, y: 0 } }]]));
  const heard = (holds: () => boolean) =>
    when((look) => {
      watcher.socket.on("message", look);
      return () => watcher.socket.off("message", look);
    }, holds);
  const met = () => new Set(watcher.frames.flatMap(clientsIn));
  await heard(() => met().has(5) && met().has(still.awareness.clientID));
  const before = watcher.frames.length;
  for (let i = 1; i <= 50; i++) raw.socket.send(presenceFrame([[5, i + 1, { cursor: { x: i, y: 0 } }]]));
  await heard(() => watcher.frames.some((frame) => Buffer.from(frame).includes('"x":50,')));
  const batches = watcher.frames.slice(before).map(clientsIn);
  expect(batches.length).toBeLessThan(25);
  expect(new Set(batches.flat())).toEqual(new Set([5]));
});

test("[SY49] a line that is behind gets no presence until it has caught up, and then everybody's", () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const peerOf = (userId: string) => {
    const frames: Uint8Array[] = [];
    return {
      frames,
      userId,
      isBehind: false,
      identity: { userId, name: userId, roleId: null },
      send: (frame: Uint8Array) => void frames.push(frame),
    };
  };
  const [author, reader, slow] = [peerOf("ana"), peerOf("ben"), peerOf("eve")];
  const awareness = new RoomAwareness(() => [author, reader, slow], Date.now);
  const move = (client: number, x: number) => {
    const frame = decoding.createDecoder(presenceFrame([[client, x, { cursor: { x, y: 0 } }]]));
    decoding.readVarUint(frame);
    awareness.receive(client === 1 ? author : reader, decoding.readVarUint8Array(frame));
    vi.advanceTimersByTime(100);
  };
  move(1, 1);
  expect(slow.frames).toHaveLength(1);
  slow.isBehind = true;
  move(1, 2);
  move(2, 3);
  expect([slow.frames.length, reader.frames.length]).toEqual([1, 2]);
  slow.isBehind = false;
  move(1, 4);
  expect(slow.frames.slice(1).flatMap(clientsIn).sort()).toEqual([1, 2]);
  awareness.stop();
});
