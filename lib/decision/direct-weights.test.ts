import fc from "fast-check";
import { expect, test } from "vitest";
import shares from "./cases/weights_of_four_priorities.json";
import { directWeights } from "./direct-weights";

test("[DW1] points become shares (analytic)", () => {
  expect(directWeights([30, 10, 0])).toEqual({ ok: true, weights: [0.75, 0.25, 0] });
  expect(directWeights([7])).toEqual({ ok: true, weights: [1] });
});

test("[DW1] four priorities, one of them twice as heavy, and a fixture of scikit-criteria", () => {
  const found = (points: readonly number[]) => {
    const answer = directWeights(points);
    if (!answer.ok) throw new Error(answer.reason);
    return answer.weights;
  };
  for (const { ratios, percent } of [shares.equal, shares.one_double])
    expect(found(ratios)).toEqual(percent.map((each) => expect.closeTo(each / 100, 9)));
  const { points, weights } = shares.scikit_criteria;
  expect(found(points)).toEqual(weights.map((each) => expect.closeTo(each, 9)));
});

test("[DW1] only proportions count, and the shares sum to 1", () => {
  const points = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 1000 }), (given, k) => {
      fc.pre(given.some((each) => each > 0));
      const once = directWeights(given);
      const scaled = directWeights(given.map((each) => each * k));
      if (!once.ok || !scaled.ok) throw new Error("points were refused");
      expect(scaled.weights).toEqual(once.weights.map((w) => expect.closeTo(w, 12)));
      expect(once.weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    }),
  );
});

test("[DW1] a criterion that gets more points never weighs less", () => {
  const points = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(points, fc.integer({ min: 1, max: 1000 }), (given, more) => {
      const raised = directWeights(given.map((each, at) => (at === 0 ? each + more : each)));
      const before = directWeights(given);
      if (!raised.ok) throw new Error("points were refused");
      expect(raised.weights[0]).toBeGreaterThanOrEqual(before.ok ? (before.weights[0] ?? 0) : 0);
    }),
  );
});

test("[DW2] points that are none are a reason", () => {
  expect(directWeights([])).toEqual({ ok: false, reason: "no-criteria" });
  expect(directWeights([0, 0])).toEqual({ ok: false, reason: "all-zero" });
  for (const bad of [-1, Number.NaN, Number.POSITIVE_INFINITY, 1e300]) {
    expect(directWeights([1, bad])).toEqual({ ok: false, reason: "out-of-range" });
  }
});
