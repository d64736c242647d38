import { Worker } from "node:worker_threads";

/**
 * A worker thread from `<name>.ts` beside the module at `from`. From source (tsx, vitest) it is TypeScript and
 * needs tsx itself; in the bundle it is `<name>.mjs` beside the server.
 */
export function startThread(from: string, name: string, workerData: unknown): Worker {
  if (!from.endsWith(".ts")) return new Worker(new URL(`./${name}.mjs`, from), { workerData });
  const tsx = import.meta.resolve("tsx/esm/api");
  const entry = new URL(`./${name}.ts`, from).href;
  const code = `import { register } from ${JSON.stringify(tsx)}; register(); await import(${JSON.stringify(entry)});`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), { workerData });
}
