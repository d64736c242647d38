import fs from "node:fs";
import type { Reporter, SerializedError, TestModule } from "vitest/node";

/**
 * Writes what `npm test` adds up to the file that PLATEAU_TALLY names: counts, and the name and reason of each
 * failure. An error that no test waited for, and a file that could not be loaded, count as one failure each.
 */
export default class TallyReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.PLATEAU_TALLY;
    if (!file) return;
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state: string) => tests.filter((test) => test.result().state === state);
    const failures = [
      ...inState("failed").map((test) => ({
        name: `${test.module.relativeModuleId} › ${test.fullName}`,
        reason: reasonOf(test.result().errors),
      })),
      ...modules.flatMap((module) =>
        [module, ...module.children.allSuites()]
          .filter((it) => it.errors().length > 0)
          .map((it) => ({ name: module.relativeModuleId, reason: reasonOf(it.errors()) })),
      ),
      ...unhandled.map((error) => ({ name: "an error that no test waited for", reason: reasonOf([error]) })),
    ];
    const tally = {
      passed: inState("passed").length,
      failed: failures.length,
      skipped: inState("skipped").length,
      failures,
    };
    fs.writeFileSync(file, JSON.stringify(tally));
  }
}

function reasonOf(errors: readonly SerializedError[] | undefined): string {
  return (errors ?? []).map(({ message, stack }) => stack ?? message).join("\n");
}
