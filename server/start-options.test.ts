import { expect, test } from "vitest";
import { readStartOptions } from "./start-options";

test("nothing is said at a usual start", () => {
  expect(readStartOptions([])).toEqual({ restoreFrom: null, wasRestored: false });
});

test("a copy to restore from, or a database that was put back already", () => {
  expect(readStartOptions(["--restore", "a.tar.gz"])).toEqual({
    restoreFrom: "a.tar.gz",
    wasRestored: false,
  });
  expect(readStartOptions(["--restored"])).toEqual({ restoreFrom: null, wasRestored: true });
});

test.each([["--restore"], ["--restore="], ["--help"], ["a.tar.gz"], ["--restored=yes"]])(
  "%s is refused, and says what there is",
  (argument) => {
    expect(() => readStartOptions([argument])).toThrow("--restore FILE");
  },
);
