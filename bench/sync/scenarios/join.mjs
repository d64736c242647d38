import { setTimeout as sleep } from "node:timers/promises";
import * as Y from "yjs";
import { drawAndMove, shapesOf } from "../load/drawing.mjs";
import { median } from "../load/latencies.mjs";
import { LoadClient, openClients } from "../load/load-client.mjs";
import { eachUpdate } from "../load/marks.mjs";
import { ServerProcess } from "../servers/server-process.mjs";

const JOINERS = 50;
/** As many people as it takes to stay below our limit on messages of one line. */
const DRAWERS = 50;
const MOVES = 19;
const UNDER_WAY = 2_000;
const WITHIN_MS = 60_000;
/** LevelDB takes some 800 a second on a busy machine. */
const DRAWN_WITHIN_MS = 240_000;
/** Of what a complete document takes: one that was loaded from elsewhere may be encoded a little shorter. */
const ENOUGH = 0.7;
/** Debounced stores, unloading and compaction have happened by then. */
const STORE_MS = 30_000;

/**
 * A board that many updates made, as its log, its store or its database holds it afterwards: joined while it is
 * loaded, and as the first thing after a restart. Complete is when all shapes are there; a server may say
 * `synced` before.
 */
export default {
  title: "Joining a board of 5,000 shapes made by 100,000 updates",
  rows: [
    { key: "warm.one", label: "warm, one joiner, complete, ms" },
    { key: "warm.last", label: "warm, the last of 50 at once, ms" },
    { key: "cold.one", label: "cold, one joiner, complete, ms" },
    { key: "cold.shapesAtSynced", label: "cold, shapes there when it says synced", digits: 0, more: true },
    { key: "cold50.last", label: "cold, the last of 50 at once, complete, ms" },
    { key: "megabytes", label: "sent to each joiner, MB" },
  ],
  async measure(contender, { quick, ...options }) {
    const shapes = quick ? 1_000 : 5_000;
    const server = await ServerProcess.start(contender, options);
    let running = server;
    try {
      const [room] = await server.makeRooms(1, DRAWERS);
      const { seconds: seedSeconds, watcher } = await draw(server, room, shapes);
      const single = [];
      const expected = { shapes, bytes: 1 };
      for (let i = 0; i < 5; i++) single.push(await joinOne(server, room, expected));
      expected.bytes = single[0].bytes;
      const warm50 = await joinAll(server, room, expected);
      watcher.drop();
      await sleep(STORE_MS);
      const restart = async () => {
        await running.stop();
        running = await ServerProcess.start(contender, { ...options, dataDir: server.dataDir });
      };
      await restart();
      const cold = await joinOne(running, room, expected);
      await restart();
      const cold50 = await joinAll(running, room, expected);
      return {
        seedSeconds,
        megabytes: single[0].bytes / 1e6,
        warm: { one: median(single.map((it) => it.completeMs)), ...warm50 },
        cold: { one: cold.completeMs, syncedMs: cold.syncedMs, shapesAtSynced: cold.shapesAtSynced },
        cold50,
      };
    } finally {
      await running.stop();
      server.removeData();
    }
  },
};

/** Through ordinary sockets, no faster than one who watches gets to see it. The watcher stays: the room is loaded. */
async function draw(server, room, shapes) {
  let seen = 0;
  const [watcher] = await openClients(server, [{ room, number: DRAWERS }], {
    update: (frame) =>
      eachUpdate(frame, () => {
        seen += 1;
      }),
  });
  const drawers = await openClients(
    server,
    Array.from({ length: DRAWERS }, (_, number) => ({ room, number })),
    {},
  );
  const perDrawer = shapes / DRAWERS;
  const frames = drawers.map((drawer, number) =>
    drawAndMove(number, perDrawer, MOVES).map((update) => drawer.updateFrame(update)),
  );
  const total = shapes * (MOVES + 1);
  const started = performance.now();
  let sent = 0;
  while (seen < total) {
    for (; sent < total && sent - seen < UNDER_WAY; sent++) {
      drawers[sent % DRAWERS].write(frames[sent % DRAWERS][Math.floor(sent / DRAWERS)]);
    }
    if (performance.now() - started > DRAWN_WITHIN_MS)
      throw new Error(`only ${seen} of ${total} updates were relayed`);
    await sleep(2);
  }
  for (const client of drawers) client.drop();
  return { seconds: (performance.now() - started) / 1_000, watcher };
}

async function joinAll(server, room, expected) {
  const joining = Array.from({ length: JOINERS }, (_, number) => join(server, room, expected, number));
  const joined = await Promise.all(joining);
  const all = joined.map((received) => judged(received, expected));
  const isComplete = all.every((it) => it.completeMs !== null);
  return {
    last: isComplete ? Math.max(...all.map((it) => it.completeMs)) : null,
    lastSynced: Math.max(...all.map((it) => it.syncedMs)),
    fewestShapesAtSynced: Math.min(...all.map((it) => it.shapesAtSynced)),
  };
}

const joinOne = async (server, room, expected) => judged(await join(server, room, expected), expected);

/**
 * What came, and when. Nothing is applied before all is here: that is the client's work, and 49 others would wait
 * for it in this process.
 */
function join(server, room, { bytes }, number = 0) {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const received = [];
    let total = 0;
    let isSynced = false;
    const take = (update, says) => {
      received.push({ ms: performance.now() - started, update: update.slice(), says });
      total += update.length;
      isSynced ||= says;
      if (isSynced && total >= bytes * ENOUGH) finish();
    };
    const finish = () => {
      clearTimeout(timer);
      client.drop();
      resolve(received);
    };
    const timer = setTimeout(finish, WITHIN_MS);
    const client = new LoadClient(server, room, number, {
      synced: (update) => take(update, true),
      update: (frame) => take(client.updateOf(frame), false),
      closed: (why) => {
        clearTimeout(timer);
        reject(new Error(`a joiner was refused: ${why}`));
      },
    });
  });
}

/** `completeMs` is null when shapes are missing in the end. */
function judged(received, { shapes }) {
  const doc = new Y.Doc();
  let completeMs = null;
  let syncedMs = null;
  let shapesAtSynced = 0;
  for (const { ms, update, says } of received) {
    Y.applyUpdate(doc, update);
    if (says) {
      syncedMs = ms;
      shapesAtSynced = shapesOf(doc);
    }
    if (syncedMs !== null && completeMs === null && shapesOf(doc) >= shapes) completeMs = ms;
  }
  doc.destroy();
  return {
    completeMs,
    syncedMs,
    shapesAtSynced,
    bytes: received.reduce((sum, it) => sum + it.update.length, 0),
  };
}
