import fs from "node:fs";

const EVERY_MS = 20;

/**
 * The longest time for which this process kept its event loop from going round, in milliseconds. Node's
 * `monitorEventLoopDelay` would also count the time for which a busy machine gave the loop's thread no processor;
 * Linux says how long that was.
 */
export function watchStalls(): () => number {
  let longest = 0;
  let before = performance.now();
  let waitedBefore = waitedMs();
  setInterval(() => {
    const now = performance.now();
    const waited = waitedMs();
    longest = Math.max(longest, now - before - EVERY_MS - (waited - waitedBefore));
    before = now;
    waitedBefore = waited;
  }, EVERY_MS).unref();
  return () => longest;
}

/** For a processor, by the main thread; its number is the process's. 0 where the kernel does not tell. */
function waitedMs(): number {
  try {
    const [, waited] = fs.readFileSync(`/proc/self/task/${process.pid}/schedstat`, "utf8").split(" ");
    return Number(waited) / 1e6;
  } catch {
    return 0; // Not Linux: all of it counts.
  }
}
