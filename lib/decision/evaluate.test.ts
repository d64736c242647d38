import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { analyse } from "./analyse";
import type { MapSnapshot } from "./coverage";
import { type EvaluationInput, evaluate } from "./evaluate";
import type { Evaluation, Outcome } from "./outcome";
import { OF_ROLES, OPTIONS, SHARES, analysed } from "./testing-board";
import { ballot, criterion, frame } from "./testing-frame";

const named = (id: string) => ({ id, title: id, name: id });

const emptyMap: MapSnapshot = { tasks: [], fits: {} };
const input = (more: Partial<EvaluationInput> = {}): EvaluationInput => ({
  frame: frame(),
  map: emptyMap,
  ballots: [
    ballot("1", "r1", { "c1|A": 5, "c1|B": 1, "c2|A": 4, "c2|B": 3 }),
    ballot("2", "r2", { "c1|A": 3, "c1|B": 4, "c2|A": 2, "c2|B": 5 }),
  ],
  ...more,
});
function evaluated(outcome: Outcome): Evaluation {
  if (!outcome.ok) throw new Error(outcome.reason);
  return outcome;
}

describe("no result but a reason", () => {
  test.each([
    ["no-options", { frame: frame({ options: [] }) }],
    ["no-criteria", { frame: frame({ criteria: [] }) }],
    ["no-roles", { frame: frame({ roles: [] }) }],
    ["no-ballots", { ballots: [] }],
    ["duplicate-ids", { frame: frame({ options: ["A", "A"].map(named) }) }],
    ["duplicate-ids", { ballots: [ballot("1", "r1", {}), ballot("1", "r2", {})] }],
    ["no-values", { ballots: [ballot("1", "r1", { "c1|A": "abstain" })] }],
  ] as const)("[EV1] %s", (reason, more) => {
    expect(evaluate(input(more as Partial<EvaluationInput>))).toEqual({ ok: false, reason });
  });

  test("[EV4] with one option under a bar and the other without a mark, it is marks that are missing", () => {
    const barred = frame({ criteria: [criterion("c1", { knockOutBelow: 3 }), criterion("c2")] });
    const ballots = [ballot("1", "r1", { "c1|A": 1 })];
    expect(evaluate(input({ frame: barred, ballots }))).toEqual({ ok: false, reason: "no-values" });
    const silent = [ballot("1", "r1", { "c1|A": "abstain" })];
    expect(evaluate(input({ frame: barred, ballots: silent }))).toEqual({ ok: false, reason: "no-values" });
  });

  test("[EV4] every option knocked out", () => {
    const strict = frame({ criteria: [criterion("c1", { knockOutBelow: 5 }), criterion("c2")] });
    expect(evaluate(input({ frame: strict }))).toMatchObject({
      ok: false,
      reason: "all-knocked-out",
      knockedOut: [{ option: "A", reasons: [{ criterion: "c1", mark: 4, bar: 5 }] }, { option: "B" }],
    });
  });
});

test("[EV6] ranks, margin and contributions of a small vote", () => {
  const outcome = evaluated(evaluate(input()));
  // c1: A (1 + .5) / 2, B (0 + .75) / 2; c2: A (.75 + .25) / 2, B (.5 + 1) / 2; weights halves.
  expect(outcome.ranking).toMatchObject([
    {
      option: "A",
      rank: 1,
      score: 0.625,
      contributions: [{ criterion: "c1", weight: 0.5, value: 0.75, points: 0.375 }, {}],
    },
    { option: "B", rank: 2, score: 0.5625 },
  ]);
  expect(outcome).toMatchObject({ winners: ["A"], runnerUp: "B", margin: 0.0625 });
});

test("[EV6] a tie has two winners and no margin between them; one option has none", () => {
  const tie = evaluated(evaluate(input({ ballots: [ballot("1", "r1", { "c1|A": 3, "c1|B": 3 })] })));
  expect(tie).toMatchObject({ winners: ["A", "B"], margin: 0, runnerUp: null });
  const one = evaluated(evaluate(input({ frame: frame({ options: [named("A")] }) })));
  expect(one).toMatchObject({ winners: ["A"], margin: null, runnerUp: null });
});

test("[EV2] a ballot of an unknown role is not counted, and said", () => {
  const more = [...input().ballots, ballot("3", "ghost", { "c1|B": 5 })];
  const outcome = evaluated(evaluate(input({ ballots: more })));
  expect(outcome.ignoredBallots).toBe(1);
  expect(outcome.ranking).toEqual(evaluated(evaluate(input())).ranking);
});

test("[EV3] a role that may not score a criterion has no part in it", () => {
  const limited = frame({ criteria: [criterion("c1", { scoredBy: ["r2"] }), criterion("c2")] });
  const outcome = evaluated(evaluate(input({ frame: limited })));
  const cell = outcome.cells.find((each) => each.criterion === "c1" && each.option === "A");
  expect(cell).toMatchObject({ value: 0.5, roles: [{ role: "r2", n: 1 }] });
});

describe("a role's own ranking", () => {
  test("[EV5] uses its own marks and weights", () => {
    const ballots = [
      ballot("1", "r1", { "c1|A": 5, "c1|B": 1, "c2|A": 1, "c2|B": 5 }, { c1: 100, c2: 0 }),
      ballot("2", "r2", { "c1|A": 5, "c1|B": 1, "c2|A": 1, "c2|B": 5 }, { c1: 0, c2: 100 }),
    ];
    const outcome = evaluated(evaluate(input({ ballots })));
    expect(outcome.winners).toEqual(["A", "B"]);
    expect(outcome.roles).toMatchObject([
      { role: "r1", ok: true, winners: ["A"], weightsFrom: "role" },
      { role: "r2", ok: true, winners: ["B"], weightsFrom: "role" },
    ]);
  });

  test("[EV5] leaves out what it scored nowhere, and takes the weights of all when it gave none", () => {
    const ballots = [
      ballot("1", "r1", { "c1|A": 5, "c1|B": 1 }, {} as never),
      ballot("2", "r2", { "c1|A": 1, "c1|B": 2, "c2|A": 1, "c2|B": 5 }),
    ];
    const outcome = evaluated(evaluate(input({ ballots })));
    expect(outcome.roles[0]).toMatchObject({
      ok: true,
      leftOut: ["c2"],
      weightsFrom: "all-roles",
      entries: [
        { option: "A", score: 1 },
        { option: "B", score: 0 },
      ],
    });
  });

  test("[EV5] on the board by hand: its own values and weights, the map's for all, without what is out", () => {
    const { roles } = analysed().evaluation;
    const [sellers, makers] = roles;
    for (const [outcome, values, weights] of [
      [sellers, OF_ROLES.sell, SHARES.sell],
      [makers, OF_ROLES.make, SHARES.make],
    ] as const) {
      if (!outcome?.ok) throw new Error("no ranking");
      expect(outcome).toMatchObject({ weightsFrom: "role", leftOut: [] });
      const scores = OPTIONS.map((option, o) => ({
        option,
        score: (values[o] ?? []).reduce<number>((sum, value, k) => sum + (value ?? 0) * (weights[k] ?? 0), 0),
      })).sort((a, b) => b.score - a.score);
      expect(outcome.entries.map(({ option, score }) => ({ option, score }))).toEqual(
        scores.map(({ option, score }) => ({ option, score: expect.closeTo(score, 12) as number })),
      );
    }
    expect(roles[2]).toMatchObject({ role: "guest", ok: false, reason: "no-ballots" });
  });

  test("[EV5] a criterion that it scored for one option only is not left out; weights on none of its marks rank nothing", () => {
    const ballots = [
      ballot("1", "r1", { "c1|A": 5, "c1|B": 1, "c2|A": 4 }),
      ballot("2", "r2", { "c1|A": 5, "c1|B": 1 }, { c1: 0, c2: 100 }),
    ];
    const outcome = evaluated(evaluate(input({ ballots })));
    expect(outcome.roles).toMatchObject([
      { ok: true, leftOut: [] },
      { ok: false, reason: "no-marks" },
    ]);
  });

  test("[EV5] says why there is none", () => {
    const three = frame({ roles: ["r1", "r2", "r3"].map(named), quorum: { r2: 2 } });
    const ballots = [
      ballot("1", "r1", { "c1|A": "abstain" }),
      ballot("2", "r2", { "c1|A": 5 }),
      ballot("4", "r1", {}),
    ];
    const withMap = { ...three, criteria: [criterion("c1"), criterion("c2", { source: "map" as const })] };
    const map: MapSnapshot = { tasks: [{ id: "t", title: "", inScope: true }], fits: { "t|A": "efficient" } };
    const outcome = evaluated(
      evaluate(input({ frame: withMap, map, ballots, eligible: { r1: 4, r2: 1, r3: 1 } })),
    );
    expect(outcome.roles).toEqual([
      { role: "r1", ballots: 2, eligible: 4, ok: false, reason: "no-marks" },
      { role: "r2", ballots: 1, eligible: 1, ok: false, reason: "under-quorum" },
      { role: "r3", ballots: 0, eligible: 1, ok: false, reason: "no-ballots" },
    ]);
    expect(outcome.unscored).toEqual(["B"]);
  });
});

describe("the map's criterion", () => {
  const mapFrame = frame({ criteria: [criterion("c1", { source: "map" })] });
  const map: MapSnapshot = {
    tasks: ["t1", "t2", "t3"].map((id) => ({ id, title: id, inScope: true })),
    fits: {
      "t1|A": "efficient",
      "t2|A": "uncovered",
      "t3|A": "uncovered",
      "t1|B": "mixed",
      "t2|B": "mixed",
    },
  };
  const ballots = [ballot("1", "r1", {}, { c1: 100 } as never)];

  test("[EV7] shows the first place under every combination of rules", () => {
    const outcome = evaluated(evaluate(input({ frame: mapFrame, map, ballots })));
    expect(outcome.winners).toEqual(["B"]);
    expect(outcome.variants).toMatchObject([
      { uncovered: "zero", insideRole: "mean", asVoted: true, winners: ["B"], runnerUp: "A" },
      { uncovered: "zero", insideRole: "median", asVoted: false, winners: ["B"] },
      { uncovered: "skip", insideRole: "mean", asVoted: false, winners: ["A"], margin: 0.5 },
      { uncovered: "skip", insideRole: "median", asVoted: false, winners: ["A"] },
    ]);
  });

  test("[CO5] carries the interval of unrated tasks into the score", () => {
    const entry = evaluated(evaluate(input({ frame: mapFrame, map, ballots }))).ranking[0];
    expect(entry).toMatchObject({
      option: "B",
      score: 0.5,
      low: expect.closeTo(1 / 3),
      high: expect.closeTo(2 / 3),
    });
  });

  test("[CO5] [AN4] an option of which nothing is rated may turn out anything, in its interval and in the draws", () => {
    const tasks = Array.from({ length: 10 }, (_, at) => ({ id: `t${at}`, title: "", inScope: true }));
    // A: six efficient and four mixed, 0.8, and a mark of 4; B: nothing rated, and a mark of 5.
    const fits = Object.fromEntries(
      tasks.map(({ id }, at) => [`${id}|A`, at < 6 ? "efficient" : "mixed"] as const),
    );
    const asked = frame({ criteria: [criterion("c1"), criterion("c2", { source: "map" })] });
    const cast = [ballot("1", "r1", { "c1|A": 4, "c1|B": 5 })];
    const whole = input({ frame: asked, map: { tasks, fits }, ballots: cast });
    const outcome = evaluated(evaluate(whole));
    expect(outcome.ranking).toMatchObject([
      { option: "B", score: 1, low: 0.5, high: 1 },
      { option: "A", low: expect.closeTo(0.775), high: expect.closeTo(0.775) },
    ]);
    const { draws } = analyse({ ...whole, seed: 1, samples: 2_000 }, outcome);
    // At equal weights it is ahead of A where its map is worth more than 0.55.
    expect(draws.models.at(-1)?.acceptability.B?.[0]).toBeCloseTo(0.45, 1);
  });

  test("[CO5] the interval is that of the map's criterion alone, by its weight", () => {
    // C's second task is unrated: 1 as rated, 0.5 at worst, at a weight of 3/8.
    for (const { option, score, low, high } of analysed().evaluation.ranking) {
      expect(low).toBeCloseTo(option === "C" ? score - (3 / 8) * 0.5 : score, 12);
      expect(high).toBe(score);
    }
  });
});

test("[EV8] no number that is not finite, whatever the ballots hold", () => {
  const mark = fc.oneof(
    fc.integer({ min: -2, max: 8 }),
    fc.constantFrom("abstain" as const, "not-applicable" as const),
    fc.double(),
  );
  const key = fc.constantFrom("c1|A", "c1|B", "c2|A", "c2|B", "__proto__", "c1|Z");
  const anyBallot = fc.record({
    role: fc.constantFrom("r1", "r2", "ghost"),
    scores: fc.dictionary(key, mark),
    weights: fc.dictionary(
      fc.constantFrom("c1", "c2", "zz"),
      fc.oneof(fc.integer({ min: -5, max: 120 }), fc.double()),
    ),
  });
  fc.assert(
    fc.property(fc.array(anyBallot, { maxLength: 6 }), fc.integer({ min: 0, max: 3 }), (ballots, quorum) => {
      const outcome = evaluate(
        input({
          frame: frame({ quorum: { r1: quorum } }),
          ballots: ballots.map((each, at) => ({ voter: `${at}`, ...each })),
        }),
      );
      JSON.stringify(outcome, (_, each: unknown) => {
        if (typeof each === "number") expect(Number.isFinite(each)).toBe(true);
        return each;
      });
    }),
  );
});

test("[RA2] the order of ballots, options, criteria and roles changes nothing", () => {
  const once = evaluated(evaluate(input()));
  const turned = frame();
  turned.options.reverse();
  turned.criteria.reverse();
  turned.roles.reverse();
  const again = evaluated(evaluate(input({ frame: turned, ballots: [...input().ballots].reverse() })));
  expect(again.ranking).toEqual(once.ranking);
  expect(again.weights.shares).toEqual(once.weights.shares);
});
