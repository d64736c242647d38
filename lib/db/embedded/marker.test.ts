import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requireWholeDatabase, writeMarker } from "./marker";

let dataDir = "";
const databaseDir = () => path.join(dataDir, "database");
beforeEach(() => {
  dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-marker-"));
});
afterEach(() => fs.rmSync(dataDir, { recursive: true }));

test("lets an empty folder and a whole database through", () => {
  requireWholeDatabase(dataDir, databaseDir());
  fs.mkdirSync(databaseDir());
  fs.writeFileSync(path.join(databaseDir(), "PG_VERSION"), "17");
  writeMarker(dataDir);
  requireWholeDatabase(dataDir, databaseDir());
  expect(fs.readdirSync(databaseDir())).toEqual(["PG_VERSION"]);
});

test("refuses a database that has lost PG_VERSION instead of making an empty one", () => {
  fs.mkdirSync(databaseDir());
  fs.writeFileSync(path.join(databaseDir(), "base"), "rows");
  writeMarker(dataDir);
  expect(() => requireWholeDatabase(dataDir, databaseDir())).toThrow("PG_VERSION is missing");
  expect(fs.readFileSync(path.join(databaseDir(), "base"), "utf8")).toBe("rows");
});

test("refuses when the whole folder is gone", () => {
  writeMarker(dataDir);
  expect(() => requireWholeDatabase(dataDir, databaseDir())).toThrow("incomplete");
});

test("sets aside what a first start that was cut short has left", () => {
  fs.mkdirSync(databaseDir());
  fs.writeFileSync(path.join(databaseDir(), "half"), "");
  requireWholeDatabase(dataDir, databaseDir());
  expect(fs.existsSync(databaseDir())).toBe(false);
  expect(fs.readdirSync(dataDir).filter((name) => name.includes("unfinished"))).toHaveLength(1);
});
