import fc from "fast-check";
import { expect, test } from "vitest";
import type { CastBallot } from "./ballot";
import { personShares, swingWeights } from "./swing-weights";

const ballot = (voter: string, role: string, weights: Record<string, number>): CastBallot => ({
  voter,
  role,
  scores: {},
  weights,
});

test("[SW1] only proportions count", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 20 }),
      fc.integer({ min: 0, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      (k, a, b) => {
        const once = personShares({ a, b }, ["a", "b"]);
        const scaled = personShares({ a: a * k, b: b * k }, ["a", "b"]);
        expect(Object.values(once)).toEqual(Object.values(scaled).map((share) => expect.closeTo(share, 12)));
      },
    ),
  );
});

test("[SW2] says who is left out and why", () => {
  const { leftOut, shares } = swingWeights(
    [
      ballot("1", "r", {}),
      ballot("2", "r", { a: 100 }),
      ballot("3", "r", { a: 0, b: 0 }),
      ballot("4", "r", { a: Number.NaN, b: 50 }),
      ballot("5", "r", { a: 100, b: 300 }),
      ballot("6", "r", { a: 100, b: 0 }),
    ],
    ["a", "b"],
    ["r"],
    {},
  );
  expect(leftOut.map((each) => each.why)).toEqual([
    "none-given",
    "incomplete",
    "all-zero",
    "out-of-range",
    "out-of-range",
  ]);
  expect(shares).toEqual({ a: 1, b: 0 });
});

test("[SW3] a role under its quorum of weights is left out", () => {
  const { roles, shares } = swingWeights(
    [
      ballot("1", "many", { a: 100, b: 0 }),
      ballot("2", "many", { a: 0, b: 100 }),
      ballot("3", "few", { a: 0, b: 100 }),
    ],
    ["a", "b"],
    ["many", "few"],
    { few: 2 },
  );
  expect(roles[1]).toMatchObject({ role: "few", n: 1, underQuorum: true, shares: null });
  expect(shares).toEqual({ a: 0.5, b: 0.5 });
});

test("[SW4] each role weighs the same, however many people it has", () => {
  const six = Array.from({ length: 6 }, (_, at) => ballot(`s${at}`, "scientist", { a: 100, b: 0 }));
  const { shares } = swingWeights(
    [...six, ballot("e", "engineer", { a: 0, b: 100 })],
    ["a", "b"],
    ["scientist", "engineer"],
    {},
  );
  expect(shares).toEqual({ a: 0.5, b: 0.5 });
});

test("[SW5] without any weights all criteria weigh the same, and it is said", () => {
  expect(swingWeights([], ["a", "b", "c", "d"], ["r"], {})).toMatchObject({
    from: "equal",
    shares: { a: 0.25, b: 0.25, c: 0.25, d: 0.25 },
  });
});
