import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type OpenOptions, openDatabase } from "../open";
import { instanceSettings } from "../schema";
import { readRestoreNote, restoreNoteFile, writeRestoreNote } from "../restore-note";
import { openEmbedded } from "./open-embedded";

const base = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-restore-"));
const log = { info() {}, warn() {}, error() {} };
const usual = { log, minFreeMb: 0, backupsToKeep: 1, onFatal: () => {} };
/** A database that says `copied` and `later`, and of which a copy says only `copied`. */
const original = path.join(base, "original");
let file: string;
beforeAll(async () => {
  const { db, backUp, close } = await openEmbedded({ ...usual, dataDir: original });
  await db.insert(instanceSettings).values({ key: "copied", value: true });
  file = await backUp();
  await db.insert(instanceSettings).values({ key: "later", value: true });
  await close();
}, 300_000);
afterAll(() => fs.rmSync(base, { recursive: true }));

let dataDir: string;
let made = 0;
beforeEach(() => {
  dataDir = path.join(base, `${++made}`);
  fs.cpSync(original, dataDir, { recursive: true });
});
afterEach(() => {
  vi.restoreAllMocks();
  fs.rmSync(dataDir, { recursive: true });
});
/** In the place of what `beforeEach` made. */
const neverUsed = () => fs.rmSync(dataDir, { recursive: true });

async function settings(more: Partial<OpenOptions> = {}): Promise<string[]> {
  const { db, close } = await openDatabase({ ...usual, dataDir, ...more });
  const rows = await db.select({ key: instanceSettings.key }).from(instanceSettings);
  await close();
  return rows.map(({ key }) => key);
}
/** As the server does once every board has begun its new epoch. */
function workGoesOn(): void {
  const note = readRestoreNote(dataDir);
  if (!note) throw new Error("nothing was restored");
  writeRestoreNote(dataDir, { ...note, state: "done" });
}
const asideFolders = () =>
  fs.readdirSync(dataDir).filter((name) => name.startsWith("database.before-restore-"));

test("[SY179] a copy takes the database's place, and what was there is set aside", {
  timeout: 300_000,
}, async () => {
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(await settings()).toEqual(["copied"]);
  const [aside] = asideFolders();
  fs.rmSync(path.join(dataDir, "database"), { recursive: true });
  fs.renameSync(path.join(dataDir, aside ?? ""), path.join(dataDir, "database"));
  expect(await settings()).toEqual(["copied", "later"]);
});

test("a folder that lost its database is restored", { timeout: 300_000 }, async () => {
  fs.rmSync(path.join(dataDir, "database"), { recursive: true });
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(asideFolders()).toEqual([]);
});

test("what is no copy is refused, and nothing is changed", { timeout: 300_000 }, async () => {
  await expect(settings({ restoreFrom: `${file}.gone` })).rejects.toThrow("There is no file");
  const cut = path.join(dataDir, "cut.tar.gz");
  fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, 100_000));
  await expect(settings({ restoreFrom: cut })).rejects.toThrow("is no copy of a Plateau database");
  fs.writeFileSync(cut, "no archive");
  await expect(settings({ restoreFrom: cut })).rejects.toThrow("is no copy of a Plateau database");
  expect(await settings()).toEqual(["copied", "later"]);
  expect(fs.readdirSync(dataDir).filter((name) => name.includes("restor"))).toEqual([]);
});

test("[SY179] a copy is restored into a folder that never had a database", { timeout: 300_000 }, async () => {
  neverUsed();
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(await settings()).toEqual(["copied"]);
});

describe("a restore that is killed", () => {
  /** Ends after so many of the renames that a restore makes in the data folder. */
  async function killedAfter(renames: number): Promise<void> {
    let left = renames;
    const rename = fs.renameSync;
    const spy = vi.spyOn(fs, "renameSync").mockImplementation((from, to) => {
      const counts =
        path.dirname(String(to)) === dataDir && /^(database|restore)/.test(path.basename(String(to)));
      if (counts && left === 0) throw new Error("killed");
      rename(from, to);
      if (counts && --left === 0) throw new Error("killed");
    });
    await expect(settings({ restoreFrom: file })).rejects.toThrow("killed");
    spy.mockRestore();
  }

  test.each([
    ["before it is noted", 0, "old"],
    ["once it is noted", 1, "copy"],
    ["when the database was set aside", 2, "copy"],
    ["when the copy is in place", 3, "copy"],
  ])("[SY179] %s leaves what was there or the copy", { timeout: 300_000 }, async (_, renames, expected) => {
    await killedAfter(renames);
    expect(await settings()).toEqual(expected === "copy" ? ["copied"] : ["copied", "later"]);
    expect(readRestoreNote(dataDir)?.state).toBe(expected === "copy" ? "placed" : undefined);
  });

  test.each([
    ["once it is noted", 1],
    ["when the copy is in place", 2],
  ])("[SY179] %s, where no database was, leaves the copy", { timeout: 300_000 }, async (_, renames) => {
    neverUsed();
    await killedAfter(renames);
    expect(await settings()).toEqual(["copied"]);
  });

  test("[SY179] and begun again with the same file goes on, with another one restores that", {
    timeout: 300_000,
  }, async () => {
    await killedAfter(2);
    expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
    expect(asideFolders()).toHaveLength(1);
    const first = readRestoreNote(dataDir);
    const other = path.join(dataDir, "other.tar.gz");
    fs.writeFileSync(other, gzipSync(gunzipSync(fs.readFileSync(file)), { level: 1 }));
    expect(await settings({ restoreFrom: other })).toEqual(["copied"]);
    expect(asideFolders()).toHaveLength(2);
    expect(readRestoreNote(dataDir)?.epoch).toBeGreaterThan(first?.epoch ?? Infinity);
  });
});

test("[SY190] a copy on which work has gone on is not restored again", { timeout: 300_000 }, async () => {
  await settings({ restoreFrom: file });
  workGoesOn();
  await expect(settings({ restoreFrom: file })).rejects.toMatchObject({
    english: expect.stringContaining("Start without --restore to go on with it"),
    french: expect.stringContaining("Démarrez sans --restore"),
  });
  expect(asideFolders()).toHaveLength(1);
  // Unless there is nothing to lose, or the person says so.
  fs.rmSync(path.join(dataDir, "database"), { recursive: true });
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  workGoesOn();
  fs.rmSync(restoreNoteFile(dataDir));
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(asideFolders()).toHaveLength(2);
});

test("a PostgreSQL database is not restored by us", async () => {
  const url = "postgres://nobody@localhost:1/none";
  await expect(openDatabase({ ...usual, dataDir, url, restoreFrom: "copy.tar.gz" })).rejects.toThrow(
    "pg_restore",
  );
});
