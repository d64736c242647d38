import pino from "pino";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Compactor } from "./compactor";

let compacted: string[];
let compactor: Compactor;
/** Milliseconds of a compaction. */
let took: number;

beforeEach(() => {
  vi.useFakeTimers();
  compacted = [];
  took = 10;
  compactor = new Compactor({
    store: {
      compact: async (boardId) => {
        compacted.push(boardId);
        vi.advanceTimersByTime(took);
        return { ok: true, rows: 1, bytes: 1 };
      },
    },
    log: pino({ level: "silent" }),
    isWritable: () => true,
  });
});
afterEach(() => vi.useRealTimers());

test("[SY167] a board on which very much is written is not compacted all the time", async () => {
  compactor.opened("busy", 0, false);
  for (let second = 0; second < 100; second++) {
    vi.advanceTimersByTime(1_000);
    compactor.grew("busy", 5_000);
    await compactor.settled();
  }
  expect(compacted).toHaveLength(3);
});

test("[SY167] nor are many boards, one after the other", async () => {
  took = 1_000;
  for (const boardId of ["a", "b", "c"]) compactor.opened(boardId, 0, false);
  for (let second = 0; second < 60; second++) {
    vi.advanceTimersByTime(1_000);
    for (const boardId of ["a", "b", "c"]) {
      compactor.grew(boardId, 5_000);
      await compactor.settled();
    }
  }
  // A second each, and twenty for everybody else.
  expect(compacted).toEqual(["a", "b"]);
});

test("[SY167] what is opened or left does not wait for that", async () => {
  compactor.opened("long", 1_000, false);
  compactor.opened("left", 200, false);
  compactor.closed("left");
  compactor.opened("small", 10, false);
  compactor.closed("small");
  await compactor.settled();
  expect(compacted).toEqual(["long", "left"]);
});

test("[SY163] a board that everybody left is compacted once, unless much was written since", async () => {
  compactor.opened("left", 200, false);
  compactor.left("left");
  await compactor.settled();
  compactor.grew("left", 50);
  compactor.left("left");
  compactor.closed("left");
  await compactor.settled();
  expect(compacted).toEqual(["left"]);
  compactor.opened("left", 60, false);
  compactor.grew("left", 60);
  compactor.closed("left");
  await compactor.settled();
  expect(compacted).toEqual(["left", "left"]);
});
