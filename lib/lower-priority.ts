import fs from "node:fs";
import os from "node:os";

const { PRIORITY_BELOW_NORMAL, PRIORITY_LOW } = os.constants.priority;

/**
 * Lets threads of higher priority go first, this process's own included: `background` before nobody, `behind` after
 * the thread that serves people and before others. Linux knows threads by numbers of their own; elsewhere nothing
 * happens.
 */
export function lowerPriority(to: "behind" | "background"): void {
  try {
    const thread = Number(fs.readlinkSync("/proc/thread-self").split("/").at(-1));
    os.setPriority(thread, to === "behind" ? PRIORITY_BELOW_NORMAL : PRIORITY_LOW);
  } catch {
    // Not Linux, or not allowed: it is a courtesy.
  }
}
