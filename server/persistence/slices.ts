import { setImmediate } from "node:timers/promises";

/** Lets everybody else have a turn when this has taken long enough; to be awaited between steps. */
export type Rest = () => Promise<void>;

/** Nobody's cursor stutters. */
const SLICE_MS = 8;

/** For work on the thread that serves sockets. */
export function inSlices(): Rest {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < SLICE_MS) return;
    await setImmediate();
    since = performance.now();
  };
}

/** For a thread of its own. */
export const withoutRest: Rest = async () => {};
