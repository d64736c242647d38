import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "./random";
import { rankOrderWeights } from "./rank-order-weights";
import { type WeightModel, weightDraw } from "./weight-draws";

function draws(model: WeightModel, criteria: number, count: number, seed = 1): number[][] {
  const answer = weightDraw(model, criteria);
  if (!answer.ok) throw new Error(answer.reason);
  const random = seededRandom(seed);
  const into = new Float64Array(criteria);
  return Array.from({ length: count }, () => {
    answer.draw(random, into);
    return [...into];
  });
}
const meanOf = (all: readonly number[][]) =>
  (all[0] ?? []).map((_, k) => all.reduce((sum, each) => sum + (each[k] ?? 0), 0) / all.length);
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

test("[WD1] uniform on the simplex: P(w > x) = (1 − x)^(n−1), so mean 1/n (analytic)", () => {
  const all = draws({ kind: "uniform" }, 4, 40_000);
  // Four standard errors of a share of 40,000.
  for (const k of [0, 1, 2, 3]) {
    for (const x of [0.1, 0.25, 0.5]) {
      const p = (1 - x) ** 3;
      const share = all.filter((w) => (w[k] ?? 0) > x).length / all.length;
      expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / all.length));
    }
  }
  expect(draws({ kind: "uniform" }, 1, 2)).toEqual([[1], [1]]);
});

test("[WD2] order only: every draw keeps it, and the mean is the rank-order centroid (analytic)", () => {
  const ranks = [2, 1, 3];
  const all = draws({ kind: "order", ranks }, 3, 40_000);
  expect(all.every(([a = 0, b = 0, c = 0]) => b >= a && a >= c)).toBe(true);
  const centroid = rankOrderWeights(ranks);
  expect(meanOf(all)).toEqual(centroid.ok && centroid.weights.map((w) => expect.closeTo(w, 2)));
});

test("[WD2] criteria at one rank are not ordered among themselves, but all before the next", () => {
  const ranks = [1, 2, 1, 2];
  const all = draws({ kind: "order", ranks }, 4, 40_000);
  expect(all.every(([a = 0, b = 0, c = 0, d = 0]) => Math.min(a, c) >= Math.max(b, d))).toBe(true);
  const centroid = rankOrderWeights(ranks);
  expect(meanOf(all)).toEqual(centroid.ok && centroid.weights.map((w) => expect.closeTo(w, 2)));
  const firstLarger = all.filter(([a = 0, , c = 0]) => a > c).length / all.length;
  expect(Math.abs(firstLarger - 0.5)).toBeLessThan(0.01);
});

test("[WD3] participants: the mean is that of the roles' means, the variance that of a bootstrap mean (analytic)", () => {
  const roles = [
    [
      [1, 0],
      [0, 1],
    ],
    [[0.5, 0.5]],
    [],
  ];
  const all = draws({ kind: "participants", roles }, 2, 40_000);
  // The first role's mean is 0, 1/2 or 1 with 1/4, 1/2, 1/4; the second is always 1/2.
  for (const [mean, p] of [
    [0.25, 0.25],
    [0.5, 0.5],
    [0.75, 0.25],
  ] as const) {
    const share = all.filter(([a]) => a === mean).length / all.length;
    expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / all.length));
  }
  const louder = draws({ kind: "participants", roles, roleWeights: [0, 1, 1] }, 2, 3);
  expect(louder).toEqual([1, 2, 3].map(() => [0.5, 0.5]));
});

test.each([2, 3, 8, 9, 200])(
  "[WD3] participants, %i in a role: the mean of as many drawn with replacement has σ²/n as its variance (analytic)",
  (n) => {
    const first = Array.from({ length: n }, (_, i) => i / (n - 1));
    const all = draws({ kind: "participants", roles: [first.map((w) => [w, 1 - w])] }, 2, 20_000);
    const variance = sum(first.map((w) => (w - 0.5) ** 2)) / n / n;
    expect(Math.abs(sum(all.map(([a = 0]) => a)) / all.length - 0.5)).toBeLessThan(
      4 * Math.sqrt(variance / all.length),
    );
    const drawn = sum(all.map(([a = 0]) => (a - 0.5) ** 2)) / all.length;
    // The variance of a variance is at most about 2σ⁴ per draw here.
    expect(Math.abs(drawn / variance - 1)).toBeLessThan(4 * Math.sqrt(2 / all.length));
  },
);

test("[WD4] a model that does not fit is a reason", () => {
  expect(weightDraw({ kind: "order", ranks: [1] }, 2)).toEqual({ ok: false, reason: "ranks-do-not-fit" });
  expect(weightDraw({ kind: "order", ranks: [1, Number.NaN] }, 2)).toMatchObject({ ok: false });
  for (const roles of [[], [[]], [[[1]]], [[[0.4, 0.4]]], [[[2, -1]]], [[[Number.NaN, 1]]]]) {
    expect(weightDraw({ kind: "participants", roles }, 2)).toEqual({
      ok: false,
      reason: "weights-do-not-fit",
    });
  }
  for (const roleWeights of [[], [0], [-1], [Number.NaN]]) {
    const model = { kind: "participants" as const, roles: [[[1, 0]]], roleWeights };
    expect(weightDraw(model, 2)).toEqual({ ok: false, reason: "weights-do-not-fit" });
  }
  // One role, person or weight that does not fit, among others that do.
  const good = [[1, 0]];
  for (const bad of [[[0.4, 0.4]], [[1.5, -0.5]], [[0.5, 0.5], [1]], [[1, 0, 0]]]) {
    expect(weightDraw({ kind: "participants", roles: [good, bad] }, 2).ok).toBe(false);
  }
  for (const roleWeights of [[1], [1, 1, 1], [1, -1], [1, Number.NaN], [1, 2e9]]) {
    expect(weightDraw({ kind: "participants", roles: [good, good], roleWeights }, 2).ok).toBe(false);
  }
  expect(weightDraw({ kind: "participants", roles: [good, good], roleWeights: [0, 1e9] }, 2).ok).toBe(true);
});

test("[WD1][WD2][WD3] every draw is weights: from 0, summing to 1", () => {
  const models = fc.integer({ min: 1, max: 9 }).chain((criteria) =>
    fc.record({
      criteria: fc.constant(criteria),
      model: fc.oneof(
        fc.constant<WeightModel>({ kind: "uniform" }),
        fc
          .array(fc.integer({ min: 1, max: 4 }), { minLength: criteria, maxLength: criteria })
          .map((ranks): WeightModel => ({ kind: "order", ranks })),
        fc
          .array(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: criteria, maxLength: criteria }), {
            minLength: 1,
            maxLength: 5,
          })
          .map(
            (people): WeightModel => ({
              kind: "participants",
              roles: [people.map((points) => points.map((p) => p / sum(points)))],
            }),
          ),
      ),
      seed: fc.nat(),
    }),
  );
  fc.assert(
    fc.property(models, ({ criteria, model, seed }) => {
      for (const weights of draws(model, criteria, 5, seed)) {
        expect(Math.min(...weights)).toBeGreaterThanOrEqual(0);
        expect(sum(weights)).toBeCloseTo(1, 12);
      }
    }),
  );
});
