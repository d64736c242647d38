import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rootOf } from "../../lib/board/roots";
import { watch } from "../../lib/db/embedded/programs/run";
import { openDatabase } from "../../lib/db/open";
import { DatabaseBoardStore } from "./database-board-store";
import { openLoaded } from "./replay";

const PROGRAM = fileURLToPath(new URL("./programs/compacting-writer.ts", import.meta.url));
const log = { info() {}, warn() {}, error() {} };

test("[SY165] kill -9 while the log is compacted loses nothing that was acknowledged", {
  timeout: 600_000,
}, async () => {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-compact-"));
  const acknowledged = new Set<string>();
  let compacted = 0;
  for (let round = 0; round < 4; round++) {
    const args = ["--import", "tsx", PROGRAM, dataDir, String(round * 1_000_000)];
    const writer = watch(spawn(process.execPath, args));
    await writer.line((line) => line.startsWith("compacted"));
    // At any moment of the next ones: they follow each other without a pause.
    await delay(40 + round * 130);
    writer.child.kill("SIGKILL");
    await writer.ended;
    for (const line of writer.lines) {
      if (line.startsWith("compacted")) compacted += 1;
      else acknowledged.add(`n${line}`);
    }
  }
  const database = await openDatabase({ dataDir, log, minFreeMb: 0, backupsToKeep: 0 });
  const loaded = await new DatabaseBoardStore(database.db).load("board");
  await database.close();
  fs.rmSync(dataDir, { recursive: true });
  if (!loaded) throw new Error("the log is gone");
  const { doc, damage } = await openLoaded(loaded);
  expect(damage).toBeNull();
  expect(compacted).toBeGreaterThanOrEqual(4);
  expect(acknowledged.size).toBeGreaterThan(8);
  const tasks = rootOf(doc, "tasks");
  expect([...acknowledged].filter((key) => !tasks.has(key))).toEqual([]);
});
