import { expect, test } from "vitest";
import type { CrossCheck } from "./cross-check";
import { secondOpinions, votingOrders } from "./method-orders";
import { pairwise } from "./pairwise";

type Places = Extract<CrossCheck, { ok: true }>["places"];

function checked(places: Places): CrossCheck {
  const table = pairwise(["a", "b"], [{ voter: "v", ranks: { a: 1, b: 2 } }]);
  if (!table.ok) throw new Error(table.reason);
  return {
    ok: true,
    winners: ["a"],
    methods: [],
    places,
    smithSet: ["a"],
    pairwise: table,
    voters: 1,
    leftOut: [],
  };
}
const placed = (ranks: Record<string, number>) =>
  Object.entries(ranks).map(([option, rank]) => ({ option, rank }));

test("[CC1] each voting method's order, best first, ties together in the order of their ids; a lone winner is no order", () => {
  const orders = votingOrders(
    checked([
      { method: "kemeny", places: placed({ c: 3, a: 2, b: 1 }) },
      { method: "condorcet", places: placed({ b: 1 }) },
      { method: "schulze", places: placed({ c: 1, a: 10, d: 2, b: 2 }) },
    ]),
  );
  expect(orders).toEqual([
    { method: "schulze", order: [["c"], ["b", "d"], ["a"]], secondOpinion: false },
    { method: "kemeny", order: [["b"], ["a"], ["c"]], secondOpinion: false },
  ]);
  expect(votingOrders({ ok: false, reason: "no-rankings" })).toEqual([]);
});

test("[TS1] the methods that look at values, with options that are alike in one place (analytic)", () => {
  // x and z are alike; y is best on the heavier criterion and worst on the other.
  const values = [
    [0.5, 0.5],
    [1, 0],
    [0.5, 0.5],
    [0, 1],
  ];
  const orders = secondOpinions(values, [0.75, 0.25], ["z", "y", "x", "w"]);
  // Closeness: y 0.75 of the way, x and z half of it, w a quarter. Net flows: +1 ahead on three quarters of the weight.
  const order = [["y"], ["x", "z"], ["w"]];
  expect(orders).toEqual([
    { method: "topsis", order, secondOpinion: true },
    { method: "promethee", order, secondOpinion: true },
  ]);
});

test("[VT1] a table on which they cannot work has no second opinions", () => {
  expect(secondOpinions([], [], [])).toEqual([]);
});
