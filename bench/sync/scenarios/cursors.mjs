import { runTraffic } from "../load/traffic.mjs";
import { withServer } from "./with-server.mjs";

/** The largest meeting: everybody moves, nobody draws, no client echoes. */
export default {
  title: "200 people move their cursors in one room, 5/s each",
  rows: [
    { key: "p50", label: "cursor p50, ms" },
    { key: "p99", label: "cursor p99, ms" },
    { key: "delivered", label: "moves delivered, %", digits: 1, more: true },
    { key: "cpu", label: "CPU per 1,000 deliveries, ms" },
  ],
  measure: (contender, { quick, ...options }) =>
    withServer(contender, options, async (server) => {
      const { cursors, cpuMsPer1000, cpuShare, loadBusy, dropped } = await runTraffic(server, {
        rooms: [{ clients: quick ? 100 : 200, writers: 0 }],
        updateRate: 0,
        cursorRate: 5,
        warmMs: 2_000,
        windowMs: quick ? 3_000 : 6_000,
      });
      const { p50, p99, share } = cursors;
      return { p50, p99, delivered: share * 100, cpu: cpuMsPer1000, cpuShare, loadBusy, dropped };
    }),
};
