import { expect, test } from "vitest";
import { qrPath } from "./qr";

test("a link becomes one path inside its square, with the three finders", () => {
  const { size, path } = qrPath("http://localhost:3000/join/A-b_c1d2e3f4aaaaaaaaaaaaaaaaaaaaaa");
  expect(size).toBeGreaterThanOrEqual(29);
  expect(path).toMatch(/^(M\d+ \d+h\d+v1h-\d+z)+$/);
  for (const [x, y] of [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ]) {
    expect(path).toContain(`M${x} ${y}h7v1h-7z`);
  }
});
