import { setTimeout as sleep } from "node:timers/promises";
import { drawAndMove } from "../load/drawing.mjs";
import { openClients } from "../load/load-client.mjs";
import { withServer } from "./with-server.mjs";

const SHAPES = 20;
/** Longer than any of them keeps a room that nobody is in, or its writes. */
const EMPTY_MS = 16_000;

/** What a thousand more cost, after a collection. Memory is what the process holds; heap is what it uses of it. */
export default {
  title: "Memory: 1,000 idle connections, 1,000 small rooms (20 shapes), after everybody left",
  rows: [
    { key: "connections.rss", label: "1,000 connections in 10 rooms, RSS, MB" },
    { key: "connections.heap", label: "1,000 connections in 10 rooms, heap and buffers, MB" },
    { key: "rooms.rss", label: "1,000 rooms of one, RSS, MB" },
    { key: "rooms.heap", label: "1,000 rooms of one, heap and buffers, MB" },
    { key: "left.rss", label: "still held after they left, RSS, MB" },
    { key: "left.heap", label: "still held after they left, heap and buffers, MB" },
  ],
  async measure(contender, { quick, ...options }) {
    const scale = quick ? 0.2 : 1;
    const connections = await withServer(contender, options, (server) =>
      idleConnections(server, 100 * scale),
    );
    const { rooms, left } = await withServer(contender, options, (server) =>
      smallRooms(server, 1_000 * scale),
    );
    const perThousand = ({ rss, heap }) => ({ rss: rss / scale, heap: heap / scale });
    return { connections: perThousand(connections), rooms: perThousand(rooms), left: perThousand(left) };
  },
};

async function idleConnections(server, perRoom) {
  const rooms = await server.makeRooms(10, 10);
  const base = await warmedUp(server);
  const places = rooms.flatMap((room) => Array.from({ length: perRoom }, (_, number) => ({ room, number })));
  const clients = await openClients(server, places, {});
  await sleep(1_000);
  const held = more(await server.collect(), base);
  for (const client of clients) client.drop();
  return held;
}

async function smallRooms(server, count) {
  const made = await server.makeRooms(count, 1);
  const base = await warmedUp(server);
  const clients = await openClients(
    server,
    made.map((room) => ({ room, number: 0 })),
    {},
  );
  const updates = drawAndMove(0, SHAPES, 0);
  for (const client of clients) for (const update of updates) client.write(client.updateFrame(update));
  await sleep(5_000);
  const rooms = more(await server.collect(), base);
  for (const client of clients) client.drop();
  await sleep(EMPTY_MS);
  return { rooms, left: more(await server.collect(), base) };
}

/** One who came, drew and went: code is compiled, pools are filled. */
async function warmedUp(server) {
  const [room] = await server.makeRooms(1, 1);
  const [client] = await openClients(server, [{ room, number: 0 }], {});
  for (const update of drawAndMove(0, SHAPES, 0)) client.write(client.updateFrame(update));
  await sleep(1_000);
  client.drop();
  await sleep(500);
  return server.collect();
}

const more = (now, base) => ({ rss: now.rssMb - base.rssMb, heap: now.heapMb - base.heapMb });
