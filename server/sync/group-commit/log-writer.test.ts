import { expect, test } from "vitest";
import type { LoggedUpdate } from "../../persistence/board-store";
import { gate } from "../testing-client";
import { LogWriter } from "./log-writer";

const update = (byte: number): LoggedUpdate => ({ data: Uint8Array.of(byte), userId: null });

function open(append: (updates: LoggedUpdate[]) => Promise<void> = async () => {}) {
  const batches: number[][] = [];
  const confirmed: [string, number][] = [];
  const failures: unknown[] = [];
  const writer = new LogWriter<string>({
    append: async (updates) => {
      batches.push(updates.map(({ data }) => data[0] ?? -1));
      await append(updates);
    },
    committed: (sender, number) => confirmed.push([sender, number]),
    failed: (error) => failures.push(error),
  });
  return { writer, batches, confirmed, failures };
}

test("[SY11] what comes together is one commit, confirmed once per sender with its highest number", async () => {
  const { writer, batches, confirmed } = open();
  writer.write(update(1), "a", 1);
  writer.write(update(2), "b", 1);
  writer.write(update(3), "a", 2);
  await writer.flush();
  expect(batches).toEqual([[1, 2, 3]]);
  expect(confirmed).toEqual([
    ["a", 2],
    ["b", 1],
  ]);
  expect(writer.isClean).toBe(true);
});

test("[SY10] nothing is confirmed before its commit, and what comes meanwhile waits for the next", async () => {
  const committing = gate();
  const { writer, batches, confirmed } = open(() => committing.wait);
  writer.write(update(1), "a", 1);
  const flushed = writer.flush();
  writer.write(update(2), "a", 2);
  expect(batches).toEqual([[1]]);
  expect(confirmed).toEqual([]);
  committing.open();
  await flushed;
  expect(batches).toEqual([[1], [2]]);
  expect(confirmed).toEqual([
    ["a", 1],
    ["a", 2],
  ]);
});

test("[SY12] a message that changed nothing is confirmed at once when all is clean, else with what is before it", async () => {
  const committing = gate();
  const { writer, batches, confirmed } = open(() => committing.wait);
  writer.write(null, "a", 1);
  expect(confirmed).toEqual([["a", 1]]);
  writer.write(update(7), "b", 1);
  writer.write(null, "a", 2);
  expect(confirmed).toHaveLength(1);
  committing.open();
  await writer.flush();
  expect(batches).toEqual([[7]]);
  expect(confirmed.slice(1)).toEqual([
    ["b", 1],
    ["a", 2],
  ]);
});

test("[SY15] after a failure nothing more is stored or confirmed, and whoever flushes is told", async () => {
  const { writer, batches, confirmed, failures } = open(async () => {
    throw new Error("disk");
  });
  writer.write(update(1), "a", 1);
  await expect(writer.flush()).rejects.toThrow("disk");
  writer.write(update(2), "a", 2);
  await expect(writer.flush()).rejects.toThrow("disk");
  expect(batches).toEqual([[1]]);
  expect(confirmed).toEqual([]);
  expect(failures).toHaveLength(1);
});

test("[SY15] more than 64 MB that wait for a commit are a failure: a database that stands still fills no memory", async () => {
  const committing = gate();
  const { writer, confirmed, failures } = open(() => committing.wait);
  writer.write(update(1), "a", 1);
  const flushed = writer.flush();
  for (let number = 2; number < 70; number++) {
    writer.write({ data: new Uint8Array(1024 * 1024), userId: null }, "a", number);
  }
  expect(failures).toMatchObject([{ message: "the log is too far behind" }]);
  committing.open();
  await expect(flushed).rejects.toThrow("too far behind");
  // The commit that was under way was made all the same; nothing after it was.
  expect(confirmed).toEqual([["a", 1]]);
});

test("[SY11] a long backlog is cut into statements of a bounded size, in order", async () => {
  const { writer, batches, confirmed } = open();
  for (let i = 0; i < 625; i++) writer.write(update(i % 256), "a", i + 1);
  await writer.flush();
  expect(batches.map((batch) => batch.length)).toEqual([250, 250, 125]);
  expect(confirmed.map(([, number]) => number)).toEqual([250, 500, 625]);
});
