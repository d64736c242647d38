import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { checkTally, describeFailures, playwrightTally, sumTallies, vitestTally } from "./tally.mjs";

const dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-tally-"));
afterAll(() => fs.rmSync(dir, { recursive: true }));
const report = (value) => {
  const file = path.join(dir, "report.json");
  fs.writeFileSync(file, JSON.stringify(value));
  return file;
};

test("counts each check, and a check that broke before counting as one failure", () => {
  expect(checkTally("ok    types\nFAIL  lint      ESLint\n7 passed, 1 failed\n", 1)).toEqual({
    passed: 7,
    failed: 1,
    skipped: 0,
    failures: [{ name: "lint      ESLint", reason: "" }],
  });
  expect(checkTally("Error: no such file\n", 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("takes what the unit tests' own reporter counted", () => {
  const tally = { passed: 1, failed: 1, skipped: 2, failures: [{ name: "a.test.ts › adds", reason: "2" }] };
  expect(vitestTally(report(tally), 1)).toEqual(tally);
});

test("counts browser journeys, and names the one that failed with its reason", () => {
  const results = [{ status: "failed", error: { message: "\u001b[31mno button\u001b[39m" } }];
  const file = report({
    stats: { expected: 3, flaky: 0, unexpected: 1, skipped: 1 },
    suites: [
      {
        specs: [{ ok: true, title: "map", file: "e2e/map.spec.ts" }],
        suites: [{ specs: [{ ok: false, title: "vote", file: "e2e/map.spec.ts", tests: [{ results }] }] }],
      },
    ],
  });
  const tally = playwrightTally(file, 1);
  expect(tally).toMatchObject({ passed: 3, failed: 1, skipped: 1 });
  expect(describeFailures(tally.failures)).toEqual(["FAILED  map.spec.ts › vote\n        no button"]);
});

test("a runner that fails without a failed test, or without a report, is a failure", () => {
  expect(playwrightTally(report({ stats: { expected: 3 } }), 1)).toMatchObject({
    passed: 3,
    failed: 1,
    skipped: 0,
  });
  expect(vitestTally(path.join(dir, "absent.json"), 1)).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

test("sums", () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  const named = { ...one, failures: [{ name: "a", reason: "b" }] };
  expect(sumTallies([one, named])).toEqual({
    passed: 2,
    failed: 4,
    skipped: 6,
    failures: named.failures,
  });
});
