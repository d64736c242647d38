import fc from "fast-check";
import { expect, test } from "vitest";
import type { CastBallot } from "./ballot";
import ranges from "./cases/swing_weights_cost_performance.json";
import { sharesOfPoints, swingWeights } from "./swing-weights";

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
        const once = sharesOfPoints([a, b]);
        const scaled = sharesOfPoints([a * k, b * k]);
        if (typeof scaled === "string") expect(once).toBe(scaled);
        else expect(once).toEqual(scaled.map((share) => expect.closeTo(share, 12)));
      },
    ),
  );
});

test("[SW1] a swing worth twice as much weighs twice as much (Logical Decisions manual)", () => {
  for (const { points, weights } of [ranges.cost_100_to_200, ranges.cost_100_to_300]) {
    const given = Object.fromEntries(ranges.criteria.map((id, k) => [id, points[k] ?? 0]));
    const { from, shares } = swingWeights([ballot("1", "r", given)], ranges.criteria, ["r"], {});
    expect(from).toBe("ballots");
    ranges.criteria.forEach((id, k) =>
      expect(Math.abs((shares[id] ?? -1) - (weights[k] ?? 9))).toBeLessThan(ranges.tolerance),
    );
  }
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
      ballot("7", "r", { a: -1, b: 50 }),
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

test("[RW3] given role weights count between roles; a role at 0 has no say, and none left is equal weights", () => {
  const ballots = [ballot("1", "r", { a: 100, b: 0 }), ballot("2", "s", { a: 0, b: 100 })];
  const shares = (roleWeights?: Record<string, number>) =>
    swingWeights(ballots, ["a", "b"], ["r", "s"], {}, roleWeights);
  expect(shares({ r: 3 }).shares).toEqual({ a: 0.75, b: 0.25 });
  for (const r of [0, -1]) expect(shares({ r }).shares).toEqual({ a: 0, b: 1 });
  expect(shares({ r: 2, s: 2 })).toEqual(shares());
  expect(shares().from).toBe("ballots");
  expect(shares({ r: 0, s: 0 })).toMatchObject({ from: "equal", shares: { a: 0.5, b: 0.5 } });
});

test("[RA2] the order of ballots and of roles changes no bit of the shares", () => {
  const points = fc.integer({ min: 1, max: 100 });
  const person = fc.record({ role: fc.constantFrom("r", "s", "t"), a: points, b: points, c: points });
  fc.assert(
    fc.property(fc.array(person, { minLength: 3, maxLength: 9 }), (people) => {
      const ballots = people.map(({ role, ...weights }, at) => ballot(`${at}`, role, weights));
      const shares = (cast: CastBallot[], roles: string[]) =>
        swingWeights(cast, ["a", "b", "c"], roles, {}).shares;
      expect(shares([...ballots].reverse(), ["t", "s", "r"])).toEqual(shares(ballots, ["r", "s", "t"]));
    }),
  );
});
