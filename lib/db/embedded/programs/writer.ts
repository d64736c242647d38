/**
 * A process to be killed: commits numbered rows from several writers at once and prints each number once its
 * commit was answered. Arguments: data folder, PostgreSQL address or "", first number.
 */
import { auditEvents } from "../../schema";
import { openDatabase } from "../../open";

const [dataDir = "", url = "", first = "0"] = process.argv.slice(2);
const log = { info() {}, warn: console.error, error: console.error };
const { db } = await openDatabase({ ...(url ? { url } : {}), dataDir, log, minFreeMb: 0, backupsToKeep: 0 });

let next = Number(first);
async function write(): Promise<never> {
  for (;;) {
    const number = next++;
    await db.transaction(async (tx) => {
      await tx.insert(auditEvents).values({ action: `row-${number}` });
    });
    process.stdout.write(`${number}\n`);
  }
}
await Promise.all(Array.from({ length: 4 }, write));
