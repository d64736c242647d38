import fc from "fast-check";
import { expect, test } from "vitest";
import { solveLinearProgram } from "./linear-program";

test("[LP1] two products, three constraints", () => {
  // Hillier & Lieberman, Introduction to Operations Research, Wyndor Glass: x = (2, 6), Z = 36.
  const answer = solveLinearProgram({
    objective: [3, 5],
    atMost: [
      { row: [1, 0], bound: 4 },
      { row: [0, 2], bound: 12 },
      { row: [3, 2], bound: 18 },
    ],
    equal: [],
  });
  expect(answer).toEqual({ ok: true, x: [expect.closeTo(2), expect.closeTo(6)], value: expect.closeTo(36) });
});

test("[LP1] Beale's example, on which the largest-coefficient rule cycles", () => {
  // Beale (1955), Naval Research Logistics Quarterly 2:269–275: the optimum is 1/20 at (1/25, 0, 1, 0).
  const answer = solveLinearProgram({
    objective: [3 / 4, -150, 1 / 50, -6],
    atMost: [
      { row: [1 / 4, -60, -1 / 25, 9], bound: 0 },
      { row: [1 / 2, -90, -1 / 50, 3], bound: 0 },
      { row: [0, 0, 1, 0], bound: 1 },
    ],
    equal: [],
  });
  expect(answer).toMatchObject({
    ok: true,
    value: expect.closeTo(0.05, 9),
    x: [0.04, 0, 1, 0].map((each) => expect.closeTo(each, 9)),
  });
});

test("[LP1] equations, bounds below zero and rows said twice (analytic)", () => {
  const answer = solveLinearProgram({
    objective: [-1, -2],
    atMost: [{ row: [-1, 0], bound: -0.25 }],
    equal: [
      { row: [1, 1], bound: 1 },
      { row: [2, 2], bound: 2 },
      { row: [0, 0], bound: 0 },
    ],
  });
  expect(answer).toEqual({ ok: true, x: [expect.closeTo(1), expect.closeTo(0)], value: expect.closeTo(-1) });
});

test("[LP2] what has no answer says why", () => {
  const least = { row: [-1], bound: -2 };
  expect(solveLinearProgram({ objective: [1], atMost: [least], equal: [{ row: [1], bound: 1 }] })).toEqual({
    ok: false,
    reason: "infeasible",
  });
  expect(solveLinearProgram({ objective: [1], atMost: [least], equal: [] })).toEqual({
    ok: false,
    reason: "unbounded",
  });
  for (const row of [[1, 2], [Number.NaN]]) {
    expect(solveLinearProgram({ objective: [1], atMost: [{ row, bound: 1 }], equal: [] })).toEqual({
      ok: false,
      reason: "malformed",
    });
  }
  const program = { objective: [1], atMost: [{ row: [1], bound: 1 }], equal: [] };
  expect(solveLinearProgram(program, 0)).toEqual({ ok: false, reason: "stalled" });
  expect(solveLinearProgram({ objective: [], atMost: [], equal: [] })).toEqual({ ok: true, x: [], value: 0 });
});

test("[LP3] on the simplex under ceilings the answer is the greedy one (analytic), and it is feasible", () => {
  const items = fc.array(
    fc.record({ gain: fc.integer({ min: -9, max: 9 }), ceiling: fc.integer({ min: 1, max: 9 }) }),
    {
      minLength: 1,
      maxLength: 8,
    },
  );
  fc.assert(
    fc.property(items, (given) => {
      const ceilings = given.map(({ ceiling }) => ceiling / 10);
      const room = ceilings.reduce((sum, each) => sum + each, 0);
      const answer = solveLinearProgram({
        objective: given.map(({ gain }) => gain),
        atMost: ceilings.map((bound, i) => ({ row: given.map((_, j) => (i === j ? 1 : 0)), bound })),
        equal: [{ row: given.map(() => 1), bound: 1 }],
      });
      if (room < 1 - 1e-9) {
        expect(answer).toEqual({ ok: false, reason: "infeasible" });
        return;
      }
      let left = 1;
      let best = 0;
      for (const { gain, ceiling } of [...given].sort((a, b) => b.gain - a.gain)) {
        const taken = Math.min(left, ceiling / 10);
        best += gain * taken;
        left -= taken;
      }
      expect(answer).toMatchObject({ ok: true, value: expect.closeTo(best, 8) });
      if (!answer.ok) return;
      expect(answer.x.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 9);
      answer.x.forEach((each, i) => expect(each).toBeLessThanOrEqual((ceilings[i] ?? 0) + 1e-9));
    }),
  );
});

test("[LP3] scaling the objective scales the value; a further constraint never raises it", () => {
  const program = (ceiling: number, k: number) =>
    solveLinearProgram({
      objective: [3 * k, 5 * k],
      atMost: [
        { row: [1, 2], bound: 10 },
        { row: [3, 1], bound: 15 },
        { row: [1, 1], bound: ceiling },
      ],
      equal: [],
    });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 9 }), (ceiling, k) => {
      const [once, scaled, wider] = [program(ceiling, 1), program(ceiling, k), program(ceiling + 1, 1)];
      if (!once.ok || !scaled.ok || !wider.ok) throw new Error("the origin is feasible");
      expect(scaled.value).toBeCloseTo(once.value * k, 8);
      expect(wider.value).toBeGreaterThanOrEqual(once.value - 1e-9);
    }),
  );
});
