import fc from "fast-check";
import { expect, test } from "vitest";
import siegel from "./cases/kendall_w_ties_siegel.json";
import { kendallW } from "./kendall-w";
import { averageRanks } from "./ranks";

const concordance = (rows: readonly (readonly number[])[]) => {
  const outcome = kendallW(rows);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
};

test("[KW1] Siegel's example with ties", () => {
  const { w, p, chiSquare, degreesOfFreedom, raters, objects } = concordance(siegel.input.ranks);
  expect(Math.abs(w - siegel.expected.W)).toBeLessThan(siegel.tolerance);
  expect(Math.abs((p ?? 9) - siegel.expected.p)).toBeLessThan(siegel.tolerance);
  expect({ degreesOfFreedom, raters, objects }).toEqual({ degreesOfFreedom: 9, raters: 3, objects: 10 });
  expect(chiSquare).toBeCloseTo(3 * 9 * w, 12);
});

/** Siegel, Nonparametric Statistics (1956), ch. 9: three executives rank six applicants, W = .16. */
test("[KW1] Siegel's example without ties", () => {
  const { w } = concordance([
    [1, 6, 3, 2, 5, 4],
    [1, 5, 6, 4, 2, 3],
    [6, 3, 2, 5, 4, 1],
  ]);
  expect(w).toBeCloseTo(0.16, 2);
  expect(w).toBeCloseTo(25.5 / 157.5, 12);
});

test("[KW2] 1 when all rank alike, 0 when the rank sums are equal", () => {
  expect(
    concordance([
      [1, 2, 3],
      [10, 20, 30],
      [0, 0.1, 0.2],
    ]).w,
  ).toBeCloseTo(1, 12);
  expect(
    concordance([
      [1, 2, 3],
      [3, 2, 1],
    ]),
  ).toMatchObject({ w: 0, chiSquare: 0, p: 1 });
  // Tied alike is alike: the correction makes it 1 (analytic).
  expect(
    concordance([
      [1, 1, 3, 4],
      [1, 1, 3, 4],
    ]).w,
  ).toBeCloseTo(1, 12);
});

test("[KW3] says that p is rough for few raters or few objects", () => {
  const row = [1, 2, 3, 4, 5, 6, 7, 8];
  const rows = (raters: number, objects: number) =>
    Array.from({ length: raters }, () => row.slice(0, objects));
  expect(concordance(rows(20, 8)).pIsRough).toBe(false);
  expect(concordance(rows(19, 8)).pIsRough).toBe(true);
  expect(concordance(rows(20, 7)).pIsRough).toBe(true);
});

test("[KW3] beyond 2,001 objects there is W and no p", () => {
  const many = (objects: number) => Array.from({ length: objects }, (_, at) => at);
  expect(concordance([many(2002), many(2002)])).toMatchObject({ w: expect.closeTo(1, 9), p: null });
});

test("[KW4] no W but a reason", () => {
  expect(kendallW([])).toEqual({ ok: false, reason: "too-few-raters" });
  expect(kendallW([[1, 2]])).toEqual({ ok: false, reason: "too-few-raters" });
  expect(kendallW([[1], [1]])).toEqual({ ok: false, reason: "too-few-objects" });
  expect(kendallW([[], []])).toEqual({ ok: false, reason: "too-few-objects" });
  expect(kendallW([[1, 2], [1]])).toEqual({ ok: false, reason: "incomplete" });
  expect(kendallW([[1], [1, 2]])).toEqual({ ok: false, reason: "incomplete" });
  expect(
    kendallW([
      [1, 2],
      [1, Number.NaN],
    ]),
  ).toEqual({ ok: false, reason: "incomplete" });
  expect(
    kendallW([
      [1, 1],
      [4, 4],
    ]),
  ).toEqual({ ok: false, reason: "all-tied" });
});

test("[RA3] tied values share the mean of their places", () => {
  expect(averageRanks([30, 10, 20, 10])).toEqual({ ranks: [4, 1.5, 3, 1.5], tieTerm: 6 });
  expect(averageRanks([7, 7, 7])).toEqual({ ranks: [2, 2, 2], tieTerm: 24 });
  expect(averageRanks([])).toEqual({ ranks: [], tieTerm: 0 });
});

const tables = fc
  .record({ raters: fc.integer({ min: 2, max: 6 }), objects: fc.integer({ min: 2, max: 7 }) })
  .chain(({ raters, objects }) =>
    fc.array(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: objects, maxLength: objects }), {
      minLength: raters,
      maxLength: raters,
    }),
  );

test("[KW2] the order of raters and of objects changes nothing; W and p lie in 0…1", () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const outcome = kendallW(rows);
      const turned = kendallW([...rows].reverse().map((row) => [...row].reverse()));
      if (!outcome.ok || !turned.ok) {
        expect(turned).toEqual(outcome);
        return;
      }
      expect(turned.w).toBeCloseTo(outcome.w, 9);
      expect(outcome.w).toBeGreaterThanOrEqual(0);
      expect(outcome.w).toBeLessThanOrEqual(1 + 1e-9);
      expect(outcome.p).toBeGreaterThanOrEqual(0);
      expect(outcome.p).toBeLessThanOrEqual(1);
    }),
  );
});

test("[KW1] only the order inside a row counts", () => {
  fc.assert(
    fc.property(tables, (rows) => {
      const stretched = rows.map((row, at) => row.map((rank) => rank ** 3 + at));
      expect(kendallW(stretched)).toEqual(kendallW(rows));
    }),
  );
});
