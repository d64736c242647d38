import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import pg from "pg";
import { afterEach, expect, test, vi } from "vitest";
import { openDurable } from "./durable-fs";
import { saysDiskFull, watchDatabase } from "./watched-database";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-full-"));
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(base, { recursive: true, force: true });
});

test("a full disk is told as fatal, and what was acknowledged before is there afterwards", async () => {
  const dir = path.join(base, "database");
  const engine = await openDurable(dir);
  const fatal: string[] = [];
  const server = new PGLiteSocketServer({
    db: watchDatabase(engine, (reason) => fatal.push(reason)),
    path: path.join(base, ".s.PGSQL.5432"),
    maxConnections: 2,
  });
  await server.start();
  const client = new pg.Client({ host: base, port: 5432, user: "postgres", database: "postgres" });
  client.on("error", () => {}); // The engine is beyond answering in an orderly way; that is the point.
  await client.connect();
  await client.query("create table t(i int, b text)");
  for (let i = 0; i < 50; i++) await client.query("insert into t values ($1, 'x')", [i]);
  expect(fatal).toEqual([]);

  fullDisk();
  const filling = (async () => {
    for (;;)
      await client.query("insert into t select g, repeat('x', 4000) from generate_series(1000, 3000) g");
  })().catch(() => {});
  await vi.waitUntil(() => fatal.length > 0, { timeout: 60_000 });
  await Promise.race([filling, new Promise((resolve) => setTimeout(resolve, 1_000))]);
  expect(fatal).toContain("disk-full");

  vi.restoreAllMocks();
  // The process would have ended: the folder is opened again as it lies there.
  const again = await openDurable(copyOf(dir));
  const { rows } = await again.query("select count(*)::int as n from t where i < 50");
  expect(rows).toEqual([{ n: 50 }]);
  await again.close();
});

/** Every write that would make a file grow fails as on a full disk. */
function fullDisk(): void {
  const write = fs.writeSync.bind(fs) as (...args: unknown[]) => number;
  vi.spyOn(fs, "writeSync").mockImplementation(((fd: number, ...rest: unknown[]) => {
    const [, , length, position] = rest as [unknown, unknown, number, number | null];
    if (position !== null && position + length > fs.fstatSync(fd).size) {
      throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", errno: -28 });
    }
    return write(fd, ...rest);
  }) as typeof fs.writeSync);
}

function copyOf(dir: string): string {
  const copy = `${dir}-after`;
  fs.cpSync(dir, copy, { recursive: true });
  fs.rmSync(path.join(copy, "postmaster.pid"), { force: true });
  return copy;
}

test("rows that mention the code are no disk-full answer", () => {
  expect(saysDiskFull(Buffer.from("E\0\0\0\x20SERROR\0C53100\0Mcould not extend file\0\0", "latin1"))).toBe(
    true,
  );
  expect(saysDiskFull(Buffer.from("D\0\0\0\x10\0\x01\0\0\0\x06C53100", "latin1"))).toBe(false);
});
