import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { openDatabase } from "../open";
import { runProgram } from "./programs/run";

const log = { info() {}, warn() {}, error() {} };

/** A number in [0, 1) from a seed: a failure can be run again. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

async function killAtRandomMoments(rounds: number, dataDir: string, url: string): Promise<Set<number>> {
  const chance = random(20_260_101);
  const acknowledged = new Set<number>();
  for (let round = 0; round < rounds; round++) {
    const writer = runProgram("writer", [dataDir, url, String(round * 1_000_000)]);
    await writer.line(() => true);
    await delay(chance() * 800);
    writer.child.kill("SIGKILL");
    await writer.ended;
    for (const line of writer.lines) acknowledged.add(Number(line));
  }
  return acknowledged;
}

async function expectEachOnce(acknowledged: Set<number>, dataDir: string, url: string): Promise<void> {
  const options = { ...(url ? { url } : {}), dataDir, log, minFreeMb: 0, backupsToKeep: 0 };
  const database = await openDatabase(options);
  const { rows } = await database.db.execute<{ number: number; times: number }>(
    sql`select substr(action, 5)::int as number, count(*)::int as times from audit_events group by action`,
  );
  await database.close();
  const times = new Map(rows.map((row) => [row.number, row.times]));
  expect(acknowledged.size).toBeGreaterThan(50);
  expect([...acknowledged].filter((number) => times.get(number) !== 1)).toEqual([]);
  expect(rows.filter((row) => row.times !== 1)).toEqual([]);
}

describe("kill -9 loses no acknowledged row and doubles none", () => {
  test("on the embedded database", { timeout: 300_000 }, async () => {
    const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-kill-"));
    const acknowledged = await killAtRandomMoments(6, dataDir, "");
    await expectEachOnce(acknowledged, dataDir, "");
    // What the killed ones left in the temporary folder went with the next start.
    expect(fs.existsSync(fs.readFileSync(path.join(dataDir, "socket-folder"), "utf8"))).toBe(false);
    fs.rmSync(dataDir, { recursive: true });
  });

  const server = process.env.TEST_DATABASE_URL;
  test.skipIf(!server)(
    `on PostgreSQL${server ? "" : ": TEST_DATABASE_URL is not set"}`,
    { timeout: 300_000 },
    async () => {
      const { default: pg } = await import("pg");
      const admin = new pg.Client({ connectionString: server });
      await admin.connect();
      const name = `plateau_kill_${process.pid}`;
      await admin.query(`create database ${name}`);
      const url = new URL(server ?? "");
      url.pathname = `/${name}`;
      const acknowledged = await killAtRandomMoments(5, os.tmpdir(), url.href);
      await expectEachOnce(acknowledged, os.tmpdir(), url.href);
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  );
});
