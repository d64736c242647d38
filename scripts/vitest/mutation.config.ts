import { defineConfig } from "vitest/config";
import OwnTestFirst from "./own-test-first";

/** For mutation testing: the pure folder alone, without the database that the other tests start. */
export default defineConfig({
  test: {
    environment: "node",
    include: ["lib/decision/**/*.test.ts"],
    // A thousand profiles per mutant cost minutes; what the rules say, the rules' own tests must hold.
    exclude: ["lib/decision/peer-votes.test.ts"],
    setupFiles: ["./scripts/vitest/fail-on-console-error.ts", "./scripts/vitest/fewer-runs.ts"],
    testTimeout: 60_000,
    sequence: { sequencer: OwnTestFirst },
  },
});
