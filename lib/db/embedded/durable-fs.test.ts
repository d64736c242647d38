import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { NodeFS } from "@electric-sql/pglite/nodefs";
import { afterAll, expect, test } from "vitest";
import { DurableNodeFS, openDurable } from "./durable-fs";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-durable-"));
afterAll(() => fs.rmSync(base, { recursive: true }));

test("calls fsync for every commit, in a folder that only this user may read", async () => {
  const dir = path.join(base, "durable");
  let durableFs: DurableNodeFS | undefined;
  const pg = await openDurable(dir, (at) => (durableFs = new DurableNodeFS(at)));
  await pg.exec("create table t(i int)");
  const before = durableFs?.synced ?? 0;
  for (let i = 0; i < 20; i++) await pg.query("insert into t values ($1)", [i]);
  expect((durableFs?.synced ?? 0) - before).toBeGreaterThanOrEqual(20);
  expect(fs.statSync(dir).mode & 0o777).toBe(0o700);
  await pg.close();
});

test("refuses a database that never calls the hook", async () => {
  class Unhooked extends DurableNodeFS {
    override init(...args: Parameters<NodeFS["init"]>) {
      return NodeFS.prototype.init.apply(this, args);
    }
  }
  await expect(openDurable(path.join(base, "unhooked"), (at) => new Unhooked(at))).rejects.toThrow(
    "no longer calls the fsync hook",
  );
});
