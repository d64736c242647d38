import { spawnSync } from "node:child_process";
import os from "node:os";

const canPin = os.availableParallelism() > 1 && spawnSync("taskset", ["--version"]).status === 0;

/** The command, held to one core where the system can do that. */
export const pinned = (core, command) => (canPin ? ["taskset", "-c", String(core), ...command] : command);

/** This process and what it starts, on the core that the servers do not have. False where that cannot be done. */
export function pinnedSelf() {
  return canPin && spawnSync("taskset", ["-a", "-c", "-p", "1", String(process.pid)]).status === 0;
}
