import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { Worker } from "node:worker_threads";
import { StartRefusal } from "../../start-refusal";
import { startThread } from "../../start-thread";
import type { DatabaseHandle } from "../client";
import { drizzleOn } from "../drizzle-on";
import { migrateEmbedded } from "../migrate";
import type { DatabaseLog } from "../open";
import { openPool } from "../open-pool";
import { startBackups } from "./backups";
import { requireDiskSpace, watchDiskSpace } from "./disk-space";
import { lockFolder } from "./folder-lock";
import { requireWholeDatabase, writeMarker } from "./marker";
import { placeCopy, restoreBackup } from "./restore";
import type { FatalReason, FromWorker, ToWorker, WorkerInput } from "./messages";

export interface EmbeddedOptions {
  dataDir: string;
  minFreeMb: number;
  backupsToKeep: number;
  /** A copy that takes the database's place first. */
  restoreFrom?: string;
  log: DatabaseLog;
  /** The database can no longer be trusted to answer. Nothing acknowledged is lost by ending the process. */
  onFatal: (reason: FatalReason, message: string) => void;
}

/**
 * One, and no more: pglite-socket queues protocol messages one by one and keeps connections apart only inside
 * transactions, so that outside of them one connection's Bind can meet another one's unnamed statement.
 * Behind the socket there is one session anyway: nothing would run at once.
 */
const POOL_SIZE = 1;
/** Single-user mode runs no checkpointer and no autovacuum. */
const CHECKPOINT_EVERY_MS = 5 * 60_000;
const VACUUM_EVERY_MS = 60 * 60_000;

export interface EmbeddedHandle extends DatabaseHandle {
  /** A full copy into `backups/` of the data folder; answers its file. */
  backUp(): Promise<string>;
}

export async function openEmbedded(options: EmbeddedOptions): Promise<EmbeddedHandle> {
  const dataDir = path.resolve(options.dataDir);
  const databaseDir = path.join(dataDir, "database");
  fs.mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockFolder(dataDir);
  try {
    await requireDiskSpace(dataDir, options.minFreeMb);
    placeCopy(dataDir, databaseDir, options.log);
    if (options.restoreFrom !== undefined) {
      await restoreBackup(dataDir, databaseDir, path.resolve(options.restoreFrom), options.log);
    }
    requireWholeDatabase(dataDir, databaseDir);
    return await start(options, dataDir, databaseDir, unlock);
  } catch (error) {
    unlock();
    throw error;
  }
}

async function start(
  options: EmbeddedOptions,
  dataDir: string,
  databaseDir: string,
  unlock: () => void,
): Promise<EmbeddedHandle> {
  const socketDir = makeSocketDir(dataDir);
  const removeSocketDir = () => fs.rmSync(socketDir, { recursive: true, force: true });
  process.once("exit", removeSocketDir);
  const worker = await startWorker(
    { databaseDir, socketPath: path.join(socketDir, ".s.PGSQL.5432"), maxConnections: POOL_SIZE + 2 },
    options.onFatal,
  );
  const pool = openPool(
    { host: socketDir, port: 5432, user: "postgres", database: "postgres", max: POOL_SIZE },
    options.log,
  );
  const db = drizzleOn(pool);
  await migrateEmbedded(db);
  writeMarker(dataDir);

  // Over the socket, so that they wait for open transactions like anybody else.
  const upkeep = (statement: string) => () =>
    void pool
      .query(statement)
      .catch((error: Error) => options.log.warn({ error: error.message }, `${statement} failed`));
  const timers = [
    setInterval(upkeep("CHECKPOINT"), CHECKPOINT_EVERY_MS),
    setInterval(upkeep("VACUUM (ANALYZE)"), VACUUM_EVERY_MS),
  ];
  for (const timer of timers) timer.unref();
  const backups = startBackups(path.join(dataDir, "backups"), options.backupsToKeep, worker, options.log);
  const stopDiskWatch = watchDiskSpace(dataDir, options.minFreeMb, (allowed, free) =>
    options.log.warn(
      { free },
      allowed
        ? "there is room on the disk again: writes are allowed"
        : "the disk is nearly full: writes are refused",
    ),
  );

  let closing: Promise<void> | undefined;
  const close = async () => {
    for (const timer of timers) clearInterval(timer);
    stopDiskWatch();
    await backups.stop();
    await pool.end();
    await stopWorker(worker);
    removeSocketDir();
    process.removeListener("exit", removeSocketDir);
    unlock();
  };
  return { db, engine: "pglite", close: () => (closing ??= close()), backUp: () => backups.now() };
}

const stopping = new WeakSet<Worker>();

function startWorker(input: WorkerInput, onFatal: EmbeddedOptions["onFatal"]): Promise<Worker> {
  return new Promise((resolve, reject) => {
    const worker = startThread(import.meta.url, "database-worker", input);
    let ready = false;
    const fail = (message: string) => {
      if (ready) onFatal("crashed", message);
      else reject(notStarted(input.databaseDir, message));
    };
    worker.on("message", (message: FromWorker) => {
      if (message.type === "ready") {
        ready = true;
        resolve(worker);
      } else if (message.type === "fatal") onFatal(message.reason, message.message);
      else if (message.type === "failed") {
        void worker.terminate();
        fail(message.message);
      }
    });
    worker.on("error", (error) => fail(error.message));
    worker.on("exit", (code) => {
      if (!stopping.has(worker)) fail(`its thread ended with code ${code}`);
    });
  });
}

const notStarted = (databaseDir: string, why: string) =>
  new StartRefusal(
    `The embedded database in ${databaseDir} did not start: ${why}. Check that this user may write there and that the disk has room; nothing in it was deleted.`,
    `La base intégrée dans ${databaseDir} n’a pas démarré : ${why}. Vérifiez que ce compte peut y écrire et que le disque a de la place ; rien n’y a été supprimé.`,
  );

function stopWorker(worker: Worker): Promise<void> {
  stopping.add(worker);
  return new Promise((resolve) => {
    worker.once("exit", () => resolve());
    worker.postMessage({ type: "stop" } satisfies ToWorker);
  });
}

/**
 * A unix socket's path is limited to about 108 bytes, so it cannot lie in the data folder; only this user may
 * reach it. A process that was killed left its own: the data folder remembers where.
 */
function makeSocketDir(dataDir: string): string {
  const note = path.join(dataDir, "socket-folder");
  const left = fs.existsSync(note) ? fs.readFileSync(note, "utf8").trim() : "";
  if (/^plateau-db-\w{6}$/.test(path.basename(left))) fs.rmSync(left, { recursive: true, force: true });
  const made = fs.mkdtempSync(path.join(os.tmpdir().length < 60 ? os.tmpdir() : "/tmp", "plateau-db-"));
  fs.writeFileSync(note, made, { mode: 0o600 });
  return made;
}
