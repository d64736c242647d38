import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type OpenOptions, openDatabase } from "../open";
import { instanceSettings } from "../schema";
import { openEmbedded } from "./open-embedded";

let dataDir: string;
let options: OpenOptions;
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-restore-"));
  const log = { info() {}, warn() {}, error() {} };
  options = { dataDir, log, minFreeMb: 0, backupsToKeep: 1, onFatal: () => {} };
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

/** A database that says `copied`, a copy of it, and then also `later`. */
async function copied(): Promise<string> {
  const { db, backUp, close } = await openEmbedded({
    ...options,
    minFreeMb: 0,
    backupsToKeep: 1,
    onFatal: () => {},
  });
  await db.insert(instanceSettings).values({ key: "copied", value: true });
  const file = await backUp();
  await db.insert(instanceSettings).values({ key: "later", value: true });
  await close();
  return file;
}
async function settings(more: Partial<OpenOptions> = {}): Promise<string[]> {
  const { db, close } = await openDatabase({ ...options, ...more });
  const rows = await db.select({ key: instanceSettings.key }).from(instanceSettings);
  await close();
  return rows.map(({ key }) => key);
}
const asideFolders = () =>
  fs.readdirSync(dataDir).filter((name) => name.startsWith("database.before-restore-"));

test("a copy takes the database's place, and what was there is set aside", { timeout: 300_000 }, async () => {
  const file = await copied();
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(await settings()).toEqual(["copied"]);
  const [aside] = asideFolders();
  fs.rmSync(path.join(dataDir, "database"), { recursive: true });
  fs.renameSync(path.join(dataDir, aside ?? ""), path.join(dataDir, "database"));
  expect(await settings()).toEqual(["copied", "later"]);
});

test("a folder that lost its database is restored", { timeout: 300_000 }, async () => {
  const file = await copied();
  fs.rmSync(path.join(dataDir, "database"), { recursive: true });
  expect(await settings({ restoreFrom: file })).toEqual(["copied"]);
  expect(asideFolders()).toEqual([]);
});

test("what is no copy is refused, and nothing is changed", { timeout: 300_000 }, async () => {
  const file = await copied();
  await expect(settings({ restoreFrom: `${file}.gone` })).rejects.toThrow("There is no file");
  const cut = path.join(dataDir, "cut.tar.gz");
  fs.writeFileSync(cut, fs.readFileSync(file).subarray(0, 100_000));
  await expect(settings({ restoreFrom: cut })).rejects.toThrow("is no copy of a Plateau database");
  fs.writeFileSync(cut, "no archive");
  await expect(settings({ restoreFrom: cut })).rejects.toThrow("is no copy of a Plateau database");
  expect(await settings()).toEqual(["copied", "later"]);
  expect(fs.readdirSync(dataDir).filter((name) => name.includes("restor"))).toEqual([]);
});

test("a PostgreSQL database is not restored by us", async () => {
  const url = "postgres://nobody@localhost:1/none";
  await expect(openDatabase({ ...options, url, restoreFrom: "copy.tar.gz" })).rejects.toThrow("pg_restore");
});
