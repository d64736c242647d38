import fs from "node:fs";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/**
 * For mutation testing, which stops at the first test that fails: the changed file's own tests, then the smallest
 * files. By itself Vitest begins with the slowest.
 */
export default class OwnTestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const own = (this.ctx.config.related ?? []).map((file) => file.replace(/\.ts$/, ".test.ts"));
    const cost = ({ moduleId }: TestSpecification) =>
      own.includes(moduleId) ? 0 : fs.statSync(moduleId).size;
    return [...files].sort((a, b) => cost(a) - cost(b));
  }
}
