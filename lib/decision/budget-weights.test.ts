import fc from "fast-check";
import { expect, test } from "vitest";
import { budgetWeights } from "./budget-weights";
import shares from "./cases/weights_of_four_priorities.json";

test("[BU1] a spent budget is the weights (analytic)", () => {
  expect(budgetWeights([50, 30, 20])).toEqual({ ok: true, weights: [0.5, 0.3, 0.2] });
  expect(budgetWeights([100])).toEqual({ ok: true, weights: [1] });
  expect(budgetWeights([5, 5], 10)).toEqual({ ok: true, weights: [0.5, 0.5] });
  expect(budgetWeights([33.3, 33.3, 33.4]).ok).toBe(true);
});

test("[BU1][BU2] four priorities in percent, and a rounded table in print that is 0.01 over", () => {
  for (const { percent, ratios } of [shares.equal, shares.one_double]) {
    const whole = ratios.reduce((sum, each) => sum + each, 0);
    expect(budgetWeights(percent)).toEqual({
      ok: true,
      weights: ratios.map((each) => expect.closeTo(each / whole, 9)),
    });
  }
  const { percent, difference } = shares.rounded_table;
  expect(budgetWeights(percent)).toEqual({
    ok: false,
    reason: "off-budget",
    difference: expect.closeTo(difference, 9),
  });
});

test("[BU2] what is spent too much or too little is said", () => {
  expect(budgetWeights([50, 60])).toEqual({ ok: false, reason: "off-budget", difference: 10 });
  expect(budgetWeights([50, 20])).toEqual({ ok: false, reason: "off-budget", difference: -30 });
  expect(budgetWeights([0, 0])).toEqual({ ok: false, reason: "off-budget", difference: -100 });
});

test("[BU2] points or a budget that are none are a reason", () => {
  expect(budgetWeights([])).toEqual({ ok: false, reason: "no-criteria" });
  expect(budgetWeights([110, -10])).toEqual({ ok: false, reason: "out-of-range" });
  expect(budgetWeights([Number.NaN, 100])).toEqual({ ok: false, reason: "out-of-range" });
  expect(budgetWeights([1], 0)).toEqual({ ok: false, reason: "out-of-range" });
  expect(budgetWeights([1], Number.NaN)).toEqual({ ok: false, reason: "out-of-range" });
});

test("[BU1] any way to spend 100 whole points counts, and one point more or less does not", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { maxLength: 11 }), (cuts) => {
      const edges = [0, ...cuts.sort((a, b) => a - b), 100];
      const points = edges.slice(1).map((edge, at) => edge - (edges[at] ?? 0));
      const spent = budgetWeights(points);
      expect(spent).toEqual({ ok: true, weights: points.map((p) => expect.closeTo(p / 100, 12)) });
      expect(budgetWeights([...points, 1])).toEqual({ ok: false, reason: "off-budget", difference: 1 });
    }),
  );
});

test("[BU1] the order of the criteria changes nothing", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }), (a, b) => {
      const there = budgetWeights([a, b, 100 - a - b]);
      const back = budgetWeights([100 - a - b, b, a]);
      expect(back.ok && [...back.weights].reverse()).toEqual(there.ok && there.weights);
    }),
  );
});
