/** Programs of this folder in processes of their own, bundled as production is: they start in half the time. */
import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { type Program, watch } from "../../lib/db/embedded/programs/run";

const projectDir = fileURLToPath(new URL("../..", import.meta.url));

/** Inside the project, so that packages and migrations are found from there. */
export async function bundlePrograms(): Promise<string> {
  const cache = path.join(projectDir, ".cache");
  fs.mkdirSync(cache, { recursive: true });
  const outdir = fs.mkdtempSync(path.join(cache, "faults-"));
  const shared = { bundle: true, platform: "node", target: "node20", packages: "external", outdir } as const;
  const source = (file: string) => path.join(projectDir, file);
  await build({
    ...shared,
    format: "esm",
    outExtension: { ".js": ".mjs" },
    entryPoints: {
      "board-server": source("server/faults/programs/board-server.ts"),
      "compaction-worker": source("server/persistence/compaction-worker.ts"),
      "database-worker": source("lib/db/embedded/database-worker.ts"),
    },
  });
  // Only what is required reaches worker threads too; Node 20 does not import for them.
  await build({
    ...shared,
    format: "cjs",
    outExtension: { ".js": ".cjs" },
    entryPoints: { "small-disk": source("server/faults/programs/small-disk.ts") },
  });
  return outdir;
}

/** A board server that runs, or that ended. */
export class BoardProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  readonly #program: Program;
  #errors = "";
  #port = 0;

  constructor(bundle: string, env: Record<string, string>) {
    const { NODE_ENV: _, NODE_OPTIONS: __, NEXTAUTH_URL: ___, ...own } = process.env;
    this.child = spawn(process.execPath, [path.join(bundle, "board-server.mjs")], {
      env: { ...own, NODE_ENV: "production", PORT: "0", LOG_LEVEL: "info", ...env },
      stdio: ["pipe", "pipe", "pipe"],
    });
    this.child.stderr?.on("data", (chunk: Buffer) => (this.#errors += chunk.toString()));
    this.#program = watch(this.child);
    this.ended = this.#program.ended;
  }

  /** Rejects, with what it said, when it ends before. */
  async listening(): Promise<this> {
    const line = await this.#program.line((said) => said.startsWith("listening "));
    this.#port = Number(line.split(" ")[1]);
    return this;
  }

  get port(): number {
    return this.#port;
  }
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }
  /** What it logged, a line each, and what it said in words. */
  get errors(): string {
    return this.#errors;
  }
  get logged(): { level: number; msg: string; [key: string]: unknown }[] {
    return this.#errors
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => JSON.parse(line) as { level: number; msg: string });
  }

  /** The longest time for which its event loop did nothing else; it says so when it ends by itself, too. */
  async longestStallMs(): Promise<number> {
    const said = this.#program.lines.find((line) => line.startsWith("longest stall "));
    if (said !== undefined) return Number(said.split(" ")[2]);
    const answer = (await (await fetch(`${this.url}/loop`)).json()) as { longestMs: number };
    return answer.longestMs;
  }

  async statement<Row>(text: string): Promise<Row[]> {
    const answer = await fetch(`${this.url}/statement`, { method: "POST", body: text });
    if (!answer.ok) throw new Error(`refused: ${text}\n${this.#errors}`);
    return (await answer.json()) as Row[];
  }

  async end(signal: "SIGKILL" | "SIGTERM"): Promise<number | null> {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill(signal);
    return this.ended;
  }
}
