import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { lockFolder } from "./folder-lock";
import { type Program, runProgram } from "./programs/run";

const dirs: string[] = [];
const programs: Program[] = [];
const newDir = () => {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-lock-"));
  dirs.push(dir);
  return dir;
};
const hold = (dir: string) => {
  const program = runProgram("holder", [dir]);
  programs.push(program);
  return program;
};
const lockFile = (dir: string) => path.join(dir, "in-use.lock");

afterEach(async () => {
  for (const { child, ended } of programs.splice(0)) {
    child.kill("SIGKILL");
    await ended;
  }
  for (const dir of dirs.splice(0)) fs.rmSync(dir, { recursive: true });
});

test("refuses a second process and names the first", async () => {
  const dir = newDir();
  const first = hold(dir);
  await first.line((line) => line === "locked");
  const second = hold(dir);
  expect(await second.line((line) => line.startsWith("refused"))).toContain(
    `in use by process ${first.child.pid}`,
  );
  expect(await second.ended).toBe(1);
});

test("takes over from a process that was killed", async () => {
  const dir = newDir();
  const first = hold(dir);
  await first.line((line) => line === "locked");
  first.child.kill("SIGKILL");
  await first.ended;
  expect(fs.existsSync(lockFile(dir))).toBe(true);
  await hold(dir).line((line) => line === "locked");
});

test("lets exactly one of several processes take over from a killed one", async () => {
  const dir = newDir();
  const dead = hold(dir);
  await dead.line((line) => line === "locked");
  dead.child.kill("SIGKILL");
  await dead.ended;
  const heirs = [hold(dir), hold(dir), hold(dir), hold(dir)];
  const said = await Promise.all(heirs.map((heir) => heir.line(() => true)));
  expect(said.filter((line) => line === "locked")).toHaveLength(1);
});

test("does not take a process that got the same pid later for the holder", async () => {
  const dir = newDir();
  (await lockFolder(dir))();
  const release = await lockFolder(dir);
  const holder = JSON.parse(fs.readFileSync(lockFile(dir), "utf8")) as object;
  release();
  fs.writeFileSync(lockFile(dir), JSON.stringify({ ...holder, startTime: "1" }));
  (await lockFolder(dir))();
  expect(fs.existsSync(lockFile(dir))).toBe(false);
});

test("takes over after a restart of the machine", async () => {
  const dir = newDir();
  const release = await lockFolder(dir);
  const holder = JSON.parse(fs.readFileSync(lockFile(dir), "utf8")) as object;
  release();
  fs.writeFileSync(lockFile(dir), JSON.stringify({ ...holder, bootId: "another" }));
  (await lockFolder(dir))();
});

test("judges a holder in another container by its heartbeat", async () => {
  const dir = newDir();
  const other = {
    pid: 1,
    startTime: "5",
    bootId: "b",
    pidNamespace: "pid:[1]",
    host: "other",
    since: "today",
  };
  fs.writeFileSync(lockFile(dir), JSON.stringify(other));
  const beat = setInterval(() => fs.utimesSync(lockFile(dir), new Date(), new Date()), 50);
  await expect(lockFolder(dir, 2_000)).rejects.toThrow("in use by process 1 on other");
  clearInterval(beat);
  (await lockFolder(dir, 200))();
});
