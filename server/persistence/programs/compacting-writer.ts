/**
 * A process to be killed: several writers append to one board's log while it is compacted without a pause; prints
 * each number once its append was acknowledged. Arguments: data folder, first number.
 */
import * as Y from "yjs";
import { rootOf } from "../../../lib/board/roots";
import { openDatabase } from "../../../lib/db/open";
import { boards, users } from "../../../lib/db/schema";
import { runCompaction } from "../compaction-job";
import { DatabaseBoardStore } from "../database-board-store";

const [dataDir = "", first = "0"] = process.argv.slice(2);
const log = { info() {}, warn: console.error, error: console.error };
const { db } = await openDatabase({ dataDir, log, minFreeMb: 0, backupsToKeep: 0 });
const store = new DatabaseBoardStore(db);
const BOARD = "board";
if ((await store.epochOf(BOARD)) === null) {
  const [user] = await db.insert(users).values({ name: "Writer" }).returning({ id: users.id });
  await db.insert(boards).values({ id: BOARD, title: "B", locale: "en", createdBy: user?.id ?? "" });
}

let next = Number(first);
async function write(writer: string): Promise<never> {
  const doc = new Y.Doc();
  let update = new Uint8Array();
  doc.on("update", (bytes: Uint8Array) => {
    update = new Uint8Array(bytes);
  });
  for (let number = 1; ; number++) {
    const mine = next++;
    rootOf(doc, "tasks").set(`n${mine}`, mine);
    await store.append(BOARD, { epoch: 1, writer, first: number }, [{ data: update, userId: null }]);
    process.stdout.write(`${mine}\n`);
  }
}

async function compact(): Promise<never> {
  for (;;) {
    const done = await store.compact(BOARD, (job) => runCompaction(job));
    if (!done.ok && done.reason !== "no-log") throw new Error(done.reason);
    if (done.ok && done.rows > 0) process.stdout.write(`compacted ${done.rows}\n`);
  }
}

await Promise.all([...["u", "v", "w"].map((name) => write(`${name}${first}`)), compact()]);
