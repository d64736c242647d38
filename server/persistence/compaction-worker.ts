/** Replays one log in a thread of its own; says what came of it, and ends. */
import { parentPort, workerData } from "node:worker_threads";
import { lowerPriority } from "../../lib/lower-priority";
import { type CompactionJob, runCompaction } from "./compaction-job";
import { withoutRest } from "./slices";

if (!parentPort) throw new Error("runs as a worker thread only");
lowerPriority("background");
parentPort.postMessage(await runCompaction(workerData as CompactionJob, withoutRest));
