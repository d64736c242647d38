/**
 * Two instances as processes on PostgreSQL and Redis, five writers on A at 20 edits per second each, one reader on
 * B: how long an edit takes from its sender on A to somebody on B, and what Redis carries for it. Needs
 * TEST_DATABASE_URL and redis-server on the path.
 *
 *   npx tsx bench/cluster/run.ts [seconds]
 */
import { execFileSync } from "node:child_process";
import { setTimeout as delay } from "node:timers/promises";
import { Redis } from "ioredis";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import { addTask, setTaskTitle } from "../../lib/board/tasks";
import type { TaskId } from "../../lib/ids";
import { Installation } from "../../server/sync/cluster/testing-processes";
import { synced } from "../../server/sync/testing-client";

const WRITERS = 5;
const EVERY_MS = 50;
const seconds = Number(process.argv[2] ?? 20);
const url = process.env.TEST_DATABASE_URL;
if (!url) throw new Error("TEST_DATABASE_URL is not set");

const installation = await Installation.open(url, execFileSync("which", ["redis-server"]).toString().trim());
const redis = new Redis(installation.redis.url, { protocol: 2 });
const ana = await installation.addMember("Ana");
const boardId = await installation.addBoard([[ana, "facilitator"]]);
const writers = Array.from({ length: WRITERS }, () => installation.provider(installation.a, boardId, ana));
const reader = installation.provider(installation.b, boardId, ana);
const near = installation.provider(installation.a, boardId, ana);
await Promise.all([...writers, reader, near].map(synced));
writers.forEach(({ doc }, at) => addTask(doc, { id: `w${at}`, title: "0" }));
await delay(2_000);

const traffic = async () => {
  const stats = await redis.info("stats");
  const read = (name: string) => Number(new RegExp(`${name}:(\\d+)`).exec(stats)?.[1]);
  return read("total_net_input_bytes") + read("total_net_output_bytes");
};
async function trafficOver(ms: number): Promise<number> {
  const before = await traffic();
  await delay(ms);
  return (await traffic()) - before;
}
/** Pulses and presence go on without edits. */
const idle = await trafficOver(5_000);

const crossed: number[] = [];
const local: number[] = [];
const note = (doc: Y.Doc, into: number[]) =>
  rootOf(doc, "tasks").observe((event) => {
    for (const key of event.keysChanged) {
      const sentAt = Number(rootOf(doc, "tasks").get(key as string));
      if (sentAt > 1) into.push(performance.now() - sentAt);
    }
  });
note(reader.doc, crossed);
note(near.doc, local);

let edits = 0;
const before = await traffic();
const started = performance.now();
const timers = writers.map(({ doc }, at) =>
  setInterval(() => {
    edits += 1;
    setTaskTitle(doc, `w${at}` as TaskId, String(performance.now()));
  }, EVERY_MS),
);
await delay(seconds * 1_000);
for (const timer of timers) clearInterval(timer);
await delay(1_000);
const elapsed = performance.now() - started;
const perEdit = ((await traffic()) - before - (idle * elapsed) / 5_000) / edits;

const quantile = (values: number[], share: number) =>
  values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const row = (name: string, values: number[]) =>
  console.log(
    `${name.padEnd(14)} ${values.length} edits  p50 ${quantile(values, 0.5).toFixed(1)} ms  p95 ${quantile(values, 0.95).toFixed(1)} ms  p99 ${quantile(values, 0.99).toFixed(1)} ms`,
  );
console.log(`${WRITERS} writers, ${Math.round(edits / seconds)} edits per second in all`);
row("A to A", local);
row("A to B", crossed);
console.log(
  `Redis          ${perEdit.toFixed(0)} bytes per edit, in and out; ${(idle / 5).toFixed(0)} per second when idle`,
);
redis.disconnect();
await installation.close();
process.exit(0);
