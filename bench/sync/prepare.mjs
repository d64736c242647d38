/** What has to be there before a run: the peers' packages, our server as a bundle, a database that has started once. */
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const projectDir = path.resolve(here, "../..");

/** npm writes the inner lock last. */
export function installPeers() {
  const wanted = JSON.parse(fs.readFileSync(path.join(here, "package-lock.json"), "utf8")).packages;
  const innerLock = path.join(here, "node_modules", ".package-lock.json");
  const present = fs.existsSync(innerLock) ? JSON.parse(fs.readFileSync(innerLock, "utf8")).packages : {};
  const isThere = ([name, { version, optional }]) =>
    name === "" || optional || present[name]?.version === version;
  if (Object.entries(wanted).every(isThere)) return;
  console.log("Installing the peers (npm ci in bench/sync) …");
  const { status } = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: here,
    stdio: "inherit",
    shell: process.platform === "win32",
  });
  if (status !== 0) throw new Error("the peers could not be installed");
}

/** As scripts/build.mjs bundles the product's server. */
export async function bundleOurs(outdir) {
  const esbuild = await import("esbuild");
  fs.rmSync(outdir, { recursive: true, force: true });
  await esbuild.build({
    absWorkingDir: projectDir,
    entryPoints: {
      plateau: "bench/sync/servers/plateau.ts",
      "compaction-worker": "server/persistence/compaction-worker.ts",
      "database-worker": "lib/db/embedded/database-worker.ts",
    },
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}
