import fc from "fast-check";
import { expect, test } from "vitest";
import { dominators, potentialOptima } from "./dominance";
import { type FindingsInput, type TippingPoint, findings, tippingPoints } from "./findings";
import { type RoleTipping, roleTipping } from "./role-tipping";
import { smaa } from "./smaa";
import { type TippingWeights, tippingWeights } from "./tipping-weight";
import { leadersOf, tableScores } from "./value-table";

const NO_BARS = { lead: 0, firstPlace: 0, ballots: 0 };

const OPTIONS = ["a", "b", "c"];
const byName = (tipping: TippingWeights | RoleTipping): TippingPoint[] | null => {
  if (!tipping.ok) return null;
  return "criteria" in tipping
    ? tippingPoints(["cost", "speed"], tipping.criteria, OPTIONS)
    : tippingPoints(["r", "s"], tipping.roles, OPTIONS);
};

function told(input: Partial<FindingsInput>) {
  const answer = findings({
    options: OPTIONS,
    winners: ["a"],
    margin: 0.1,
    bars: NO_BARS,
    ballots: 1,
    ...input,
  });
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}
const left = (item: string, winners: string[], changes = true) => ({ item, winners, changes });

const values = [
  [0.9, 0.2],
  [0.4, 0.8],
  [0.3, 0.1],
];

test("[FI1] tips carry who passes whom, where, and how far that is; the nearest come first (analytic)", () => {
  // Present 0.6 on cost; a and b meet where 0.2 + 0.7 t = 0.8 − 0.4 t, at 6/11.
  const answer = told({
    criterionTipping: byName(tippingWeights(values, [0.6, 0.4])),
    roleTipping: byName(roleTipping([0.6, 0.4], ([t = 0]) => [t, 0.59, 0])),
  });
  expect(answer.findings).toMatchObject([
    { kind: "role-tips", role: "r", at: expect.closeTo(0.59), overtakes: ["b"], overtaken: "a" },
    { kind: "role-tips", role: "s", at: expect.closeTo(0.41), distance: expect.closeTo(0.01) },
    { kind: "criterion-tips", criterion: "cost", present: 0.6, at: expect.closeTo(6 / 11), overtakes: ["b"] },
    { kind: "criterion-tips", criterion: "speed", distance: expect.closeTo(0.6 - 6 / 11) },
  ]);
});

test("[FI2] rules and leavings that change the winner are told, those that do not are not", () => {
  const answer = told({
    policies: [
      { policy: "skip/mean", winners: ["b"] },
      { policy: "zero/median", winners: ["a"] },
    ],
    withoutOption: [left("c", ["b"])],
    withoutCriterion: [left("cost", ["c", "b"]), left("speed", ["a"], false)],
    withoutRole: [left("r", [])],
  });
  expect(answer.findings).toEqual([
    { kind: "policy-changes-winner", policy: "skip/mean", winners: ["b"] },
    { kind: "changes-winner-by-leaving", what: "criterion", id: "cost", winners: ["b", "c"] },
    { kind: "changes-winner-by-leaving", what: "role", id: "r", winners: [] },
    { kind: "changes-winner-by-leaving", what: "option", id: "c", winners: ["b"] },
  ]);
});

test("[FI2] with several winners, others than just those are a change; they are told in the order of their ids", () => {
  const policy = (name: string, winners: string[]) => ({ policy: name, winners });
  const { findings: found } = told({
    winners: ["a", "b"],
    margin: 0,
    policies: [
      policy("turned", ["b", "a"]),
      policy("one of them", ["a"]),
      policy("one of them and another", ["c", "a"]),
    ],
  });
  expect(found).toEqual([
    { kind: "tied", options: ["a", "b"] },
    { kind: "policy-changes-winner", policy: "one of them", winners: ["a"] },
    { kind: "policy-changes-winner", policy: "one of them and another", winners: ["a", "c"] },
  ]);
});

test("[FI3] of persons only a number is told, never who or for whom", () => {
  const answer = told({ withoutPerson: [left("ann", ["b"]), left("bob", ["a"], false), left("cem", ["c"])] });
  expect(answer.findings).toEqual([{ kind: "persons-change-winner", count: 2, of: 3 }]);
  expect(JSON.stringify(answer)).not.toMatch(/ann|cem/);
});

test("[FI4] dominated, never best, and first in more draws than the leader", () => {
  const table = [
    [1, 0],
    [0, 1],
    [0.4, 0.4],
    [0.3, 0.3],
  ];
  const optima = potentialOptima(table);
  const draws = smaa({ values: table, weights: { kind: "order", ranks: [2, 1] }, samples: 200, seed: 3 });
  if (!optima.ok || !draws.ok) throw new Error("the table is sound");
  const answer = told({
    options: ["a", "b", "c", "d"],
    smaa: draws,
    dominators: dominators(table),
    potentialOptima: optima.options,
  });
  expect(answer.findings).toEqual([
    { kind: "more-often-first", option: "b", share: 1, leader: "a", leaderShare: 0 },
    { kind: "never-best", option: "c" },
    { kind: "dominated", option: "d", by: ["c"] },
  ]);
});

test("[FI4] a leader that is first most often, or as often as another, is no news", () => {
  // a is first wherever cost weighs more than speed.
  const table = [
    [1, 0],
    [0, 1],
    [0, 0],
  ];
  const drawn = (values: number[][], ranks: number[]) => {
    const draws = smaa({ values, weights: { kind: "order", ranks }, samples: 50, seed: 3 });
    if (!draws.ok) throw new Error(draws.reason);
    return draws;
  };
  expect(told({ smaa: drawn(table, [1, 2]) }).findings).toEqual([]);
  const [best = [], , worst = []] = table;
  // Of two that are alike each has half of the first places.
  expect(told({ winners: ["b"], smaa: drawn([best, best, worst], [1, 2]) }).findings).toEqual([]);
});

test("[FI5] a tie has neither tips nor a leader, whatever the methods say", () => {
  const draws = smaa({ values, weights: { kind: "order", ranks: [2, 1] }, samples: 50, seed: 3 });
  if (!draws.ok) throw new Error(draws.reason);
  const tied = told({
    winners: ["a", "b"],
    margin: 0,
    criterionTipping: byName(tippingWeights(values, [0.6, 0.4])),
    roleTipping: byName(roleTipping([0.6, 0.4], ([t = 0]) => [t, 0.59, 0])),
    smaa: draws,
  });
  expect(tied.findings).toEqual([{ kind: "tied", options: ["a", "b"] }]);
  expect(tied.firmness.missed).toMatchObject([{ bar: "firstPlace", found: null }]);
  const still = told({
    winners: ["a", "b"],
    margin: 0,
    criterionTipping: byName(tippingWeights([[1], [0], [0]], [1])),
    roleTipping: byName(roleTipping([1], () => [1, 0, 0])),
  });
  expect(still.findings).toEqual([{ kind: "tied", options: ["a", "b"] }]);
});

test("[FI5] a tie has no tips; with nothing to tip, that is told last", () => {
  const tied = told({
    winners: ["b", "a"],
    margin: 0,
    criterionTipping: byName(tippingWeights([[1], [1]], [1])),
  });
  expect(tied.findings).toEqual([{ kind: "tied", options: ["a", "b"] }]);
  expect(tied.firmness).toMatchObject({ verdict: "no-clear-winner", tied: true });
  const firm = told({
    criterionTipping: byName(
      tippingWeights(
        [
          [1, 1],
          [0, 0],
          [0, 0],
        ],
        [1, 1],
      ),
    ),
    roleTipping: byName(roleTipping([1, 1], () => [1, 0, 0])),
  });
  expect(firm.findings).toEqual([
    { kind: "no-criterion-tips", leader: "a" },
    { kind: "no-role-tips", leader: "a" },
  ]);
  expect(told({}).findings).toEqual([]);
});

test("[FI5] the verdict measures the lead, the leader's share of first places and the ballots", () => {
  const draws = smaa({ values, weights: { kind: "uniform" }, samples: 500, seed: 3 });
  if (!draws.ok) throw new Error(draws.reason);
  const { firmness } = told({
    criterionTipping: byName(tippingWeights(values, [0.6, 0.4])),
    smaa: draws,
    ballots: 0.5,
    bars: { lead: 10, firstPlace: 20, ballots: 60 },
  });
  expect(firmness.met).toMatchObject([
    { bar: "lead", found: 0.1 },
    { bar: "firstPlace", found: draws.acceptability[0]?.[0] },
  ]);
  expect(firmness.missed).toMatchObject([{ bar: "ballots", found: 0.5 }]);
  // Alone in the ranking there is nobody to lead; without draws nothing is known of first places.
  expect(told({ margin: null, bars: { lead: 100, firstPlace: 0, ballots: 0 } }).firmness).toMatchObject({
    met: [{ bar: "lead", found: 1 }, { bar: "ballots" }],
    missed: [{ bar: "firstPlace", found: null }],
  });
});

test("[FI6] ids used twice, or a winner that is no option, is a reason", () => {
  const base = {
    options: ["a"],
    winners: ["a"],
    margin: null,
    bars: NO_BARS,
    ballots: 1,
  };
  expect(findings({ ...base, options: ["a", "a"] })).toEqual({ ok: false, reason: "duplicate-ids" });
  expect(findings({ ...base, winners: ["z"] })).toEqual({ ok: false, reason: "unknown-winner" });
  // Nobody is first, and nobody leads.
  expect(findings({ ...base, options: [], winners: [] })).toMatchObject({
    ok: true,
    firmness: { verdict: "no-clear-winner", missed: [{ bar: "lead", found: null }, { bar: "firstPlace" }] },
    findings: [],
  });
});

test("[FI1] tips come by distance, whatever the board", () => {
  const mark = fc.integer({ min: 0, max: 8 }).map((each) => each / 8);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(mark, mark), { minLength: 3, maxLength: 3 }),
      fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })),
      (table, weights) => {
        const winners = leadersOf(tableScores(table, weights)).map((at) => ["a", "b", "c"][at] ?? "");
        const { findings: found } = told({
          winners,
          criterionTipping: byName(tippingWeights(table, weights)),
        });
        const distances = found.flatMap((each) => (each.kind === "criterion-tips" ? [each.distance] : []));
        expect(distances).toEqual([...distances].sort((a, b) => a - b));
        expect(found.some((each) => each.kind === "tied")).toBe(winners.length > 1);
      },
    ),
  );
});
