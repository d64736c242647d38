import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { giveUp, say, seconds } from "./say.mjs";

export const projectDir = path.resolve(
  import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname),
  "..",
);

const NEEDED = [20, 9];

export function checkNode(version = process.versions.node) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) return;
  giveUp(
    `Plateau needs Node ${NEEDED.join(".")} or newer; this is ${version}.`,
    `Plateau a besoin de Node ${NEEDED.join(".")} ou plus récent ; ceci est la version ${version}.`,
  );
}

/** npm writes node_modules/.package-lock.json last: what it lists is installed completely. */
export function isInstalled(dir = projectDir) {
  const wanted = readJson(path.join(dir, "package-lock.json"))?.packages;
  const present = readJson(path.join(dir, "node_modules", ".package-lock.json"))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(
    // Optional ones are for other platforms.
    ([name, entry]) =>
      name === "" || entry.optional || entry.devOptional || present[name]?.version === entry.version,
  );
}

export function ensureInstalled() {
  if (isInstalled()) return;
  const since = Date.now();
  say("Installing packages (npm ci), about a minute …");
  // NODE_ENV=production would leave out what the build needs.
  const status = npm(["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"]);
  if (status !== 0) {
    giveUp(
      "The packages could not be installed (see above). Check the connection to the package registry and start again.",
      "Les paquets n’ont pas pu être installés (voir ci-dessus). Vérifiez la connexion au registre de paquets puis relancez.",
    );
  }
  say(`Packages installed in ${seconds(since)}.`);
}

/** The npm that started us, else the one on the path. Answers the exit status. */
export function npm(args) {
  const own = process.env.npm_execpath;
  const [command, first] = own?.endsWith(".js") ? [process.execPath, [own]] : ["npm", []];
  const { NODE_ENV: _, ...env } = process.env;
  const options = {
    cwd: projectDir,
    stdio: ["ignore", "inherit", "inherit"],
    env,
    shell: process.platform === "win32" && command === "npm",
  };
  return spawnSync(command, [...first, ...args], options).status;
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined; // Absent or half-written: not installed.
  }
}
