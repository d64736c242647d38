import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sourcesHash } from "./build.mjs";
import { findRunning, noteRunning } from "./running.mjs";

let dir = "";
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-build-"));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

function write(file, text) {
  fs.mkdirSync(path.dirname(path.join(dir, file)), { recursive: true });
  fs.writeFileSync(path.join(dir, file), text);
}

test("a build is old once a source has changed, and only then", () => {
  write("server/index.ts", "one");
  const before = sourcesHash(dir);
  fs.utimesSync(path.join(dir, "server/index.ts"), new Date(0), new Date(0));
  write("server/index.test.ts", "a test");
  write("README.md", "words");
  expect(sourcesHash(dir)).toBe(before);
  write("server/index.ts", "two");
  expect(sourcesHash(dir)).not.toBe(before);
});

test("a source that moved makes a build old too", () => {
  write("lib/a.ts", "same");
  const before = sourcesHash(dir);
  fs.renameSync(path.join(dir, "lib/a.ts"), path.join(dir, "lib/b.ts"));
  expect(sourcesHash(dir)).not.toBe(before);
});

test("finds a server that runs from a build, not one that is gone or whose pid is another's now", () => {
  noteRunning(dir);
  expect(findRunning(dir)).toBeUndefined(); // ourselves
  write("running-999999999", "gone");
  write(`running-${process.ppid}`, "another start time");
  expect(findRunning(dir)).toBeUndefined();
  expect(fs.readdirSync(dir)).toEqual([`running-${process.pid}`]);
});
