import { execFileSync } from "node:child_process";
import fs from "node:fs";

/**
 * CPU and memory of a process as the kernel counts them, or null where it has no /proc. Asking the process itself
 * is finer, but one that is overloaded answers late, and then for another stretch of time.
 */
export function usageFromOutside(pid) {
  if (process.platform !== "linux") return null;
  const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
  // After the name, which may hold anything: fields 14 and 15 of proc(5) are user and system time.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const status = fs.readFileSync(`/proc/${pid}/status`, "utf8");
  return {
    at: performance.now(),
    cpuMs: ((Number(fields[11]) + Number(fields[12])) * 1_000) / ticksPerSecond(),
    rssMb: Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024,
  };
}

let ticks = 0;
function ticksPerSecond() {
  ticks ||= Number(execFileSync("getconf", ["CLK_TCK"], { encoding: "utf8" }));
  return ticks;
}
