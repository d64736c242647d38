import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pinned } from "./pinned.mjs";
import { usageFromOutside } from "./usage-from-outside.mjs";

const START_WITHIN_MS = 60_000;
const ANSWER_WITHIN_MS = 60_000;
const STOP_WITHIN_MS = 20_000;
/** The server has this core for itself, as far as the machine lets it. */
const SERVER_CORE = 0;

/** A server under test in a process of its own, on a data folder of its own. */
export class ServerProcess {
  contender;
  dataDir;
  port = 0;
  #child;
  #exited;
  #asked = new Map();
  #lastId = 0;
  #roomsMade = 0;

  /** On the data of an earlier one (`dataDir`), or on none. */
  static async start(contender, { dataDir = newDataDir(contender), profileDir } = {}) {
    const server = new ServerProcess(contender, dataDir, profileDir);
    await server.#ready();
    return server;
  }

  constructor(contender, dataDir, profileDir) {
    this.contender = contender;
    this.dataDir = dataDir;
    const log = fs.openSync(path.join(dataDir, "server.log"), "a");
    const flags = ["--expose-gc", ...(profileDir ? ["--cpu-prof", `--cpu-prof-dir=${profileDir}`] : [])];
    const [command, ...args] = pinned(SERVER_CORE, [process.execPath, ...flags, contender.file]);
    this.#child = spawn(command, args, {
      stdio: ["ignore", log, log, "ipc"],
      env: { ...process.env, NODE_ENV: "production", DATA_DIR: dataDir },
    });
    fs.closeSync(log);
    const { pid } = this.#child;
    const killAtExit = () => kill(pid, "SIGKILL");
    process.once("exit", killAtExit);
    this.#exited = new Promise((resolve) => this.#child.once("exit", resolve));
    void this.#exited.then(() => process.removeListener("exit", killAtExit));
    this.#child.on("message", ({ id, answer }) => this.#asked.get(id)?.(answer));
  }

  async #ready() {
    const started = new Promise((resolve) => this.#child.once("message", resolve));
    const first = await Promise.race([started, this.#exited, sleep(START_WITHIN_MS)]);
    if (first?.port === undefined) {
      const log = fs.readFileSync(path.join(this.dataDir, "server.log"), "utf8");
      await this.kill();
      throw new Error(`${this.contender.title} did not start: ${log.slice(-1_000)}`);
    }
    this.port = first.port;
  }

  /** CPU and memory so far. */
  usage() {
    return usageFromOutside(this.#child.pid) ?? this.#ask("usage");
  }

  /** Memory after the garbage was collected. */
  collect() {
    return this.#ask("collect");
  }

  /** `[{ name, cookies }]`; a server without accounts makes a room of any name that is asked for. */
  makeRooms(count, people) {
    if (this.contender.hasAccounts) return this.#ask("makeRooms", { count, people });
    return Array.from({ length: count }, () => ({ name: `room-${this.#roomsMade++}`, cookies: [] }));
  }

  #ask(question, about) {
    const id = ++this.#lastId;
    const answered = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${question}: no answer`)), ANSWER_WITHIN_MS);
      this.#asked.set(id, (answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      void this.#exited.then(() => {
        clearTimeout(timer);
        reject(new Error(`${question}: the server is gone`));
      });
    });
    this.#child.send({ id, question, about });
    return answered.finally(() => this.#asked.delete(id));
  }

  /** As its process manager stops it. */
  async stop() {
    this.#child.kill("SIGTERM");
    const stopped = await Promise.race([this.#exited.then(() => true), sleep(STOP_WITHIN_MS, false)]);
    if (!stopped) await this.kill();
  }

  /** As a power cut that spares the disk. */
  async kill() {
    this.#child.kill("SIGKILL");
    await this.#exited;
  }

  removeData() {
    fs.rmSync(this.dataDir, { recursive: true, force: true });
  }
}

/** `BENCH_TEMPLATE_DIR`: our embedded database as it is after its first start, which takes seconds. */
function newDataDir(contender) {
  const dataDir = fs.mkdtempSync(path.join(process.env.BENCH_DIR ?? os.tmpdir(), "data-"));
  const template = process.env.BENCH_TEMPLATE_DIR;
  if (contender.hasAccounts && template) fs.cpSync(template, dataDir, { recursive: true });
  return dataDir;
}

function kill(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error; // Gone already.
  }
}
