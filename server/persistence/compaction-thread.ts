import type { Worker } from "node:worker_threads";
import { startThread } from "../../lib/start-thread";
import type { CompactionJob, CompactionOutcome } from "./compaction-job";

/** Replays large logs away from the thread that serves sockets: a thread for each, gone with its memory after. */
export class CompactionThread {
  #worker: Worker | null = null;

  /** One at a time. */
  run(job: CompactionJob): Promise<CompactionOutcome> {
    return new Promise((resolve, reject) => {
      const worker = startThread(import.meta.url, "compaction-worker", job);
      this.#worker = worker;
      worker.once("message", resolve);
      worker.once("error", reject);
      worker.once("exit", (code) => {
        this.#worker = null;
        reject(new Error(`the compaction's thread ended with code ${code}`));
      });
    });
  }

  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }
}
