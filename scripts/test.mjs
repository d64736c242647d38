/**
 * `npm test`: installs what is missing, then checks, unit and integration tests, and the browser journeys
 * against the built server. The last line counts all of them. With PLATEAU_TEST_REQUIRE_SERVICES=1 (or
 * `--require-services`) whatever would be skipped is a failure.
 */
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { ensureBuilt, refuseUnderRunning } from "./build.mjs";
import { checkNode, ensureInstalled, projectDir } from "./install.mjs";
import { say, seconds } from "./say.mjs";
import { checkTally, describeFailures, playwrightTally, sumTallies, vitestTally } from "./tally.mjs";

const requireAll =
  process.env.PLATEAU_TEST_REQUIRE_SERVICES === "1" || process.argv.includes("--require-services");

checkNode();
process.chdir(projectDir);
process.env.NEXT_TELEMETRY_DISABLED = "1";
refuseUnderRunning();
ensureInstalled();

const since = Date.now();
const work = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-tests-"));
const cleanups = [() => fs.rmSync(work, { recursive: true, force: true })];
const running = new Set();
let interrupted = false;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => {
    interrupted = true;
    for (const child of running) child.kill(signal);
  });
}

const tallies = [];
const missing = [];
try {
  tallies.push(await runChecks());
  const services = await startServices();
  tallies.push(await runVitest(services));
  tallies.push(await runBrowser());
} finally {
  for (const cleanup of cleanups.reverse()) await cleanup();
}

const total = sumTallies(tallies);
if (requireAll) {
  for (const reason of missing) console.error(`Required, but missing: ${reason}`);
  if (total.skipped > 0) console.error(`${total.skipped} skipped where nothing may be skipped.`);
  total.failed += total.skipped + (total.skipped === 0 ? missing.length : 0);
  total.skipped = 0;
} else {
  for (const reason of missing) console.log(`Skipped: ${reason}`);
}
if (interrupted) total.failed++;
for (const failure of describeFailures(total.failures)) console.log(failure);
say(`Took ${seconds(since)}.`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`,
);
process.exitCode = total.failed === 0 ? 0 : 1;

async function runChecks() {
  say("Checks …");
  const { status, output } = await run(["scripts/check.mjs"], {}, { collect: true });
  return checkTally(output, status);
}

async function startServices() {
  const { startPostgres, startRedis } = await import("./services.mjs");
  const env = {};
  for (const [name, variable, start] of [
    ["PostgreSQL", "TEST_DATABASE_URL", startPostgres],
    ["Redis", "TEST_REDIS_URL", startRedis],
  ]) {
    if (process.env[variable]) continue;
    const service = await start();
    if (service.missing) {
      missing.push(`tests on ${name}: ${service.missing}`);
      continue;
    }
    say(`A throw-away ${name} runs for the tests.`);
    env[variable] = service.url;
    cleanups.push(service.stop);
  }
  return env;
}

async function runVitest(env) {
  say("Unit and integration tests …");
  const report = path.join(work, "vitest.json");
  const args = [
    "node_modules/vitest/vitest.mjs",
    "run",
    "--reporter=default",
    "--reporter=./scripts/vitest/tally-reporter.ts",
  ];
  const { status } = await run(args, { ...env, PLATEAU_TALLY: report });
  return vitestTally(report, status);
}

async function runBrowser() {
  await ensureBuilt();
  const { findBrowser } = await import("./browser.mjs");
  const browser = await findBrowser();
  if (browser.missing) {
    missing.push(`browser journeys: ${browser.missing}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  say(`Browser journeys with ${browser.path} …`);
  const report = path.join(work, "playwright.json");
  const { status } = await run(["node_modules/@playwright/test/cli.js", "test"], {
    ...browser.env,
    CHROMIUM_PATH: browser.path,
    PLATEAU_E2E_REPORT: report,
  });
  return playwrightTally(report, status);
}

/** A child with our output and without our input; answers its exit status (1 when it was killed). */
function run(args, env, { collect = false } = {}) {
  if (interrupted) return Promise.resolve({ status: 1, output: "" });
  return new Promise((resolve, reject) => {
    const { NODE_ENV: _, ...own } = process.env;
    const child = spawn(process.execPath, args, {
      env: { ...own, ...env },
      stdio: ["ignore", collect ? "pipe" : "inherit", "inherit"],
    });
    running.add(child);
    let output = "";
    child.stdout?.on("data", (chunk) => {
      process.stdout.write(chunk);
      output += chunk;
    });
    child.once("error", reject);
    child.once("close", (code) => {
      running.delete(child);
      resolve({ status: code ?? 1, output });
    });
  });
}
