import fc from "fast-check";
import { expect, test } from "vitest";
import type { Mark } from "./ballot";
import published from "./cases/delphi_chaffin_talley1980.json";
import { type RoundAnswer, STABLE_BELOW, delphiStability } from "./delphi-stability";

const round = (answers: Record<string, Mark | null>): RoundAnswer[] =>
  Object.entries(answers).map(([voter, answer]) => ({ voter, answer }));
const numbered = (marks: readonly Mark[]) => marks.map((answer, at) => ({ voter: `v${at}`, answer }));
const stability = (before: RoundAnswer[], after: RoundAnswer[]) => {
  const outcome = delphiStability(before, after, 5);
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
};

test("[DS1] voters are matched by id; who answered one round only is counted apart", () => {
  const outcome = stability(
    round({ a: 5, b: 3, left: 1, silent: null, word: "abstain" }),
    round({ word: "not-applicable", b: 3, joined: 2, a: 4, silent: 1 }),
  );
  expect(outcome).toMatchObject({ matched: 3, onlyBefore: 1, onlyAfter: 2, marked: 2 });
  // a moved, b stayed, the word became another word.
  expect(outcome.changedShare).toBeCloseTo(2 / 3, 12);
});

test("[DS2] figures before and after, over those with a mark in both rounds (analytic)", () => {
  const outcome = stability(numbered([1, 2, 4, 5, 5]), numbered([3, 3, 4, 4, "abstain"]));
  expect(outcome.before).toEqual({
    mean: 3,
    median: 3,
    interquartileRange: 2.5,
    coefficientOfVariation: expect.closeTo(Math.sqrt(10 / 3) / 3, 12),
  });
  expect(outcome.after).toEqual({
    mean: 3.5,
    median: 3.5,
    interquartileRange: 1,
    coefficientOfVariation: expect.closeTo(Math.sqrt(1 / 3) / 3.5, 12),
  });
  expect(outcome.change).toEqual({
    mean: 0.5,
    median: 0.5,
    interquartileRange: -1.5,
    coefficientOfVariation: expect.closeTo(Math.sqrt(1 / 3) / 3.5 - Math.sqrt(10 / 3) / 3, 12),
  });
});

test("[DS3] stable means that under 15 % of the distribution moved (Scheibe, Skutsch & Schofer)", () => {
  const twenty = Array.from({ length: 20 }, (_, at) => 1 + (at % 5));
  const moved = (people: number) => twenty.map((mark, at) => (at < people * 5 && mark === 1 ? 5 : mark));
  expect(stability(numbered(twenty), numbered(moved(2)))).toMatchObject({
    marginalChange: 0.1,
    stable: true,
  });
  expect(stability(numbered(twenty), numbered(moved(3)))).toMatchObject({
    marginalChange: STABLE_BELOW,
    stable: false,
  });
  expect(STABLE_BELOW).toBe(0.15);
});

test("[DS4] people who swap sides are seen in the changed share, not in the net change", () => {
  expect(stability(round({ a: 1, b: 5 }), round({ a: 5, b: 1 }))).toMatchObject({
    changedShare: 1,
    marginalChange: 0,
    stable: true,
  });
});

test("[DS3][DS4] Chaffin & Talley: the same net change, but in one table nearly all stay and in the other few", () => {
  const { expected, scale } = published;
  for (const name of ["stable_pairs", "unstable_pairs"] as const) {
    const people = published[name].flatMap((row, from) =>
      row.flatMap((count, to) => Array.from({ length: count }, () => [from + 1, to + 1] as const)),
    );
    const outcome = delphiStability(
      numbered(people.map(([from]) => from)),
      numbered(people.map(([, to]) => to)),
      scale,
    );
    if (!outcome.ok) throw new Error(outcome.reason);
    expect(outcome.marked).toBe(expected.experts);
    expect(outcome.marginalChange).toBeCloseTo(expected.net_changes / expected.experts, 12);
    expect(outcome.changedShare).toBeCloseTo(1 - expected.kept[name] / expected.experts, 12);
    expect(outcome.stable).toBe(expected.stable);
    const counts = (round: readonly number[]) =>
      [1, 2, 3].map((mark) => round.filter((each) => each === mark).length);
    expect(counts(people.map(([from]) => from))).toEqual(expected.before);
    expect(counts(people.map(([, to]) => to))).toEqual(expected.after);
  }
});

test("[DS5] without marks in both rounds there is nothing to compare, and no NaN", () => {
  expect(delphiStability([], [], 5)).toEqual({ ok: false, reason: "nobody-in-both-rounds" });
  expect(delphiStability(round({ a: 1 }), round({ b: 1 }), 5)).toEqual({
    ok: false,
    reason: "nobody-in-both-rounds",
  });
  expect(delphiStability(round({ a: Number.NaN }), round({ a: 1 }), 5)).toMatchObject({ ok: false });
  const twice = [...round({ a: 1 }), ...round({ a: 2 })];
  expect(delphiStability(twice, round({ a: 1 }), 5)).toEqual({ ok: false, reason: "duplicate-ids" });
  expect(delphiStability(round({ a: 1 }), twice, 5)).toEqual({ ok: false, reason: "duplicate-ids" });
  expect(stability(round({ a: "abstain" }), round({ a: "abstain" }))).toEqual({
    ok: true,
    matched: 1,
    onlyBefore: 0,
    onlyAfter: 0,
    changedShare: 0,
    marked: 0,
    before: null,
    after: null,
    change: null,
    marginalChange: null,
    stable: null,
  });
  expect(stability(round({ a: 2 }), round({ a: 4 }))).toMatchObject({
    before: { mean: 2, coefficientOfVariation: null },
    change: { mean: 2, interquartileRange: 0, coefficientOfVariation: null },
    marginalChange: 1,
  });
});

const answers = fc.array(
  fc.oneof(fc.integer({ min: 1, max: 5 }), fc.constantFrom("abstain" as const, "not-applicable" as const)),
  { minLength: 1, maxLength: 12 },
);

test("[DS1] the order of the answers changes nothing", () => {
  fc.assert(
    fc.property(answers, answers, (before, after) => {
      const there = delphiStability(numbered(before), numbered(after), 5);
      const back = delphiStability(numbered(before).reverse(), numbered(after).reverse(), 5);
      expect(back).toEqual(there);
    }),
  );
});

test("[DS3] nobody moves: nothing changes; and the net change never exceeds the share that moved", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), { minLength: 1 }),
      (pairs) => {
        const before = numbered(pairs.map(([mark]) => mark));
        expect(stability(before, before)).toMatchObject({ changedShare: 0, marginalChange: 0, stable: true });
        const moved = stability(before, numbered(pairs.map(([, mark]) => mark)));
        expect(moved.marginalChange ?? 9).toBeLessThanOrEqual(moved.changedShare + 1e-12);
      },
    ),
  );
});
