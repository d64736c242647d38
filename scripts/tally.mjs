/**
 * Counts of passed, failed and skipped out of each runner's own report, and the names of what failed, each with
 * its reason: a log of which only the end is kept must still say what broke. A runner that failed without
 * saying how counts as one failure.
 */
import fs from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";

const COUNTS = ["passed", "failed", "skipped"];

export function sumTallies(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0, failures: [] };
  for (const tally of tallies) {
    for (const key of COUNTS) total[key] += tally[key];
    total.failures.push(...(tally.failures ?? []));
  }
  return total;
}

/** The checks end in `N passed, N failed`, each step one. */
export function checkTally(output, status) {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  const failures = [...output.matchAll(/^FAIL +(.+)$/gm)].map(([, name]) => ({ name, reason: "" }));
  const tally = { passed: Number(last?.[1] ?? 0), failed: Number(last?.[2] ?? 0), skipped: 0, failures };
  return agreeWithStatus(last ? tally : { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 }, status);
}

/** As `scripts/vitest/tally-reporter.ts` wrote it. */
export function vitestTally(file, status) {
  return agreeWithStatus(readReport(file) ?? { passed: 0, failed: 0, skipped: 0 }, status);
}

export function playwrightTally(file, status) {
  const report = readReport(file);
  const { expected = 0, flaky = 0, unexpected = 0, skipped = 0 } = report?.stats ?? {};
  const failures = (report?.suites ?? []).flatMap(failedSpecs);
  return agreeWithStatus({ passed: expected + flaky, failed: unexpected, skipped, failures }, status);
}

/** At most this much of each failure is said again at the end. */
const REASON_LINES = 12;

export function describeFailures(failures) {
  return failures.map(({ name, reason }) => {
    const lines = stripVTControlCharacters(reason)
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.includes("node_modules"));
    return [`FAILED  ${name}`, ...lines.slice(0, REASON_LINES).map((line) => `        ${line}`)].join("\n");
  });
}

function failedSpecs({ suites = [], specs = [] }) {
  const failed = specs.filter((spec) => !spec.ok);
  return [
    ...failed.map(({ file, title, tests = [] }) => ({
      name: `${path.basename(file)} › ${title}`,
      reason: tests.flatMap((test) => test.results.map((it) => it.error?.message ?? it.status)).join("\n"),
    })),
    ...suites.flatMap(failedSpecs),
  ];
}

function agreeWithStatus(tally, status) {
  return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return undefined; // The runner died before it could report; its exit status says so.
  }
}
