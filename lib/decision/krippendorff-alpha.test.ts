import fc from "fast-check";
import { describe, expect, test } from "vitest";
import canonical from "./cases/krippendorff_alpha_canonical.json";
import { type Level, krippendorffAlpha } from "./krippendorff-alpha";

const LEVELS = ["nominal", "ordinal", "interval", "ratio"] as const;

/** From raters × units, as published, to units × raters. */
const unitsOf = (raters: readonly (readonly (number | null)[])[]) =>
  (raters[0] ?? []).map((_, unit) => raters.map((rater) => rater[unit] ?? null));
const alpha = (units: readonly (readonly (number | null)[])[], level: Level) => {
  const outcome = krippendorffAlpha(units, level);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome.alpha;
};

describe("[KA1] Krippendorff (2011), four raters, twelve units, missing values", () => {
  test.each(LEVELS)("%s", (level) => {
    const outcome = krippendorffAlpha(unitsOf(canonical.input.data), level);
    expect(outcome).toMatchObject({ ok: true, pairable: 40, units: 11 });
    expect(Math.abs(alpha(unitsOf(canonical.input.data), level) - canonical.expected[level])).toBeLessThan(
      canonical.tolerance,
    );
  });
});

/** Krippendorff (2011), section A: two raters, ten units, two categories, α = .095. */
test("[KA1] binary data without missing values", () => {
  const data = [
    [0, 1, 0, 0, 0, 0, 0, 0, 1, 0],
    [1, 1, 1, 0, 0, 1, 0, 0, 0, 0],
  ];
  expect(alpha(unitsOf(data), "nominal")).toBeCloseTo(0.095, 3);
});

/** Krippendorff (2011), section B: two raters, twelve units, categories a…e, α = .692. */
test("[KA1] nominal data without missing values", () => {
  const coded = (letters: string) => [...letters].map((letter) => letter.charCodeAt(0));
  expect(alpha(unitsOf([coded("aabbdcccedda"), coded("babbbccceddd")]), "nominal")).toBeCloseTo(0.692, 3);
});

test("[KA2] what is missing or stands alone in its unit has no part", () => {
  const full = [
    [1, 1],
    [2, 3],
    [3, 3],
  ];
  const padded = [[1, null, 1], [Number.NaN, 2, 3], [3, 3, undefined], [5, null, null], [], [null]];
  for (const level of LEVELS) {
    expect(krippendorffAlpha(padded, level)).toEqual(krippendorffAlpha(full, level));
  }
  expect(krippendorffAlpha(padded, "nominal")).toMatchObject({ pairable: 6, units: 3 });
});

test("[KA3] not defined: a reason, not a number", () => {
  expect(krippendorffAlpha([], "ordinal")).toEqual({ ok: false, reason: "too-few-values" });
  expect(krippendorffAlpha([[1], [2, null]], "ordinal")).toEqual({ ok: false, reason: "too-few-values" });
  for (const level of LEVELS) {
    expect(
      krippendorffAlpha(
        [
          [3, 3],
          [3, 3, 3],
        ],
        level,
      ),
    ).toEqual({ ok: false, reason: "no-variation" });
  }
  const negative = [
    [-1, 2],
    [2, 2],
  ];
  expect(krippendorffAlpha(negative, "ratio")).toEqual({ ok: false, reason: "negative-value" });
  expect(krippendorffAlpha(negative, "interval").ok).toBe(true);
  expect(
    krippendorffAlpha(
      [
        [0, 2],
        [0, 0],
      ],
      "ratio",
    ).ok,
  ).toBe(true);
});

test("[KA4] 1 when all agree, below 0 when they disagree more than by chance", () => {
  for (const level of LEVELS) {
    expect(
      alpha(
        [
          [1, 1],
          [2, 2, 2],
          [4, 4],
        ],
        level,
      ),
    ).toBeCloseTo(1, 12);
    // Every unit holds both values: Dₒ = δ², Dₑ = 2·2·2 δ² / (4·3), α = 1 − 3/2 (analytic).
    expect(
      alpha(
        [
          [1, 2],
          [2, 1],
        ],
        level,
      ),
    ).toBeCloseTo(-0.5, 12);
  }
});

const tables = fc.array(fc.array(fc.option(fc.integer({ min: 1, max: 5 })), { maxLength: 5 }), {
  maxLength: 8,
});

test("[KA2] the order of raters and of units changes nothing", () => {
  fc.assert(
    fc.property(tables, fc.constantFrom(...LEVELS), (units, level) => {
      const outcome = krippendorffAlpha(units, level);
      const turned = krippendorffAlpha(
        [...units].reverse().map((unit) => [...unit].reverse()),
        level,
      );
      if (!outcome.ok || !turned.ok) expect(turned).toEqual(outcome);
      else expect(turned.alpha).toBeCloseTo(outcome.alpha, 9);
    }),
  );
});

test("[KA4] what a level may do to the values changes nothing: any order-preserving map, a line, a factor", () => {
  fc.assert(
    fc.property(tables, (units) => {
      const mapped = (change: (value: number) => number) =>
        units.map((unit) => unit.map((value) => (value === null ? null : change(value))));
      const same = (level: Level, change: (value: number) => number) => {
        const outcome = krippendorffAlpha(units, level);
        const after = krippendorffAlpha(mapped(change), level);
        if (!outcome.ok || !after.ok) expect(after).toEqual(outcome);
        else expect(after.alpha).toBeCloseTo(outcome.alpha, 9);
      };
      same("nominal", (value) => (value * 2) % 7);
      same("ordinal", (value) => value ** 3);
      same("interval", (value) => 10 - 3 * value);
      same("ratio", (value) => value * 4);
    }),
  );
});
