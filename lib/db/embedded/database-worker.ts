/**
 * The embedded database in a thread of its own, behind a private unix socket: a long query then stalls nobody
 * else's event loop, and node-postgres is the only driver for both engines.
 */
import fs from "node:fs";
import { parentPort, workerData } from "node:worker_threads";
import type { PGlite } from "@electric-sql/pglite";
import { PGLiteSocketServer } from "@electric-sql/pglite-socket";
import { lowerPriority } from "../../lower-priority";
import { fsyncPath, openDurable } from "./durable-fs";
import type { FromWorker, ToWorker, WorkerInput } from "./messages";
import { watchDatabase } from "./watched-database";

const input = workerData as WorkerInput;
const port = parentPort;
if (!port) throw new Error("runs as a worker thread only");
// What people move must not wait for a commit, not even on one core.
lowerPriority("behind");
const tell = (message: FromWorker) => port.postMessage(message);

try {
  const pg = await openDurable(input.databaseDir);
  watchDatabase(pg, (reason, message) => tell({ type: "fatal", reason, message }));
  const server = new PGLiteSocketServer({
    db: pg,
    path: input.socketPath,
    maxConnections: input.maxConnections,
  });
  await server.start();
  port.on("message", (message: ToWorker) => {
    if (message.type === "dump") void dump(pg, message.file);
    else void stop(pg, server);
  });
  tell({ type: "ready" });
} catch (error) {
  tell({ type: "failed", message: error instanceof Error ? error.message : String(error) });
}

async function stop(pg: PGlite, server: PGLiteSocketServer): Promise<void> {
  await server.stop();
  await pg.close();
  process.exit(0);
}

/** Written aside and renamed: a backup that exists is complete. */
async function dump(pg: PGlite, file: string): Promise<void> {
  const draft = `${file}.part`;
  try {
    const archive = await pg.dumpDataDir("gzip");
    fs.writeFileSync(draft, Buffer.from(await archive.arrayBuffer()), { mode: 0o600 });
    fsyncPath(draft);
    fs.renameSync(draft, file);
    tell({ type: "dumped", file });
  } catch (error) {
    fs.rmSync(draft, { force: true });
    tell({ type: "dumped", file, error: error instanceof Error ? error.message : String(error) });
  }
}
