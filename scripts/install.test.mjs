import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isInstalled } from "./install.mjs";

let dir = "";
beforeEach(() => {
  dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-install-"));
  fs.mkdirSync(path.join(dir, "node_modules"));
});
afterEach(() => fs.rmSync(dir, { recursive: true }));

const write = (file, packages) => fs.writeFileSync(path.join(dir, file), JSON.stringify({ packages }));
const wanted = (packages) => write("package-lock.json", { "": {}, ...packages });
const present = (packages) => write("node_modules/.package-lock.json", packages);

test("is not installed without node_modules, or when an installation was cut short", () => {
  wanted({ "node_modules/a": { version: "1.0.0" } });
  expect(isInstalled(dir)).toBe(false);
  fs.writeFileSync(path.join(dir, "node_modules/.package-lock.json"), "{");
  expect(isInstalled(dir)).toBe(false);
});

test("is installed when every package of the lock is there in its version, other platforms' aside", () => {
  wanted({
    "node_modules/a": { version: "1.0.0" },
    "node_modules/mac": { version: "1.0.0", optional: true },
  });
  present({ "node_modules/a": { version: "1.0.0" } });
  expect(isInstalled(dir)).toBe(true);
});

test("is not installed when the lock has moved on or development packages were left out", () => {
  wanted({ "node_modules/a": { version: "1.0.1" } });
  present({ "node_modules/a": { version: "1.0.0" } });
  expect(isInstalled(dir)).toBe(false);
  wanted({ "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.0.0", dev: true } });
  expect(isInstalled(dir)).toBe(false);
});
