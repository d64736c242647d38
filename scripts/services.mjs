/** Throw-away PostgreSQL and Redis for the tests: temporary folders, free ports, never as root. */
import { spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";

const START_WITHIN_MS = 60_000;

/** `{ url, stop }`, or `{ missing: reason }`. */
export async function startPostgres() {
  const bin = findPostgres();
  if (!bin) return { missing: "PostgreSQL's programs (initdb, postgres) are not on this machine" };
  const identity = unprivileged("postgres");
  const dir = temporaryFolder("plateau-postgres-", identity);
  const data = path.join(dir, "data");
  const options = { cwd: dir, env: { PATH: process.env.PATH, LC_ALL: "C", HOME: dir }, ...identity };
  const init = spawnSync(
    path.join(bin, "initdb"),
    ["-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"],
    { ...options, encoding: "utf8" },
  );
  if (init.status !== 0) {
    fs.rmSync(dir, { recursive: true, force: true });
    return { missing: `initdb failed: ${(init.stderr || init.error?.message || "").trim()}` };
  }
  const port = await freePort();
  const settings = [
    `port=${port}`,
    "listen_addresses=127.0.0.1",
    `unix_socket_directories=${dir}`,
    "fsync=off",
    "max_connections=200",
  ];
  let child;
  const launch = async () => {
    child = spawn(path.join(bin, "postgres"), ["-D", data, ...settings.flatMap((it) => ["-c", it])], {
      ...options,
      stdio: ["ignore", "ignore", "pipe"],
    });
    return saysWithin(child, child.stderr, "ready to accept connections");
  };
  const stop = () => end(child, "SIGINT", dir);
  if (!(await launch())) {
    await stop();
    return { missing: "PostgreSQL did not start" };
  }
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    stop,
    /** The same signal to the server and to each of its processes: they are sessions of their own. */
    signal(signal) {
      // The parent first: a parent that is stopped makes no more children.
      process.kill(child.pid, signal);
      for (const pid of childrenOf(child.pid)) signalIfThere(pid, signal);
    },
    /** Ends it: SIGINT in order, SIGKILL as it stands. The folder stays. */
    async halt(signal) {
      const orphans = signal === "SIGKILL" ? childrenOf(child.pid) : [];
      await endProcess(child, signal);
      // They notice by themselves that their parent is gone, but a new server refuses to start until they have.
      for (const pid of orphans) signalIfThere(pid, "SIGKILL");
    },
    /** Again, on the same folder and port; answers whether it is ready. */
    async relaunch() {
      for (let attempt = 1; attempt < 20; attempt++) {
        if (await launch()) return true;
        await delay(100);
      }
      return launch();
    },
  };
}

function signalIfThere(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

/** Processes whose parent is `pid`; the second field of their stat is a name in brackets that may hold blanks. */
function childrenOf(pid) {
  const children = [];
  for (const name of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = fs.readFileSync(`/proc/${name}/stat`, "utf8");
      const [, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      if (Number(parent) === pid) children.push(Number(name));
    } catch (error) {
      // Gone while we looked.
      if (error.code !== "ENOENT" && error.code !== "ESRCH") throw error;
    }
  }
  return children;
}

export async function startRedis() {
  const program = onPath("redis-server");
  if (!program) return { missing: "redis-server is not on this machine" };
  const identity = unprivileged("redis");
  const dir = temporaryFolder("plateau-redis-", identity);
  const port = await freePort();
  const args = [
    "--port",
    String(port),
    "--bind",
    "127.0.0.1",
    "--save",
    "",
    "--appendonly",
    "no",
    "--dir",
    dir,
  ];
  const child = spawn(program, args, { cwd: dir, ...identity, stdio: ["ignore", "pipe", "ignore"] });
  const ready = await saysWithin(child, child.stdout, "Ready to accept connections");
  const stop = () => end(child, "SIGTERM", dir);
  if (ready) return { url: `redis://127.0.0.1:${port}`, stop };
  await stop();
  return { missing: "redis-server did not start" };
}

export async function freePort() {
  const server = net.createServer();
  await new Promise((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The folder with initdb and postgres: on the path, or where Debian puts the newest version. */
function findPostgres() {
  const onOwnPath = onPath("initdb");
  const folders = onOwnPath ? [path.dirname(fs.realpathSync(onOwnPath))] : [];
  const debian = "/usr/lib/postgresql";
  if (fs.existsSync(debian)) {
    const versions = fs.readdirSync(debian).sort((a, b) => Number(b) - Number(a));
    folders.push(...versions.map((version) => path.join(debian, version, "bin")));
  }
  return folders.find((folder) =>
    ["initdb", "postgres"].every((name) => fs.existsSync(path.join(folder, name))),
  );
}

export function onPath(program) {
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter(Boolean);
  return folders.map((folder) => path.join(folder, program)).find((file) => fs.existsSync(file));
}

/** PostgreSQL refuses root: as root, its own account if the machine has one, else nobody's. */
function unprivileged(account) {
  if (process.getuid?.() !== 0) return {};
  const accounts = fs
    .readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"));
  const [, , uid, gid] =
    accounts.find(([name]) => name === account) ?? accounts.find(([name]) => name === "nobody") ?? [];
  return uid === undefined ? {} : { uid: Number(uid), gid: Number(gid) };
}

function temporaryFolder(prefix, { uid, gid }) {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), prefix));
  if (uid !== undefined) fs.chownSync(dir, uid, gid);
  return dir;
}

async function saysWithin(child, stream, text) {
  let heard = "";
  const said = new Promise((resolve) => {
    stream.on("data", (chunk) => {
      heard = (heard + chunk).slice(-10_000);
      if (heard.includes(text)) resolve(true);
    });
    child.once("exit", () => resolve(false));
    child.once("error", () => resolve(false));
  });
  return Promise.race([said, delay(START_WITHIN_MS, false, { ref: false })]);
}

async function end(child, signal, dir) {
  await endProcess(child, signal);
  fs.rmSync(dir, { recursive: true, force: true });
}

async function endProcess(child, signal) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const exited = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await exited;
  clearTimeout(timer);
}
