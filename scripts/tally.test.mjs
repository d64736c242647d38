import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkTally, playwrightTally, sumTallies, vitestTally } from "./tally.mjs";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-tally-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));
const report = (value) => {
  const file = path.join(dir, "report.json");
  fs.writeFileSync(file, JSON.stringify(value));
  return file;
};

test("counts each check, and a check that broke before counting as one failure", () => {
  expect(checkTally("ok  types\n7 passed, 1 failed\n", 1)).toEqual({ passed: 7, failed: 1, skipped: 0 });
  expect(checkTally("Error: no such file\n", 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("counts a test file that could not be loaded as a failure", () => {
  const failing = { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] };
  const broken = { status: "failed", assertionResults: [] };
  const file = report({
    numPassedTests: 1,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [failing, broken],
  });
  expect(vitestTally(file, 1)).toEqual({ passed: 1, failed: 2, skipped: 2 });
});

test("counts browser journeys", () => {
  const file = report({ stats: { expected: 3, flaky: 0, unexpected: 1, skipped: 1 } });
  expect(playwrightTally(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 1 });
});

test("a runner that fails without a failed test, or without a report, is a failure", () => {
  expect(playwrightTally(report({ stats: { expected: 3 } }), 1)).toEqual({
    passed: 3,
    failed: 1,
    skipped: 0,
  });
  expect(vitestTally(path.join(dir, "absent.json"), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("sums", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sumTallies([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});
