import fc from "fast-check";
import { expect, test } from "vitest";
import centroids from "./cases/rank_order_centroid_tables.json";
import jsmaa from "./cases/smaa2_jsmaa.json";
import exact from "./cases/smaa2_two_criteria_exact.json";
import { potentialOptima } from "./dominance";
import { type SmaaInput, smaa } from "./smaa";

function solved(input: Partial<SmaaInput> & Pick<SmaaInput, "values">) {
  const answer = smaa({ weights: { kind: "uniform" }, samples: 2000, seed: 1, ...input });
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}

type Spread = NonNullable<SmaaInput["spread"]>;

test("[SM1][SM2] the exact answer for two criteria, within four standard errors", () => {
  for (const seed of [1, 2, 3]) {
    const found = solved({ values: exact.input.values, samples: 40_000, seed });
    exact.expected.acceptability.forEach((row, a) =>
      row.forEach((p, rank) => {
        const error = Math.sqrt((p * (1 - p)) / 40_000);
        expect(Math.abs((found.acceptability[a]?.[rank] ?? -1) - p)).toBeLessThanOrEqual(4 * error);
        if (p > 0) expect(found.standardError[a]?.[rank]).toBeCloseTo(error, 4);
      }),
    );
    exact.expected.central_weights.forEach((row, a) =>
      row.forEach((w, k) => expect(Math.abs((found.centralWeights[a]?.[k] ?? -1) - w)).toBeLessThan(0.005)),
    );
  }
});

test("[SM2][SM4] JSMAA: options that are alike have all weightings for centre, opposite ones their own side", () => {
  const { alike, opposite, samples } = jsmaa;
  solved({ values: alike.values, samples }).centralWeights.forEach((found, a) =>
    alike.central_weights[a]?.forEach((w, k) =>
      expect(Math.abs((found?.[k] ?? -1) - w)).toBeLessThan(alike.tolerance),
    ),
  );
  const { acceptability, centralWeights } = solved({ values: opposite.values, samples });
  const [first, second] = centralWeights;
  expect(first?.map((w, k) => w > (second?.[k] ?? 9))).toEqual(opposite.first_weighs_more);
  expect(Math.abs((acceptability[0]?.[0] ?? 0) - 0.75)).toBeLessThan(4 * Math.sqrt((0.75 * 0.25) / samples));
});

test("[SM2][SM3] order only: the centre of all weightings of an order is its published centroid", () => {
  for (const expected of [centroids.weights[3], centroids.weights[5]]) {
    const { centralWeights } = solved({
      values: [expected.map(() => 1), expected.map(() => 0)],
      weights: { kind: "order", ranks: expected.map((_, at) => at + 1) },
      samples: 40_000,
    });
    // The first weight of three deviates by 0.14 in one draw, by 0.0007 in the mean of these.
    expected.forEach((w, k) => expect(Math.abs((centralWeights[0]?.[k] ?? -1) - w)).toBeLessThan(0.004));
  }
});

test("[SM1] three criteria, three specialists and a generalist at 1/2 (analytic)", () => {
  // Specialist k is first where w_k > 1/2: (1/2)² each. The generalist has the rest, 1/4.
  const { acceptability } = solved({
    values: [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [0.5, 0.5, 0.5],
    ],
    samples: 40_000,
  });
  for (const row of acceptability) expect(Math.abs((row[0] ?? 0) - 0.25)).toBeLessThan(4 * 0.00217);
});

test("[SM3] order only: with the first criterion ahead, its specialist always beats the other's (analytic)", () => {
  const { acceptability, centralWeights } = solved({
    values: exact.input.values,
    weights: { kind: "order", ranks: [1, 2] },
    samples: 40_000,
  });
  // w₁ is uniform on 1/2…1: the first leads from 0.6 on, the second never has more than 0.5.
  expect(acceptability[0]?.[0]).toBeCloseTo(0.8, 1);
  expect(Math.abs((acceptability[0]?.[0] ?? 0) - 0.8)).toBeLessThan(4 * 0.002);
  expect(acceptability[1]).toEqual([0, 0, 1]);
  expect(centralWeights[1]).toBeNull();
  expect(centralWeights[0]?.[0]).toBeCloseTo(0.8, 2);
});

test("[SM3] participants who all agree leave nothing to chance", () => {
  const roles = [
    [
      [0.9, 0.1],
      [0.9, 0.1],
    ],
  ];
  const { acceptability, centralWeights } = solved({
    values: exact.input.values,
    weights: { kind: "participants", roles },
  });
  expect(acceptability).toEqual([
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ]);
  expect(centralWeights).toEqual([[0.9, 0.1].map((w) => expect.closeTo(w, 12)), null, null]);
});

test("[SM4] options that tie share their ranks", () => {
  const { acceptability, confidence } = solved({
    values: [
      [0.5, 0.5],
      [0, 0],
      [0.5, 0.5],
    ],
  });
  const shared = [0.5, 0.5, 0];
  expect(acceptability).toEqual([shared, [0, 0, 1], shared]);
  expect(confidence).toEqual([0.5, null, 0.5]);
});

test("[SM5] empty cells: the other weights are rescaled; an option without any value is last", () => {
  const { acceptability } = solved({
    values: [
      [0.9, null],
      [0.5, 0.5],
      [null, null],
      [null, null],
    ],
  });
  expect(acceptability).toEqual([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
    [0, 0, 0.5, 0.5],
    [0, 0, 0.5, 0.5],
  ]);
});

test("[SM6] confidence: under its central weights, how often the option is first when values are uncertain (analytic)", () => {
  const certain = solved({ values: exact.input.values });
  expect(certain.confidence).toEqual([1, 1, 1]);
  // One criterion, a in 0…1 and b fixed at 0.7: a is first with probability 0.3.
  const { confidence, acceptability } = solved({
    values: [[0.5], [0.7]],
    spread: [[[0, 1]], [null]],
    samples: 20_000,
  });
  expect(Math.abs((confidence[0] ?? 0) - 0.3)).toBeLessThan(4 * 0.00325);
  expect(Math.abs((acceptability[0]?.[0] ?? 0) - 0.3)).toBeLessThan(4 * 0.00325);
  // A spread on an empty cell makes no value.
  const holed = solved({ values: [[null], [0.7]], spread: [[[0, 1]], [null]] });
  expect(holed.acceptability).toEqual([
    [0, 1],
    [1, 0],
  ]);
});

test("[SM7] what cannot be drawn is a reason", () => {
  const reason = (change: Partial<SmaaInput>) => {
    const answer = smaa({ values: [[1]], weights: { kind: "uniform" }, samples: 10, seed: 1, ...change });
    return answer.ok ? null : answer.reason;
  };
  expect(reason({})).toBeNull();
  expect(reason({ values: [] })).toBe("no-options");
  expect(reason({ values: [[]] })).toBe("no-criteria");
  expect(reason({ values: [[Number.NaN]] })).toBe("not-a-value");
  for (const samples of [0, -1, 1.5, Number.NaN, 1e9]) expect(reason({ samples })).toBe("not-a-sample-size");
  for (const seed of [-1, 0.5, Number.NaN, 2 ** 32]) expect(reason({ seed })).toBe("not-a-seed");
  expect(reason({ weights: { kind: "order", ranks: [] } })).toBe("ranks-do-not-fit");
  expect(reason({ weights: { kind: "participants", roles: [] } })).toBe("weights-do-not-fit");
  for (const spread of [[], [[]], [[[1, 0]]], [[[0, Number.NaN]]], [[[0, 2e9]]], [[[-2e9, 0]]]] as Spread[])
    expect(reason({ spread })).toBe("spread-does-not-fit");
  // One bad cell or row among good ones is enough.
  const values = [
    [1, 1],
    [1, 1],
  ];
  const good = [null, [0, 1]] as const;
  for (const bad of [
    [null],
    [
      [0, 1],
      [1, 0],
    ],
    [[1, 0], null],
  ] as Spread[number][])
    expect(reason({ values, spread: [good, bad] })).toBe("spread-does-not-fit");
});

test("[SM7] the ends of what can be drawn are drawn", () => {
  for (const seed of [0, 0xffffffff]) expect(solved({ values: [[1]], seed }).acceptability).toEqual([[1]]);
  expect(solved({ values: [[1], [0]], samples: 1 }).standardError).toEqual([
    [0, 0],
    [0, 0],
  ]);
  const wide = solved({ values: [[0], [2e8]], spread: [[[-1e9, 1e9]], [[2e8, 2e8]]], samples: 20_000 });
  // Uniform from −1 to 1, above 0.2 with probability 0.4; an interval of one point is that point.
  expect(Math.abs((wide.acceptability[0]?.[0] ?? 0) - 0.4)).toBeLessThan(4 * 0.00346);
});

test("[SM8] the figures of one seed, pinned so that a change of the draws does not pass unseen", () => {
  const { acceptability } = solved({ values: exact.input.values, samples: 1000, seed: 42 });
  // Not published: found by this very code. The exact shares are 0.4, 0.1, 0.5 and so on.
  expect(acceptability).toEqual([
    [0.378, 0.085, 0.537],
    [0.438, 0.099, 0.463],
    [0.184, 0.816, 0],
  ]);
});

const mark = fc.option(
  fc.integer({ min: 0, max: 8 }).map((each) => each / 8),
  { freq: 6 },
);
const full = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
const rows = (cell: fc.Arbitrary<number | null>) =>
  fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 6 });

test("[SM1] every option has one rank and every rank one option, in each draw", () => {
  fc.assert(
    fc.property(rows(mark), fc.nat(), (values, seed) => {
      const { acceptability } = solved({ values, seed, samples: 50 });
      const total = (numbers: readonly number[]) => numbers.reduce((sum, p) => sum + p, 0);
      for (const row of acceptability) expect(total(row)).toBeCloseTo(1, 9);
      acceptability.forEach((_, rank) =>
        expect(total(acceptability.map((row) => row[rank] ?? 0))).toBeCloseTo(1, 9),
      );
    }),
  );
});

test("[SM1] the order of the options changes no bit", () => {
  fc.assert(
    fc.property(rows(mark), fc.nat(), (values, seed) => {
      const there = solved({ values, seed, samples: 50 });
      const back = solved({ values: [...values].reverse(), seed, samples: 50 });
      expect([...back.acceptability].reverse()).toEqual(there.acceptability);
      expect([...back.centralWeights].reverse()).toEqual(there.centralWeights);
    }),
  );
});

test("[SM1] an option worse than another everywhere is never first, and takes no first place from anyone", () => {
  fc.assert(
    fc.property(rows(full), fc.nat(), (values, seed) => {
      const worse = (values[0] ?? []).map((v) => (v ?? 0) - 0.01);
      const there = solved({ values, seed, samples: 50 });
      const more = solved({ values: [...values, worse], seed, samples: 50 });
      expect(more.acceptability.map((row) => row[0])).toEqual([
        ...there.acceptability.map((row) => row[0]),
        0,
      ]);
    }),
  );
});

test("[SM1] a higher value never lowers an option's share of first places", () => {
  fc.assert(
    fc.property(rows(mark), fc.nat(), (values, seed) => {
      const better = values.map((row, at) =>
        at === 0 ? row.map((v) => (v === null ? null : v + 0.1)) : row,
      );
      const first = (table: typeof better) =>
        solved({ values: table, seed, samples: 50 }).acceptability[0]?.[0];
      expect(first(better)).toBeGreaterThanOrEqual((first(values) ?? 0) - 1e-12);
    }),
  );
});

test("[SM1] who cannot be first is not, and its central weights are weights that make it first", () => {
  fc.assert(
    fc.property(rows(full), fc.nat(), (values, seed) => {
      const possible = potentialOptima(values);
      if (!possible.ok) throw new Error(possible.reason);
      solved({ values, seed, samples: 50 }).acceptability.forEach((row, at) => {
        if (!possible.options[at]?.possible) expect(row[0]).toBe(0);
      });
    }),
  );
});
