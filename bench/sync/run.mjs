/**
 * `npm run bench:sync`: our sync server next to y-websocket's and Hocuspocus, one after the other under the same
 * load, scenario by scenario. Prints tables; every figure goes to results.json. See README.md.
 */
import { fork } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundleOurs, installPeers } from "./prepare.mjs";

const here = path.dirname(fileURLToPath(import.meta.url));
/** No measurement takes as long; one that hangs is ended. */
const MEASURED_WITHIN_MS = 8 * 60_000;

const { values: options } = parseArgs({
  options: {
    quick: { type: "boolean", default: false },
    only: { type: "string" },
    servers: { type: "string" },
    repeat: { type: "string", default: "1" },
    out: { type: "string", default: path.join(here, "results.json") },
    profile: { type: "string" },
  },
});

installPeers();
const { SCENARIOS } = await import("./scenarios/scenarios.mjs");
const { BUILD_DIR, CONTENDERS } = await import("./servers/contenders.mjs");
const { ServerProcess } = await import("./servers/server-process.mjs");
const { pinnedSelf } = await import("./servers/pinned.mjs");
const { medianOf } = await import("./median-of.mjs");
const { tableOf } = await import("./table.mjs");

const scenarios = chosen(options.only, SCENARIOS, "scenario");
const contenders = chosen(options.servers, CONTENDERS, "server");
const benchDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-bench-"));
process.env.BENCH_DIR = benchDir;
process.on("exit", () => fs.rmSync(benchDir, { recursive: true, force: true }));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(1));

await bundleOurs(BUILD_DIR);
const { template, engine } = await startOnce();
if (template) process.env.BENCH_TEMPLATE_DIR = template;
console.log(
  `Node ${process.version}, ${os.availableParallelism()} cores, load ${os.loadavg()[0].toFixed(2)}, our database: ${engine}` +
    `${pinnedSelf() ? ", server and load on a core each" : ", processes are not pinned to cores"}` +
    `${options.quick ? "; quick: smaller than the titles say" : ""}\n`,
);

const results = {
  node: process.version,
  cores: os.availableParallelism(),
  quick: options.quick,
  engine,
  scenarios: {},
};
for (const name of scenarios) {
  const runs = {};
  for (let round = 0; round < Number(options.repeat); round++) {
    // Whoever comes first does not always come first.
    for (const contender of rotated(contenders, round)) {
      const measured = await measure(name, contender);
      if (measured.ok) (runs[contender] ??= []).push(measured.figures);
      else console.error(`${name}, ${contender}: ${measured.reason}`);
      process.exitCode ||= measured.ok ? 0 : 1;
    }
  }
  const figures = Object.fromEntries(
    contenders.filter((it) => runs[it]).map((contender) => [contender, medianOf(runs[contender])]),
  );
  results.scenarios[name] = { figures, runs };
  fs.writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`${tableOf(SCENARIOS[name], CONTENDERS, figures)}\n`);
}
console.log(`All figures: ${path.relative(process.cwd(), options.out)}`);

function chosen(list, all, what) {
  const names = list ? list.split(",") : Object.keys(all);
  const unknown = names.filter((name) => !(name in all));
  if (unknown.length === 0) return names;
  console.error(`No such ${what}: ${unknown.join(", ")}. There are ${Object.keys(all).join(", ")}.`);
  process.exit(2);
}

function rotated(list, by) {
  const at = by % list.length;
  return [...list.slice(at), ...list.slice(0, at)];
}

/** A first start creates the embedded database; the runs begin with copies of it. */
async function startOnce() {
  if (!contenders.includes("plateau")) return { engine: "not measured" };
  const server = await ServerProcess.start(CONTENDERS.plateau);
  await server.stop();
  if (!process.env.BENCH_DATABASE_URL)
    return { template: server.dataDir, engine: "embedded (PGlite, durable)" };
  return { engine: "PostgreSQL" };
}

function measure(scenario, contender) {
  const { quick, profile } = options;
  const about = JSON.stringify({ quick, ...(profile ? { profileDir: path.resolve(profile) } : {}) });
  return new Promise((resolve) => {
    const child = fork(path.join(here, "measure.mjs"), [scenario, contender, about]);
    const kill = () => child.kill("SIGKILL");
    process.once("exit", kill);
    const timer = setTimeout(kill, MEASURED_WITHIN_MS);
    let answer = { ok: false, reason: "did not end in time" };
    child.on("message", (message) => {
      answer = message;
    });
    child.once("exit", () => {
      clearTimeout(timer);
      process.removeListener("exit", kill);
      resolve(answer);
    });
  });
}
