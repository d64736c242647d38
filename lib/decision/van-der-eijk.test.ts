import fc from "fast-check";
import { expect, test } from "vitest";
import published from "./cases/van_der_eijk_agreement.json";
import bounds from "./cases/van_der_eijk_bounds_3cat.json";
import { agreementOf } from "./van-der-eijk";

const agreement = (counts: readonly number[]) => {
  const outcome = agreementOf(counts);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.agreement;
};
const counts = fc
  .array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 })
  .filter((each) => each.some((count) => count > 0));

test("[VE1] the example of the R package agrmt", () => {
  const outcome = agreementOf(published.input.frequencies);
  expect(outcome).toMatchObject({
    ok: true,
    agreement: expect.closeTo(published.expected.A, 6),
    polarisation: expect.closeTo(published.expected.polarization, 6),
  });
});

test("[VE1] layer by layer, by hand (analytic)", () => {
  // 6-2-1: three of all marks (0), two of 110 (½), four of 100 (1).
  expect(agreement(bounds.input.frequencies.lean)).toBeCloseTo((3 * 0 + 2 * 0.5 + 4 * 1) / 9, 12);
  // 1-1-0-1-1 of five: TU = 2 (110, 011), TDU = 4, U = (3·2 − 4·4)/(3·6), A = U·(1 − 3/4).
  expect(agreement([1, 1, 0, 1, 1])).toBeCloseTo((-10 / 18) * 0.25, 12);
  // 1-0-1-0: TU = 1 (places 1, 3, 4), TDU = 1 (places 1, 2, 3), U = (2 − 3)/(2·2), A = U·(1 − 1/3).
  expect(agreement([1, 0, 1, 0])).toBeCloseTo((-1 / 4) * (2 / 3), 12);
  // 1-1-0-0 has TU = 2 and no TDU: U = 1, A = 2/3.
  expect(agreement([1, 1, 0, 0])).toBeCloseTo(2 / 3, 12);
});

test("[VE2] 1 for one mark, 0 for a uniform spread, −1 for two camps at the ends", () => {
  for (const [name, expected] of Object.entries(bounds.expected)) {
    const frequencies = bounds.input.frequencies[name as keyof typeof bounds.input.frequencies];
    expect(agreement(frequencies)).toBeCloseTo(expected, 9);
  }
  expect(agreementOf([0, 0, 7, 0])).toEqual({ ok: true, agreement: 1, polarisation: 0 });
  expect(agreementOf([4, 4])).toEqual({ ok: true, agreement: 0, polarisation: 0.5 });
  expect(agreementOf([2, 0, 0, 2])).toEqual({ ok: true, agreement: -1, polarisation: 1 });
  expect(agreement([3, 1])).toBeCloseTo(0.5, 12);
});

test("[VE3] no distribution, no figure but a reason", () => {
  expect(agreementOf([])).toEqual({ ok: false, reason: "too-few-categories" });
  expect(agreementOf([5])).toEqual({ ok: false, reason: "too-few-categories" });
  expect(agreementOf([0, 0, 0])).toEqual({ ok: false, reason: "no-answers" });
  for (const bad of [Number.NaN, -1, Number.POSITIVE_INFINITY]) {
    expect(agreementOf([1, bad, 1])).toEqual({ ok: false, reason: "bad-count" });
  }
});

test("[VE2] the same on the scale turned round, and for any multiple of the counts", () => {
  fc.assert(
    fc.property(counts, fc.integer({ min: 2, max: 9 }), (each, times) => {
      expect(agreement([...each].reverse())).toBeCloseTo(agreement(each), 9);
      expect(agreement(each.map((count) => count / times))).toBeCloseTo(agreement(each), 9);
      expect(Math.abs(agreement(each))).toBeLessThanOrEqual(1 + 1e-12);
    }),
  );
});

test("[VE2] polarisation runs the other way, 0 to 1", () => {
  fc.assert(
    fc.property(counts, (each) => {
      const outcome = agreementOf(each);
      if (!outcome.ok) throw new Error(outcome.reason);
      expect(outcome.polarisation).toBeCloseTo((1 - outcome.agreement) / 2, 12);
    }),
  );
});

test("[VE2] joining the most frequent mark raises agreement when one mark stands out alone", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: 4 }), (more, peak) => {
      const flat = [3, 3, 3, 3, 3].map((count, at) => (at === peak ? count + more : count));
      const higher = flat.map((count, at) => (at === peak ? count + 1 : count));
      expect(agreement(higher)).toBeGreaterThan(agreement(flat));
    }),
  );
});
