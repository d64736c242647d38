import type { Worker } from "node:worker_threads";
import type { Logger } from "pino";
import type { Analyst } from "../../lib/analyst";
import type { AnalysisInput } from "../../lib/decision/analyse";
import type { Analysis } from "../../lib/decision/analysis";
import { AppError } from "../../lib/errors";
import { startThread } from "../../lib/start-thread";
import type { AnalysisAnswer, AnalysisOrder } from "./analysis-worker";

/** A page of results is read by a whole workshop at once: some boards' worth of answers is kept. */
const KEPT = 50;

interface Waiting {
  resolve: (analysis: Analysis) => void;
  reject: (error: unknown) => void;
}

/** One thread, started when first needed; a thread that dies takes its orders with it and the next starts another. */
export class WorkerAnalyst implements Analyst {
  readonly #log: Logger;
  readonly #kept = new Map<string, Promise<Analysis>>();
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | null = null;
  #orders = 0;

  constructor(log: Logger) {
    this.#log = log;
  }

  analyse(key: string, input: AnalysisInput): Promise<Analysis> {
    const known = this.#kept.get(key);
    if (known) return known;
    const analysis = this.#order(input);
    this.#kept.set(key, analysis);
    analysis.catch(() => this.#kept.delete(key));
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return analysis;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
    this.#fail(new AppError("unavailable"));
  }

  #order(input: AnalysisInput): Promise<Analysis> {
    const worker = (this.#worker ??= this.#start());
    const order: AnalysisOrder = { id: ++this.#orders, input };
    return new Promise((resolve, reject) => {
      this.#waiting.set(order.id, { resolve, reject });
      worker.postMessage(order);
    });
  }

  #start(): Worker {
    const worker = startThread(import.meta.url, "analysis-worker", null);
    // Nothing is lost when the process ends in the middle of an analysis.
    worker.unref();
    worker.on("message", (answer: AnalysisAnswer) => {
      const waiting = this.#waiting.get(answer.id);
      this.#waiting.delete(answer.id);
      if (answer.ok) return waiting?.resolve(answer.analysis);
      this.#log.error({ error: answer.error }, "a vote could not be analysed");
      waiting?.reject(new AppError("unavailable"));
    });
    const gone = (error: unknown) => {
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#log.error({ err: error }, "the thread that analyses votes died");
      this.#fail(new AppError("unavailable", undefined, { cause: error }));
    };
    worker.on("error", gone);
    worker.on("exit", (code) => gone(new Error(`exit ${code}`)));
    return worker;
  }

  #fail(error: AppError): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}
