import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { StartRefusal } from "../../start-refusal";

/**
 * One process per data folder: PGlite takes no lock of its own, and two processes on one folder silently
 * lose acknowledged rows. Node has no flock, so the lock is a file that names its holder; a holder that is
 * certainly dead (other boot of this machine, pid gone, or pid reused) is taken over. A holder we cannot look
 * at (another container or machine on the same folder) is judged by its heartbeat.
 */
interface Holder {
  pid: number;
  /** Clock ticks since boot when the process started: tells a reused pid. */
  startTime: string;
  bootId: string;
  pidNamespace: string;
  host: string;
  since: string;
}

const HEARTBEAT_MS = 3_000;
const SETTLE_MS = 100;
/** Long enough to miss several heartbeats of a busy machine. */
const SILENCE_MS = 15_000;

export async function lockFolder(dataDir: string, silenceMs = SILENCE_MS): Promise<() => void> {
  const file = path.join(path.resolve(dataDir), "in-use.lock");
  let tookOver = false;
  for (let attempt = 0; attempt < 5; attempt++) {
    if (tryCreate(file)) {
      // An heir that was slower than us may just be putting aside what it took for the dead holder's lock.
      if (tookOver) await delay(SETTLE_MS);
      const holder = readHolder(file);
      if (!tookOver || isSelf(holder)) return hold(file);
      if (holder) throw inUse(dataDir, holder);
      continue;
    }
    const holder = readHolder(file);
    if (holder === undefined) continue;
    if (await isAlive(holder, file, silenceMs)) throw inUse(dataDir, holder);
    takeAway(file, holder);
    tookOver = true;
  }
  throw new Error(`could not lock ${dataDir}`);
}

/** link(2) is atomic, fails when the lock exists, and never shows a half-written file. */
function tryCreate(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  fs.writeFileSync(draft, JSON.stringify(self()), { mode: 0o600 });
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  } finally {
    fs.unlinkSync(draft);
  }
}

function hold(file: string): () => void {
  const heartbeat = setInterval(() => {
    const now = new Date();
    fs.utimes(file, now, now, () => {}); // A missed beat is made up by the next one.
  }, HEARTBEAT_MS);
  heartbeat.unref();
  const release = () => {
    clearInterval(heartbeat);
    process.removeListener("exit", release);
    if (isSelf(readHolder(file))) fs.rmSync(file, { force: true });
  };
  process.once("exit", release);
  return release;
}

/**
 * Two processes may both find the same dead holder: rename is atomic, so only one gets the stale file, and a
 * lock that somebody has just taken is put back.
 */
function takeAway(file: string, stale: Holder): void {
  const aside = `${file}.stale.${process.pid}`;
  try {
    fs.renameSync(file, aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return;
    throw error;
  }
  const taken = readHolder(aside);
  if (taken && JSON.stringify(taken) !== JSON.stringify(stale)) {
    try {
      fs.linkSync(aside, file);
    } catch {
      // A third process has locked meanwhile: two holders cannot be told apart any more, so refuse.
      throw inUse(path.dirname(file), taken);
    }
  }
  fs.rmSync(aside, { force: true });
}

async function isAlive(holder: Holder, file: string, silenceMs: number): Promise<boolean> {
  const sameMachine = holder.host === os.hostname();
  if (sameMachine && holder.bootId && holder.bootId !== bootId()) return false;
  if (sameMachine && holder.bootId === bootId() && holder.pidNamespace === pidNamespace())
    return runs(holder);
  const before = modifiedAt(file);
  const until = Date.now() + silenceMs;
  while (Date.now() < until) {
    await delay(Math.min(500, silenceMs));
    if (modifiedAt(file) !== before) return true;
  }
  return false;
}

function runs(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return !holder.startTime || startTime(holder.pid) === holder.startTime;
}

function inUse(dataDir: string, holder: Holder): StartRefusal {
  const where = holder.host === os.hostname() ? "" : ` on ${holder.host}`;
  const ou = holder.host === os.hostname() ? "" : ` sur ${holder.host}`;
  return new StartRefusal(
    `The data folder ${dataDir} is in use by process ${holder.pid}${where} (since ${holder.since}). Stop that process first, or set DATA_DIR to another folder; several processes on the same data need DATABASE_URL.`,
    `Le dossier de données ${dataDir} est utilisé par le processus ${holder.pid}${ou} (depuis ${holder.since}). Arrêtez d’abord ce processus, ou donnez un autre dossier dans DATA_DIR ; plusieurs processus sur les mêmes données ont besoin de DATABASE_URL.`,
  );
}

function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")) as Holder;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

const self = (): Holder => ({
  pid: process.pid,
  startTime: startTime(process.pid),
  bootId: bootId(),
  pidNamespace: pidNamespace(),
  host: os.hostname(),
  since: new Date(Date.now() - process.uptime() * 1000).toISOString(),
});

const isSelf = (holder: Holder | undefined): boolean =>
  holder?.pid === process.pid &&
  holder.startTime === startTime(process.pid) &&
  holder.pidNamespace === pidNamespace();

/** Empty where there is no /proc (macOS): the pid alone decides there. */
function startTime(pid: number): string {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  // The second field is the program's name in brackets and may hold blanks.
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
}

const bootId = (): string => readOrEmpty("/proc/sys/kernel/random/boot_id").trim();

function pidNamespace(): string {
  try {
    return fs.readlinkSync("/proc/self/ns/pid");
  } catch {
    return ""; // No /proc: one namespace.
  }
}

function readOrEmpty(file: string): string {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return ""; // The process is gone, or there is no /proc.
  }
}

function modifiedAt(file: string): number {
  return fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
