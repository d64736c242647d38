import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "") } },
  test: {
    environment: "node",
    include: ["{lib,server,components,scripts,app}/**/*.test.{ts,tsx,mjs}"],
    setupFiles: ["./scripts/vitest/fail-on-console-error.ts"],
    globalSetup: ["./scripts/vitest/migrated-database.ts"],
    // It imports "next/navigation" and the like, which Node by itself only finds with their extension.
    server: { deps: { inline: ["next-intl"] } },
    // Two busy cores: a first PGlite takes seconds there.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
