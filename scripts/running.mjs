import fs from "node:fs";
import path from "node:path";

/** Servers that run from a build leave `running-<pid>` beside it; answers the pid of one that still does. */
export function findRunning(dist) {
  if (!fs.existsSync(dist)) return undefined;
  for (const name of fs.readdirSync(dist)) {
    const pid = Number(/^running-(\d+)$/.exec(name)?.[1]);
    if (!pid || pid === process.pid) continue;
    const note = path.join(dist, name);
    if (isProcess(pid, fs.readFileSync(note, "utf8"))) return pid;
    fs.rmSync(note, { force: true });
  }
  return undefined;
}

/** Leaves the note; it goes with the process, or is found stale after a kill -9. */
export function noteRunning(dist) {
  const note = path.join(dist, `running-${process.pid}`);
  fs.writeFileSync(note, startedAt(process.pid));
  process.once("exit", () => fs.rmSync(note, { force: true }));
}

function isProcess(pid, started) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return error.code === "EPERM";
  }
  return startedAt(pid) === started;
}

/** Boot and start time: tells a process from another one that got the same pid later. Empty without /proc. */
function startedAt(pid) {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return `${boot} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19]}`;
  } catch {
    return "";
  }
}
