import os from "node:os";
import { afterEach, expect, test, vi } from "vitest";
import { assertWritable, writesAllowed } from "../writable";
import { freeMegabytes, requireDiskSpace, watchDiskSpace } from "./disk-space";

let stop = () => {};
afterEach(() => stop());

test("knows how much is free, and refuses to start below the limit", async () => {
  expect(await freeMegabytes(os.tmpdir())).toBeGreaterThan(0);
  await requireDiskSpace(os.tmpdir(), 0);
  await expect(requireDiskSpace(os.tmpdir(), 1e9)).rejects.toThrow("is nearly full");
});

test("refuses writes while little is free, and allows them again once there is room", async () => {
  let free = 600;
  const told: boolean[] = [];
  stop = watchDiskSpace(
    os.tmpdir(),
    500,
    (allowed) => told.push(allowed),
    async () => free,
    5,
  );
  expect(() => assertWritable()).not.toThrow();
  free = 249;
  await vi.waitUntil(() => !writesAllowed());
  expect(() => assertWritable()).toThrow("disk-nearly-full");
  free = 251;
  await vi.waitUntil(() => writesAllowed());
  expect(told).toEqual([false, true]);
});
