import { runTraffic } from "../load/traffic.mjs";
import { withServer } from "./with-server.mjs";

const WRITES_PER_S = 20;
const MOVES_PER_S = 10;

/** One person draws, everybody moves their cursor. Once with clients that echo, as y-websocket's does, once without. */
export default {
  title: "One room of 50: one writes 20/s, all move 10/s",
  rows: [
    { key: "echo.p50", label: "clients that echo: update p50, ms" },
    { key: "echo.p95", label: "clients that echo: update p95, ms" },
    { key: "echo.p99", label: "clients that echo: update p99, ms" },
    { key: "echo.cursorP99", label: "clients that echo: cursor p99, ms" },
    { key: "echo.cpu", label: "clients that echo: CPU per 1,000 deliveries, ms" },
    { key: "echo.rss", label: "clients that echo: RSS, MB" },
    { key: "quiet.p50", label: "no echo: update p50, ms" },
    { key: "quiet.p95", label: "no echo: update p95, ms" },
    { key: "quiet.p99", label: "no echo: update p99, ms" },
    { key: "quiet.cursorP99", label: "no echo: cursor p99, ms" },
    { key: "quiet.cpu", label: "no echo: CPU per 1,000 deliveries, ms" },
    { key: "quiet.rss", label: "no echo: RSS, MB" },
  ],
  measure: (contender, { quick, ...options }) =>
    withServer(contender, options, async (server) => {
      const run = async (echoes, number) => {
        const { updates, cursors, cpuMsPer1000, rssMb, loadBusy, dropped } = await runTraffic(server, {
          rooms: [{ clients: 50, writers: 1 }],
          updateRate: WRITES_PER_S,
          cursorRate: MOVES_PER_S,
          warmMs: 2_000,
          windowMs: quick ? 3_000 : 8_000,
          echoes,
          run: number,
        });
        return {
          p50: updates.p50,
          p95: updates.p95,
          p99: updates.p99,
          cursorP99: cursors.p99,
          cpu: cpuMsPer1000,
          rss: rssMb,
          delivered: [updates.share, cursors.share],
          loadBusy,
          dropped,
        };
      };
      return {
        quiet: await run(false, 1),
        ...(contender.echoes ? { echo: await run(true, 2) } : {}),
      };
    }),
};
