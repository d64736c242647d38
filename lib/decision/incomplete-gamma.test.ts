import fc from "fast-check";
import { expect, test } from "vitest";
import { upperGamma } from "./incomplete-gamma";

const chiSquareTail = (x: number, degrees: number) => upperGamma(degrees / 2, x / 2) ?? Number.NaN;

/** Abramowitz & Stegun (1964), Table 26.8: percentage points of the chi-square distribution. */
test.each([
  [1, 0.05, 3.84146],
  [1, 0.01, 6.6349],
  [1, 0.001, 10.828],
  [2, 0.05, 5.99147],
  [3, 0.05, 7.81473],
  [4, 0.01, 13.2767],
  [5, 0.5, 4.35146],
  [5, 0.05, 11.0705],
  [9, 0.05, 16.919],
  [10, 0.95, 3.9403],
  [10, 0.05, 18.307],
  [10, 0.01, 23.2093],
  [30, 0.05, 43.773],
  [100, 0.05, 124.342],
])("[IG1] the table's point for %i degrees of freedom and a tail of %d", (degrees, tail, point) => {
  // The points are printed to six digits.
  expect(Math.abs(chiSquareTail(point, degrees) - tail)).toBeLessThan(2e-5 * Math.max(tail, 0.02));
});

test("[IG2] within 1e-12 of the closed forms, on both sides of x = a + 1", () => {
  for (const x of [0, 1e-9, 0.1, 0.5, 1, 1.9, 2, 2.1, 3, 5, 9.9, 20, 50, 100, 300, 700]) {
    expect(Math.abs((upperGamma(1, x) ?? 9) - Math.exp(-x))).toBeLessThan(1e-12);
    // Poisson: the sum of e^−x x^k / k! for k < a.
    for (const a of [2, 5, 20, 60]) {
      let term = Math.exp(-x);
      let sum = term;
      for (let k = 1; k < a; k++) sum += term *= x / k;
      expect(Math.abs((upperGamma(a, x) ?? 9) - sum)).toBeLessThan(1e-12);
    }
  }
});

test("[IG2] relative precision in the far tail", () => {
  for (const x of [30, 100, 500, 700]) {
    expect((upperGamma(1, x) ?? 9) / Math.exp(-x)).toBeCloseTo(1, 11);
    expect((upperGamma(2, x) ?? 9) / (Math.exp(-x) * (1 + x))).toBeCloseTo(1, 11);
  }
});

/** Q(½, x) = erfc(√x): values of erf from Abramowitz & Stegun (1964), Table 7.1. */
test.each([
  [0.5, 0.5204998778],
  [1, 0.8427007929],
  [1.5, 0.9661051465],
  [2, 0.995322265],
])("[IG2] halves: 1 − erf(%d)", (z, erf) => {
  expect(Math.abs((upperGamma(0.5, z * z) ?? 9) - (1 - erf))).toBeLessThan(1e-10);
});

test("[IG2] the recurrence Q(a+1, x) = Q(a, x) + x^a e^−x / Γ(a+1), halves included", () => {
  for (const x of [0.3, 1, 2.4, 2.6, 7, 15]) {
    let gamma = Math.sqrt(Math.PI) / 2;
    for (let a = 0.5; a < 12; a++) {
      const step = (x ** a * Math.exp(-x)) / gamma;
      expect(Math.abs((upperGamma(a + 1, x) ?? 9) - (upperGamma(a, x) ?? 9) - step)).toBeLessThan(1e-12);
      gamma *= a + 1;
    }
  }
});

test("[IG3] outside its range there is no answer, and far out the tail is 0", () => {
  for (const a of [0, -1, 0.3, Number.NaN, 1000.5, Number.POSITIVE_INFINITY]) {
    expect(upperGamma(a, 1)).toBeNull();
  }
  expect(upperGamma(1, -0.1)).toBeNull();
  expect(upperGamma(1, Number.NaN)).toBeNull();
  expect(upperGamma(1, Number.POSITIVE_INFINITY)).toBe(0);
  expect(upperGamma(1000, 2e5)).toBe(0);
  expect(upperGamma(0.5, 0)).toBe(1);
  expect(upperGamma(7, 0)).toBe(1);
  expect(upperGamma(1000, 1000)).toBeCloseTo(0.5, 1);
  expect(upperGamma(1000, 900)).toBeGreaterThan(0.999);
  expect(upperGamma(1000, 1e5)).toBe(0);
});

test("[IG1] falls in x, rises in a, and stays between 0 and 1", () => {
  const half = fc.integer({ min: 1, max: 400 }).map((twice) => twice / 2);
  const at = fc.double({ min: 0, max: 900, noNaN: true });
  fc.assert(
    fc.property(half, at, at, (a, x, y) => {
      const q = (order: number, z: number) => upperGamma(order, z) ?? Number.NaN;
      expect(q(a, Math.max(x, y))).toBeLessThanOrEqual(q(a, Math.min(x, y)) + 1e-12);
      expect(q(a + 0.5, x)).toBeGreaterThanOrEqual(q(a, x) - 1e-12);
      expect(q(a, x)).toBeGreaterThanOrEqual(0);
      expect(q(a, x)).toBeLessThanOrEqual(1);
    }),
  );
});
