import { setTimeout as sleep } from "node:timers/promises";
import * as Y from "yjs";
import { add, marksOf } from "../load/drawing.mjs";
import { openClients } from "../load/load-client.mjs";
import { eachUpdate, updateMark } from "../load/marks.mjs";
import { ServerProcess } from "../servers/server-process.mjs";

const WRITERS = 5;
const EVERY_MS = 50;
/** Some servers load after they have said `synced`. */
const SETTLE_MS = 3_000;

/**
 * Five write, the process is killed, and the browsers are gone too (open ones would bring their edits back).
 * What had been acknowledged and is not in the document of the restarted server is lost.
 */
export default {
  title: "kill -9 under 5 writers × 20/s, then restart",
  rows: [
    { key: "acknowledged", label: "edits acknowledged", digits: 0, neutral: true },
    { key: "lostAcknowledged", label: "acknowledged and lost", digits: 0 },
    { key: "lostSeen", label: "seen by others and lost", digits: 0 },
  ],
  async measure(contender, { quick, ...options }) {
    const trials = [];
    for (const killAfterMs of quick ? [3_000] : [3_000, 7_300, 12_700]) {
      trials.push(await crash(contender, options, killAfterMs));
    }
    const sum = (key) => trials.reduce((total, trial) => total + trial[key], 0);
    return {
      acknowledged: sum("acknowledged"),
      lostAcknowledged: sum("lostAcknowledged"),
      lostSeen: sum("lostSeen"),
      trials,
    };
  },
};

async function crash(contender, options, killAfterMs) {
  const server = await ServerProcess.start(contender, options);
  let restarted = null;
  try {
    const [room] = await server.makeRooms(1, WRITERS + 1);
    const seen = new Set();
    /** Per writer: how many came back to it. */
    const cameBack = new Array(WRITERS).fill(0);
    const clients = await openClients(
      server,
      Array.from({ length: WRITERS + 1 }, (_, number) => ({ room, number })),
      {
        update: (frame, client) =>
          eachUpdate(frame, (from, number) => {
            if (from === client.number) cameBack[from] = number + 1;
            else seen.add(updateMark(from, number));
          }),
      },
    );
    const writers = clients.slice(0, WRITERS);
    const count = Math.ceil(killAfterMs / EVERY_MS);
    const frames = writers.map((client) => add(client.number, count).map((it) => client.updateFrame(it)));
    for (let i = 0; i < count; i++) {
      const next = performance.now() + EVERY_MS;
      for (const [number, client] of writers.entries()) client.write(frames[number][i]);
      await sleep(next - performance.now());
    }
    await server.kill();
    const acknowledged = writers.flatMap((client, number) => {
      const upTo = contender.dialect.answers ? client.acknowledged : cameBack[number];
      return Array.from({ length: upTo }, (_, i) => updateMark(number, i));
    });
    for (const client of clients) client.drop();
    restarted = await ServerProcess.start(contender, { ...options, dataDir: server.dataDir });
    const survived = await read(restarted, room);
    const lost = (marks) => [...marks].filter((mark) => !survived.has(mark)).length;
    return {
      killAfterMs,
      sent: count * WRITERS,
      acknowledged: acknowledged.length,
      seen: seen.size,
      survived: survived.size,
      lostAcknowledged: lost(acknowledged),
      lostSeen: lost(seen),
    };
  } finally {
    await restarted?.stop();
    await server.kill();
    server.removeData();
  }
}

async function read(server, room) {
  const doc = new Y.Doc();
  const updates = [];
  const [client] = await openClients(server, [{ room, number: 0 }], {
    update: (frame, it) => updates.push(it.updateOf(frame).slice()),
    synced: (update) => updates.push(update.slice()),
  });
  await sleep(SETTLE_MS);
  client.drop();
  for (const update of updates) Y.applyUpdate(doc, update);
  return marksOf(doc);
}
