import fc from "fast-check";
import { expect, test } from "vitest";
import { acrossRoles } from "./aggregate";
import { RoleScorer, roleScores } from "./role-scores";

test("[RS1] role weights act on cells and on criteria weights (analytic)", () => {
  const tables = {
    values: [
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ],
    weights: [
      [1, 0],
      [0.5, 0.5],
    ],
  };
  expect(roleScores(tables, [1, 0])).toEqual([1, 0]);
  expect(roleScores(tables, [0, 1])).toEqual([0, 1]);
  // Half and half: cells 1/2, 0 and 1/2, 1; weights 3/4, 1/4.
  expect(roleScores(tables, [1, 1])).toEqual([0.375, 0.625]);
});

test("[RS1][RW2] a role whose weight is not above zero has no say; no finite weight, no score", () => {
  const tables = {
    values: [[[0.25]], [[0.75]]],
    weights: [[1], [1]],
  };
  for (const none of [0, -1, Number.NaN]) expect(roleScores(tables, [1, none])).toEqual([0.25]);
  expect(roleScores(tables, [0, 0])).toEqual([null]);
  expect(roleScores(tables, [Number.MAX_VALUE, Number.MAX_VALUE])).toEqual([null]);
});

test("[RM2] an option below a bar has no score; a value that equals it up to rounding has passed", () => {
  const tables = {
    values: [
      [
        [0.5, 1],
        [0.5 - 1e-10, 0],
        [0.49, 1],
        [null, 1],
      ] as const,
    ],
    weights: [[0.5, 0.5]],
  };
  const scorer = new RoleScorer(tables, [{ criterion: 0, value: 0.5 }]);
  expect(scorer.scores([1])).toEqual([0.75, expect.closeTo(0.25), null, 1]);
});

test("[RS1] a cell is the mean across roles of RW1 and RW2, to the bit", () => {
  const value = fc.option(fc.double({ min: 0, max: 1, noNaN: true }));
  const roles = fc.array(fc.tuple(value, fc.double({ min: 0, max: 9 })), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(roles, (given) => {
      const weights = given.map(([, weight]) => weight);
      const tables = { values: given.map(([v]) => [[v]]), weights: given.map(() => [1]) };
      expect(roleScores(tables, weights)).toEqual([
        acrossRoles(
          given.map(([v]) => ({ value: v })),
          weights,
        ),
      ]);
    }),
  );
});

test("[RS2] without anyone's weights the criteria weigh the same; a role without values says nothing", () => {
  expect(roleScores({ values: [[[1, 0]], [[null, null]]], weights: [null, null] }, [1, 9])).toEqual([0.5]);
  expect(roleScores({ values: [[[1, 0]]], weights: [[1, 0]] }, [0])).toEqual([null]);
  expect(roleScores({ values: [], weights: [] }, [])).toEqual([]);
});

test("[RS1] the order of the roles and the size of their weights change nothing", () => {
  const mark = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
  const role = fc.record({
    table: fc.array(fc.tuple(fc.option(mark), fc.option(mark)), { minLength: 3, maxLength: 3 }),
    share: fc.option(mark),
    weight: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(role, { minLength: 1, maxLength: 5 }), (roles) => {
      const scores = (given: typeof roles, times: number) =>
        roleScores(
          {
            values: given.map(({ table }) => table),
            weights: given.map(({ share }) => (share === null ? null : [share, 1 - share])),
          },
          given.map(({ weight }) => weight * times),
        );
      const there = scores(roles, 1).map((each) => (each === null ? null : expect.closeTo(each, 12)));
      expect(scores([...roles].reverse(), 3)).toEqual(there);
    }),
  );
});
