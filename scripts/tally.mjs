/** Counts of passed, failed and skipped out of each runner's own report. A runner that failed without saying how counts as one failure. */
import fs from "node:fs";

export function sumTallies(tallies) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const tally of tallies) {
    for (const key of Object.keys(total)) total[key] += tally[key];
  }
  return total;
}

/** The checks end in `N passed, N failed`, each step one. */
export function checkTally(output, status) {
  const last = [...output.matchAll(/^(\d+) passed, (\d+) failed/gm)].at(-1);
  const tally = { passed: Number(last?.[1] ?? 0), failed: Number(last?.[2] ?? 0), skipped: 0 };
  return agreeWithStatus(last ? tally : { passed: status === 0 ? 1 : 0, failed: 0, skipped: 0 }, status);
}

export function vitestTally(file, status) {
  const report = readReport(file);
  const files = report?.testResults ?? [];
  // A file that could not be loaded has failed without a test in it.
  const brokenFiles = files.filter(
    (it) => it.status === "failed" && it.assertionResults.every((test) => test.status !== "failed"),
  ).length;
  const tally = {
    passed: report?.numPassedTests ?? 0,
    failed: (report?.numFailedTests ?? 0) + brokenFiles,
    skipped: (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0),
  };
  return agreeWithStatus(tally, status);
}

export function playwrightTally(file, status) {
  const stats = readReport(file)?.stats;
  return agreeWithStatus(
    {
      passed: (stats?.expected ?? 0) + (stats?.flaky ?? 0),
      failed: stats?.unexpected ?? 0,
      skipped: stats?.skipped ?? 0,
    },
    status,
  );
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
