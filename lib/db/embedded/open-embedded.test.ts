import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { sql } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { openDatabase } from "../open";
import { auditEvents, instanceSettings } from "../schema";
import { backupName, removeOld } from "./backups";
import { openEmbedded } from "./open-embedded";

const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-open-"));
afterAll(() => fs.rmSync(dataDir, { recursive: true }));
const log = { info() {}, warn() {}, error() {} };
const options = { dataDir, log, minFreeMb: 0 };

test("opens, migrates, keeps what was stored, and lets the folder go", { timeout: 120_000 }, async () => {
  const first = await openDatabase(options);
  expect(first.engine).toBe("pglite");
  await first.db.insert(instanceSettings).values({ key: "open-signup", value: true });
  await expect(openDatabase(options)).rejects.toThrow(`in use by process ${process.pid}`);

  // 100 read-modify-writes over several connections: transactions are serialised, none is lost.
  await first.db.insert(instanceSettings).values({ key: "count", value: 0 });
  await Promise.all(
    Array.from({ length: 100 }, () =>
      first.db.transaction(async (tx) => {
        const { rows } = await tx.execute<{ n: number }>(
          sql`select value::text::int as n from instance_settings where key = 'count' for update`,
        );
        await tx.execute(
          sql`update instance_settings set value = to_jsonb(${(rows[0]?.n ?? 0) + 1}::int) where key = 'count'`,
        );
      }),
    ),
  );
  for (const statement of ["CHECKPOINT", "VACUUM (ANALYZE)"]) await first.db.execute(sql.raw(statement));
  await first.close();
  await first.close();
  expect(fs.existsSync(path.join(dataDir, "in-use.lock"))).toBe(false);
  expect(fs.statSync(path.join(dataDir, "database")).mode & 0o777).toBe(0o700);

  const second = await openDatabase(options);
  const { rows } = await second.db.execute(sql`select key, value from instance_settings order by key`);
  expect(rows).toEqual([
    { key: "count", value: 100 },
    { key: "open-signup", value: true },
  ]);
  await second.close();

  fs.rmSync(path.join(dataDir, "database", "PG_VERSION"));
  await expect(openDatabase(options)).rejects.toThrow("PG_VERSION is missing");
});

test("a copy made under writes restores everything committed before it", { timeout: 120_000 }, async () => {
  const own = path.join(dataDir, "own");
  const onFatal = () => {};
  const database = await openEmbedded({ dataDir: own, log, minFreeMb: 0, backupsToKeep: 2, onFatal });
  let committed = 0;
  let stop = false;
  const writing = (async () => {
    while (!stop) {
      await database.db.insert(auditEvents).values({ action: "written" });
      committed++;
    }
  })();
  await vi.waitUntil(() => committed >= 20);
  const before = committed;
  const file = await database.backUp();
  stop = true;
  await writing;
  await database.close();
  const restored = await PGlite.create({ loadDataDir: new Blob([fs.readFileSync(file)]) });
  const { rows } = await restored.query<{ n: number }>("select count(*)::int as n from audit_events");
  expect(rows[0]?.n).toBeGreaterThanOrEqual(before);
  await restored.close();
});

test("keeps the newest copies in number, and nothing else goes", () => {
  const dir = fs.mkdtempSync(path.join(dataDir, "backups-"));
  const names = [1, 2, 3, 4].map((hour) => backupName(new Date(Date.UTC(2026, 0, 1, hour))));
  for (const name of [...names, "mine.txt"]) fs.writeFileSync(path.join(dir, name), "");
  removeOld(dir, 2);
  expect(fs.readdirSync(dir).sort()).toEqual(["mine.txt", ...names.slice(2)]);
});
