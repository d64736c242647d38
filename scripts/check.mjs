/**
 * `npm run check`: everything that can be said about the sources without running them. Two steps at a time;
 * one line per step, the output of a step only when it fails; at the end `N passed, N failed`.
 * `npm run check -- types lint` runs only those.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const AT_ONCE = 2;

const SOURCES = ["app", "components", "lib", "server", "scripts", "e2e"];
const FORMATTED = [
  ...SOURCES,
  "bench",
  "messages",
  "package.json",
  "biome.json",
  "knip.json",
  "eslint.config.js",
];

/** In this order, the slow ones first, so that the two lanes end at about the same time. */
export const STEPS = [
  { name: "lint", what: "ESLint", args: ["eslint/bin/eslint.js", "--max-warnings=0", "."] },
  {
    name: "types",
    what: "TypeScript",
    args: ["typescript/bin/tsc", "--noEmit", "-p", "scripts/tsconfig.check.json"],
  },
  {
    name: "no-dom",
    what: "server and shared code compile without the DOM",
    args: ["typescript/bin/tsc", "--noEmit", "-p", "tsconfig.no-dom.json"],
  },
  { name: "unused", what: "knip", args: ["knip/bin/knip.js", "--no-progress"] },
  {
    name: "arrows",
    what: "dependency-cruiser",
    args: [
      "dependency-cruiser/bin/dependency-cruise.mjs",
      ...["--config", ".dependency-cruiser.cjs", "--output-type", "err-long"],
      ...SOURCES,
    ],
  },
  {
    name: "format",
    what: "Biome's format",
    args: ["@biomejs/biome/bin/biome", "format", "--reporter=summary", ...FORMATTED],
  },
  { name: "messages", what: "French and English", script: "scripts/check-messages.mjs" },
  { name: "rules", what: "rules and their tests", script: "scripts/check-rules.mjs" },
  { name: "versions", what: "versions in the lock", script: "scripts/check-versions.mjs" },
];

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  process.chdir(projectDir);
  const chosen = process.argv.slice(2);
  const unknown = chosen.filter((name) => !STEPS.some((step) => step.name === name));
  if (unknown.length > 0) {
    console.error(
      `No such check: ${unknown.join(", ")}. There are ${STEPS.map((step) => step.name).join(", ")}.`,
    );
    process.exit(2);
  }
  process.exitCode = await runSteps(
    STEPS.filter((step) => chosen.length === 0 || chosen.includes(step.name)),
  );
}

async function runSteps(steps) {
  fs.mkdirSync(".cache", { recursive: true });
  const waiting = [...steps];
  let failed = 0;
  const lane = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const since = Date.now();
      const { ok, output } = await runStep(step);
      if (!ok) failed++;
      const took = `${((Date.now() - since) / 1000).toFixed(1)} s`;
      console.log(`${ok ? "ok  " : "FAIL"}  ${step.name.padEnd(9)} ${step.what} (${took})`);
      if (!ok) console.log(output.trim().replace(/^/gm, "      "));
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  console.log(`${steps.length - failed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function runStep({ args, script }) {
  return new Promise((resolve) => {
    const [program, ...rest] = args ?? [];
    const command = script ? [script] : [path.join("node_modules", program), ...rest];
    const { NODE_ENV: _, ...env } = process.env;
    const child = spawn(process.execPath, command, {
      env: { ...env, NO_COLOR: "1", FORCE_COLOR: "0" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += chunk));
    child.once("error", (error) => resolve({ ok: false, output: error.message }));
    child.once("close", (code) => resolve({ ok: code === 0, output }));
  });
}
