import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Pace } from "./pace";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const LIMITS = { duty: 8, least: 4, most: 40 };
/** After many rounds that cost as much as the last ones did. */
function after(ms: number, spent = 0): number {
  const pace = new Pace(LIMITS);
  for (let i = 0; i < 50; i++) {
    pace.spent(spent);
    pace.run(() => void vi.advanceTimersByTime(ms));
  }
  return pace.wait;
}

test("[SY87] the first round is due at once, and after a pause the next is", () => {
  vi.advanceTimersByTime(1_000);
  const pace = new Pace(LIMITS);
  expect(pace.wait).toBeLessThanOrEqual(0);
  pace.run(() => {});
  expect(pace.wait).toBe(4);
  vi.advanceTimersByTime(10);
  expect(pace.wait).toBeLessThan(0);
});

test("[SY87] rounds wait so long that they take one part in eight of the time, within bounds", () => {
  expect(after(0)).toBe(4);
  expect(after(2)).toBeCloseTo(16, 3);
  expect(after(100)).toBe(40);
});

test("[SY87] what is spent between the rounds counts", () => {
  expect(after(1, 2)).toBeCloseTo(24, 3);
});
