import { setTimeout as sleep } from "node:timers/promises";
import { add } from "../load/drawing.mjs";
import { Latencies } from "../load/latencies.mjs";
import { openClients } from "../load/load-client.mjs";
import { eachUpdate } from "../load/marks.mjs";
import { withServer } from "./with-server.mjs";

const WRITERS = 5;
const EVERY_MS = 50;

/** From sending an update to what the server answers its writer, which is a promise of the disk only from ours. */
export default {
  title: "Send → acknowledged, 5 writers × 20/s",
  rows: [
    { key: "acknowledgement", label: "acknowledged means" },
    { key: "p50", label: "p50, ms" },
    { key: "p99", label: "p99, ms" },
  ],
  measure: (contender, { quick, ...options }) =>
    withServer(contender, options, async (server) => {
      const [room] = await server.makeRooms(1, WRITERS);
      const count = quick ? 60 : 200;
      const sentAt = Array.from({ length: WRITERS }, () => []);
      const latencies = new Latencies();
      const answered = new Array(WRITERS).fill(0);
      const upTo = (number, acknowledged) => {
        const at = performance.now();
        while (answered[number] < acknowledged) latencies.add(at - sentAt[number][answered[number]++]);
      };
      const clients = await openClients(
        server,
        Array.from({ length: WRITERS }, (_, number) => ({ room, number })),
        {
          acknowledged: ({ number, acknowledged }) => upTo(number, acknowledged),
          update: (frame, client) =>
            // y-websocket's server sends everybody everything, the writer included.
            contender.dialect.answers
              ? undefined
              : eachUpdate(frame, (from, number) => {
                  if (from === client.number) upTo(from, number + 1);
                }),
        },
      );
      const frames = clients.map((client) =>
        add(client.number, count).map((update) => client.updateFrame(update)),
      );
      await sleep(500);
      for (let i = 0; i < count; i++) {
        const next = performance.now() + EVERY_MS;
        for (const [number, client] of clients.entries()) {
          sentAt[number].push(performance.now());
          client.write(frames[number][i]);
        }
        await sleep(next - performance.now());
      }
      await sleep(1_000);
      for (const client of clients) client.drop();
      const { count: acknowledged, p50, p99 } = latencies.summary();
      return { acknowledgement: contender.acknowledgement, p50, p99, sent: count * WRITERS, acknowledged };
    }),
};
