import { expect, test } from "vitest";
import { isOwnOrigin, setOwnOrigins } from "./own-origins";

test("an origin is ours when it is on the list to the letter, or the host that was asked", () => {
  const origins = ["https://board.example"];
  setOwnOrigins(origins);
  expect(isOwnOrigin("https://board.example", "inside:3000")).toBe(true);
  expect(isOwnOrigin("http://inside:3000", "inside:3000")).toBe(true);
  for (const bad of [
    null,
    "",
    "null",
    "board.example",
    "http://board.example",
    "https://board.example:444",
    "https://board.example.evil.example",
    "https://evil.example/https://board.example",
  ]) {
    expect(isOwnOrigin(bad, "inside:3000"), String(bad)).toBe(false);
  }
  origins.push("https://other.example");
  expect(isOwnOrigin("https://other.example", null)).toBe(true);
});
