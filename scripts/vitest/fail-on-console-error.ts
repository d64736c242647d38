import { afterEach, beforeEach, expect, vi } from "vitest";

/** A test that logs an error it did not expect fails. One that expects it replaces `console.error` itself. */
let logged: unknown[][] = [];

beforeEach(() => {
  logged = [];
  vi.spyOn(console, "error").mockImplementation((...values: unknown[]) => {
    logged.push(values);
  });
});

afterEach(() => {
  const unexpected = logged;
  logged = [];
  vi.mocked(console.error).mockRestore?.();
  expect(unexpected, "unexpected console.error").toEqual([]);
});
