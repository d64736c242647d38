import { spawn } from "node:child_process";
import fs from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, expect, test } from "vitest";
import { lockFolder } from "../lib/db/embedded/folder-lock";
import { writeMarker } from "../lib/db/embedded/marker";
import { newRestoreNote, readRestoreNote, writeRestoreNote } from "../lib/db/restore-note";
import { migratedArchive } from "../lib/db/testing-archive";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-start-"));
afterAll(() => fs.rmSync(base, { recursive: true }));

/** The real process with settings that it must refuse; answers what it says and how it ends. */
async function start(env: Record<string, string>): Promise<{ said: string; code: number | null }> {
  const child = spawn(process.execPath, ["--import", "tsx", "server/index.ts"], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: "",
      PLATEAU_BACKUPS: "0",
      DATA_DIR: base,
      ...env,
    },
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { said, code };
}

const expectRefusal = ({ said, code }: { said: string; code: number | null }, ...texts: string[]) => {
  for (const text of texts) expect(said).toContain(text);
  expect(said).toContain("Plateau n’a pas démarré.");
  expect(said).not.toMatch(/^\s+at /m);
  expect(code).toBe(1);
};

test("a data folder in use: names the process that has it", async () => {
  const dataDir = path.join(base, "used");
  fs.mkdirSync(dataDir);
  const release = await lockFolder(dataDir);
  const refusal = await start({ DATA_DIR: dataDir });
  release();
  expectRefusal(refusal, `The data folder ${dataDir} is in use by process ${process.pid}`);
  expect(fs.existsSync(path.join(dataDir, "database"))).toBe(false);
});

test("a taken port: names it and another", { timeout: 90_000 }, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const dataDir = path.join(base, "port");
  const refusal = await start({ PORT: String(port), DATA_DIR: dataDir });
  other.close();
  expectRefusal(refusal, `Port ${port} is taken`, `PORT=${port + 1} npm start`);
  expect(fs.existsSync(path.join(dataDir, "in-use.lock"))).toBe(false);
});

test("a disk that is nearly full: says how much is free and how much is needed", async () => {
  const refusal = await start({ PLATEAU_MIN_FREE_MB: "900000000" });
  expectRefusal(refusal, "is nearly full", "at least 900000000 MB are needed");
});

test("a database that nobody answers at: without the password", async () => {
  const refusal = await start({ DATABASE_URL: "postgres://ada:s3cret@127.0.0.1:1/plateau" });
  expectRefusal(refusal, "postgres://ada@127.0.0.1:1/plateau (DATABASE_URL) cannot be reached");
  expect(refusal.said).not.toContain("s3cret");
});

test("[SY179] a restore that was cut short: lets nobody in before every board has begun anew", {
  timeout: 90_000,
}, async () => {
  const dataDir = path.join(base, "restored");
  fs.mkdirSync(dataDir);
  const pg = await PGlite.create({
    dataDir: path.join(dataDir, "database"),
    loadDataDir: new Blob([fs.readFileSync(await migratedArchive())]),
  });
  // A board whose log the database cannot read now.
  await pg.exec(`
    with made as (insert into users (name) values ('Lead') returning id)
    insert into boards (id, title, locale, created_by) select 'board-1', 'One', 'en', id from made;
    alter table board_updates rename to elsewhere;`);
  await pg.close();
  writeMarker(dataDir);
  writeRestoreNote(dataDir, newRestoreNote(dataDir, { state: "placed", copy: "a", newestEpoch: 1 }));
  const refusal = await start({ DATA_DIR: dataDir });
  expectRefusal(refusal, "(board-1: ", "Nobody was let in yet", "Personne n’est encore entré");
  expect(readRestoreNote(dataDir)?.state).toBe("placed");
});

test("a setting that cannot be understood: names it", async () => {
  expectRefusal(await start({ PORT: "http" }), "These settings cannot be understood: PORT=http");
});

test("[SY150] REDIS_URL without DATABASE_URL: says what is missing", async () => {
  const refusal = await start({ REDIS_URL: "redis://127.0.0.1:1" });
  expectRefusal(refusal, "those need a common PostgreSQL: set DATABASE_URL too", "donnez aussi DATABASE_URL");
});
