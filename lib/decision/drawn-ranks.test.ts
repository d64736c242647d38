import { expect, test } from "vitest";
import { analysisTables } from "./analysis-tables";
import type { CastBallot } from "./ballot";
import { readBallots } from "./ballot-table";
import { drawnRanks } from "./drawn-ranks";
import { evaluate } from "./evaluate";
import { type SmaaInput, smaa } from "./smaa";
import { ballot, criterion, frame } from "./testing-frame";

const SEED = 5;
const SAMPLES = 400;
/** Nothing stands in the order of its ids; the late ones are one ballot short of their quorum. */
const asked = frame({
  options: ["D", "C", "A", "B"].map((id) => ({ id, title: id })),
  criteria: [criterion("speed"), criterion("fit", { source: "map" }), criterion("cost")],
  roles: ["sell", "make", "late", "guest"].map((id) => ({ id, name: id })),
  quorum: { late: 2 },
});
/** C's second task is unrated. */
const map = {
  tasks: ["t1", "t2"].map((id) => ({ id, title: id, inScope: true })),
  fits: {
    "t1|A": "efficient",
    "t2|A": "uncovered",
    "t1|B": "mixed",
    "t2|B": "mixed",
    "t1|C": "efficient",
    "t1|D": "efficient",
    "t2|D": "uncovered",
  } as const,
};
/** Everybody gives the same marks. */
const marks = {
  "cost|A": 5,
  "cost|B": 1,
  "cost|C": 3,
  "cost|D": 3,
  "speed|A": 1,
  "speed|B": 5,
  "speed|C": 2,
  "speed|D": 1,
};
const points = (cost: number, fit: number, speed: number) => ({ cost, fit, speed });
const cast = [
  ballot("m1", "make", marks, points(100, 50, 50)),
  ballot("m2", "make", marks, points(50, 100, 50)),
  ballot("m3", "make", marks, {}),
  ballot("s1", "sell", marks, points(50, 50, 100)),
  ballot("s2", "sell", marks, points(100, 50, 50)),
  ballot("l1", "late", marks, points(0, 0, 100)),
];

const OPTIONS = ["A", "B", "C", "D"];
const CRITERIA = ["cost", "fit", "speed"];
/** Option × criterion in the order of the ids, a mark r being worth (r − 1) / 4. */
const VALUES = [
  [1, 0.5, 0],
  [0, 0.5, 1],
  [0.5, 1, 0.25],
  [0.5, 0.5, 0],
];
const CERTAIN = [null, null, null];
const SPREAD: NonNullable<SmaaInput["spread"]> = [CERTAIN, CERTAIN, [null, [0.5, 1], null], CERTAIN];

function drawn(ballots: readonly CastBallot[], more: { frame?: typeof asked; samples?: number } = {}) {
  const input = { frame: asked, map, seed: SEED, samples: SAMPLES, ...more };
  const evaluation = evaluate({ ...input, ballots });
  if (!evaluation.ok) throw new Error(evaluation.reason);
  return drawnRanks(input, evaluation, analysisTables(readBallots(input.frame, ballots), evaluation));
}
function asDrawn(weights: SmaaInput["weights"], spread = SPREAD) {
  const found = smaa({ values: VALUES, weights, spread, seed: SEED, samples: SAMPLES });
  if (!found.ok) throw new Error(found.reason);
  return found;
}

test("[SM3] three models: nothing known, the order of the weights, and what each role's people answered", () => {
  const found = drawn(cast);
  expect(found.map(({ model, raw }) => ({ model, raw }))).toEqual([
    { model: "uniform", raw: asDrawn({ kind: "uniform" }) },
    // The makers' mean is 3/8, 3/8 and 2/8, the sellers' 3/8, 2/8 and 3/8: cost first, fit and speed alike.
    { model: "order", raw: asDrawn({ kind: "order", ranks: [1, 2, 2] }) },
    {
      model: "participants",
      raw: asDrawn({
        kind: "participants",
        // Guest, late, make, sell. Who gave no weights is not there, and the late ones do not count.
        roles: [
          [],
          [[0, 0, 1]],
          [
            [0.5, 0.25, 0.25],
            [0.25, 0.5, 0.25],
          ],
          [
            [0.25, 0.25, 0.5],
            [0.5, 0.25, 0.25],
          ],
        ],
        roleWeights: [0, 0, 1, 1],
      }),
    },
  ]);
});

test("[SM1][SM2] figures are given by the ids of options and criteria, with the largest error of a share", () => {
  for (const { raw, acceptability, centralWeights, confidence, standardError } of drawn(cast)) {
    OPTIONS.forEach((option, at) => {
      const central = raw.centralWeights[at];
      expect(acceptability[option]).toEqual(raw.acceptability[at]);
      expect(centralWeights[option]).toEqual(
        central ? Object.fromEntries(CRITERIA.map((id, k) => [id, central[k]])) : null,
      );
      expect(confidence[option]).toBe(raw.confidence[at]);
    });
    // √(p (1 − p) / n), largest for the share nearest to a half; where a share is certain there is no error.
    const errors = raw.acceptability.flat().map((p) => Math.sqrt((p * (1 - p)) / SAMPLES));
    expect(standardError).toBeCloseTo(Math.max(...errors), 12);
  }
  // A is as good as D everywhere and better on cost, so D is never first.
  expect(drawn(cast)[0]).toMatchObject({ centralWeights: { D: null }, confidence: { D: null } });
});

test("[AN4] where no criterion is taken from the map, what is unrated there is not drawn", () => {
  const byVote = {
    ...asked,
    criteria: asked.criteria.map((each) => ({ ...each, source: "vote" as const })),
  };
  const marked = cast.map((each) => ({
    ...each,
    scores: { ...each.scores, "fit|A": 3, "fit|B": 3, "fit|C": 5, "fit|D": 3 },
  }));
  // The same values, all of them voted: the map is there and has no part.
  expect(drawn(marked, { frame: byVote })[0]?.raw).toEqual(
    smaa({ values: VALUES, weights: { kind: "uniform" }, seed: SEED, samples: SAMPLES }),
  );
});

test("[SM6] with everything rated there is one draw of the values: three alike have a third each, to the bit", () => {
  const alike = frame({
    options: ["A", "B", "D"].map((id) => ({ id, title: id })),
    criteria: [criterion("c1"), criterion("fit", { source: "map" })],
  });
  const [uniform] = drawn([ballot("a", "r1", { "c1|A": 3, "c1|B": 3, "c1|D": 3 })], { frame: alike });
  expect(uniform?.confidence).toEqual({ A: 1 / 3, B: 1 / 3, D: 1 / 3 });
});

test("[SW5] when nobody gave weights there is no order and there are no answers to draw from", () => {
  const silent = cast.map((each) => ({ ...each, weights: {} }));
  expect(drawn(silent).map(({ model, raw }) => ({ model, raw }))).toEqual([
    { model: "uniform", raw: asDrawn({ kind: "uniform" }) },
  ]);
});

test("[SM7] with a sample size that is none nothing is drawn", () => {
  expect(drawn(cast, { samples: 0 })).toEqual([]);
});
