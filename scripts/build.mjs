/** The production build: the server and its worker threads as bundles in dist/, the pages in .next/. */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { projectDir } from "./install.mjs";
import { findRunning } from "./running.mjs";
import { giveUp, say, seconds } from "./say.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "server",
  "messages",
  "public",
  "next.config.js",
  "package-lock.json",
  "proxy.ts",
  "scripts/build.mjs",
];
const NOT_BUILT = /\.(test|contract)\.tsx?$/;
const STAMP = path.join(projectDir, "dist", "build.json");

/** Of everything that goes into the build. Contents, not times: a fresh clone or a switch of branch is judged rightly. */
export function sourcesHash(dir = projectDir) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const source of SOURCES) {
    for (const file of filesUnder(dir, source)) {
      if (!NOT_BUILT.test(file))
        hash
          .update(`${file}\0`)
          .update(fs.readFileSync(path.join(dir, file)))
          .update("\0");
    }
  }
  return hash.digest("hex");
}

function* filesUnder(dir, name) {
  const stats = fs.statSync(path.join(dir, name), { throwIfNoEntry: false });
  if (stats?.isFile()) yield name;
  if (!stats?.isDirectory()) return;
  for (const child of fs.readdirSync(path.join(dir, name)).sort()) yield* filesUnder(dir, `${name}/${child}`);
}

/** The stamp is taken away before a build and written after it: half a build counts as none. */
export function isBuilt() {
  try {
    return JSON.parse(fs.readFileSync(STAMP, "utf8")).sources === sourcesHash();
  } catch {
    return false; // No stamp, or one that was cut short.
  }
}

export async function build() {
  const since = Date.now();
  const sources = sourcesHash();
  fs.rmSync(path.join(projectDir, "dist"), { recursive: true, force: true });
  fs.rmSync(path.join(projectDir, ".next"), { recursive: true, force: true });
  await bundleServer();
  buildPages();
  fs.writeFileSync(STAMP, JSON.stringify({ sources, at: new Date().toISOString() }));
  say(`Built in ${seconds(since)}.`);
}

/** Gives up when a server runs from a build that is out of date: installing or building would pull it from under it. */
export function refuseUnderRunning() {
  const running = findRunning(path.join(projectDir, "dist"));
  if (!running || isBuilt()) return;
  giveUp(
    `Plateau is running from this folder (process ${running}) and its sources have changed. Stop it first, then start again.`,
    `Plateau fonctionne depuis ce dossier (processus ${running}) et ses sources ont changé. Arrêtez-le d’abord, puis relancez.`,
  );
}

export async function ensureBuilt() {
  if (isBuilt()) return;
  refuseUnderRunning();
  say("Building, about a minute …");
  await build();
}

async function bundleServer() {
  // The JS API: node_modules/esbuild/bin/esbuild is a native program.
  const esbuild = await import("esbuild");
  await esbuild.build({
    absWorkingDir: projectDir,
    entryPoints: {
      server: "server/index.ts",
      "database-worker": "lib/db/embedded/database-worker.ts",
      "analysis-worker": "server/analysis/analysis-worker.ts",
      "compaction-worker": "server/persistence/compaction-worker.ts",
    },
    outdir: "dist",
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  await esbuild.stop?.();
}

function buildPages() {
  const { NEXT_DIST_DIR: _, ...env } = process.env;
  const { status } = spawnSync(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    cwd: projectDir,
    stdio: ["ignore", "inherit", "inherit"],
    env: { ...env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (status === 0) return;
  giveUp(
    "The pages could not be built (see above).",
    "Les pages n’ont pas pu être construites (voir ci-dessus).",
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
