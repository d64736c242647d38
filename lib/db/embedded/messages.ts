/** What the main thread and the database's worker thread say to each other. */
export interface WorkerInput {
  databaseDir: string;
  socketPath: string;
  maxConnections: number;
}

export type ToWorker = { type: "stop" } | { type: "dump"; file: string };

export type FromWorker =
  | { type: "ready" }
  /** Not started: `message` says why. */
  | { type: "failed"; message: string }
  /** The database can no longer be trusted to answer: the process must end. */
  | { type: "fatal"; reason: FatalReason; message: string }
  | { type: "dumped"; file: string; error?: string };

/** `disk-full`: SQLSTATE 53100, after which PGlite's next SELECT hangs for good. */
export type FatalReason = "disk-full" | "crashed";
