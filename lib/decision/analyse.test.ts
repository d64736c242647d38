import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnalysisInput, analyse } from "./analyse";
import type { CastBallot } from "./ballot";
import { readBallots } from "./ballot-table";
import { evaluate, evaluateTable } from "./evaluate";
import type { Evaluation } from "./outcome";
import { pooled } from "./pooled";
import { modelScores, roleModel } from "./role-model";
import { anyBallots, ballot, criterion, frame } from "./testing-frame";
import { scoresWithoutEach, winnersWithoutEach } from "./without-person";

const NO_MAP = { tasks: [], fits: {} };
const ballots = [
  ballot("a", "r1", { "c1|A": 5, "c1|B": 2, "c2|A": 1, "c2|B": 4 }, { c1: 100, c2: 60 }),
  ballot("b", "r1", { "c1|A": 4, "c1|B": 3, "c2|A": 2, "c2|B": 4 }, { c1: 100, c2: 40 }),
  ballot("c", "r2", { "c1|A": 2, "c1|B": 4, "c2|A": 3, "c2|B": 5 }, { c1: 50, c2: 100 }),
];

function analysed(more: Partial<AnalysisInput> = {}) {
  const input: AnalysisInput = { frame: frame(), map: NO_MAP, ballots, seed: 7, samples: 400, ...more };
  const evaluation = evaluate(input);
  if (!evaluation.ok) throw new Error(evaluation.reason);
  return { input, evaluation, analysis: analyse(input, evaluation) };
}
const evaluated = (input: Parameters<typeof evaluate>[0]): Evaluation | null => {
  const outcome = evaluate(input);
  return outcome.ok ? outcome : null;
};

describe("the model of an evaluation by role", () => {
  test("[RM1] put together with equal roles it gives the scores again", () => {
    fc.assert(
      fc.property(anyBallots, fc.constantFrom("mean" as const, "median" as const), (cast, insideRole) => {
        const asked = frame({
          policies: { uncovered: "zero", insideRole, betweenRoles: "equal" },
          quorum: { r1: 2 },
        });
        const evaluation = evaluated({ frame: asked, map: NO_MAP, ballots: cast });
        if (!evaluation) return;
        const scores = modelScores(roleModel(asked, evaluation), [1, 1]);
        for (const [at, option] of asked.options.entries()) {
          const entry = evaluation.ranking.find((each) => each.option === option.id);
          if (entry) expect(scores[at]).toBeCloseTo(entry.score, 9);
          else expect(scores[at]).toBeNull();
        }
      }),
    );
  });

  test("[RM2] under a bar an option is out, also when another role counts", () => {
    const asked = frame({ criteria: [criterion("c1", { knockOutBelow: 3 }), criterion("c2")] });
    const { evaluation } = analysed({ frame: asked });
    const model = roleModel(asked, evaluation);
    // r1 gives A 4.5 and B 2.5 on c1; r2 gives A 2 and B 4.
    expect(modelScores(model, [1, 0]).map((score) => score === null)).toEqual([false, true]);
    expect(modelScores(model, [0, 1]).map((score) => score === null)).toEqual([true, false]);
  });
});

describe("without one ballot", () => {
  const without = (cast: readonly CastBallot[], asked = frame()) => {
    const evaluation = evaluated({ frame: asked, map: NO_MAP, ballots: cast });
    if (!evaluation) return null;
    return winnersWithoutEach(readBallots(asked, cast), roleModel(asked, evaluation));
  };

  test("[WP1] the first place is that of evaluating again", () => {
    const rules = fc.constantFrom("mean" as const, "median" as const);
    fc.assert(
      fc.property(anyBallots, rules, (cast, insideRole) => {
        const asked = frame({ policies: { uncovered: "zero", insideRole, betweenRoles: "equal" } });
        const found = without(cast, asked);
        if (!found) return;
        for (const [at, { winners }] of found.entries()) {
          const again = evaluated({ frame: asked, map: NO_MAP, ballots: cast.filter((_, i) => i !== at) });
          expect([...winners].sort()).toEqual([...(again?.winners ?? [])].sort());
        }
      }),
    );
  });

  test("[WP1] also under bars, quorums and the map, and where a role may not score", () => {
    const map = {
      tasks: ["t1", "t2"].map((id) => ({ id, title: id, inScope: true })),
      fits: { "t1|A": "efficient", "t2|A": "uncovered", "t1|B": "mixed", "t2|B": "inefficient" } as const,
    };
    const asked = frame({
      criteria: [
        criterion("c1", { knockOutBelow: 2.5 }),
        criterion("c2", { scoredBy: ["r2"] }),
        criterion("c3", { source: "map" }),
      ],
      quorum: { r1: 2 },
    });
    const points = fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 100 })), {
      minLength: 6,
      maxLength: 6,
    });
    const rules = fc.constantFrom("mean" as const, "median" as const);
    fc.assert(
      fc.property(anyBallots, points, rules, (list, c3, insideRole) => {
        // Who has 0 for the third criterion gave no weights at all.
        const cast = list.map((each, at) => ({
          ...each,
          weights: c3[at] ? { ...each.weights, c3: c3[at] ?? 0 } : {},
        }));
        const body = { ...asked, policies: { ...asked.policies, insideRole } };
        const evaluation = evaluated({ frame: body, map, ballots: cast });
        if (!evaluation) return;
        for (const { voter, scores } of scoresWithoutEach(
          readBallots(body, cast),
          roleModel(body, evaluation),
        )) {
          const others = cast.filter((each) => each.voter !== voter);
          const again = evaluated({ frame: body, map, ballots: others })?.ranking ?? [];
          const expected = body.options.map(({ id }) => again.find((each) => each.option === id)?.score);
          expect(scores).toEqual(
            expected.map((score) => (score === undefined ? null : expect.closeTo(score, 9))),
          );
        }
      }),
    );
  });

  test("[WP2] a role that falls under its quorum is left out", () => {
    const asked = frame({ quorum: { r1: 2 } });
    // Only r2 counts once r1 has a single ballot, and r2 prefers B.
    expect(without(ballots, asked)?.map((each) => each.winners)).toEqual([["B"], ["B"], ["A"]]);
  });

  test("[WP3] an analysis tells how many, never who", () => {
    const { analysis } = analysed();
    expect(analysis.withoutPerson.of).toBe(3);
    expect(JSON.stringify(analysis)).not.toContain('"voter"');
  });
});

describe("pooled heads", () => {
  test("[PO1] every ballot counts the same", () => {
    const outcome = evaluateTable(pooled(readBallots(frame(), ballots)), { map: NO_MAP });
    if (!outcome.ok) throw new Error(outcome.reason);
    // (5 + 4 + 2) / 3 on c1 and (1 + 2 + 3) / 3 on c2, as values.
    const cell = (id: string) => outcome.cells.find((each) => each.criterion === id && each.option === "A");
    expect(cell("c1")?.value).toBeCloseTo((11 / 3 - 1) / 4);
    expect(cell("c2")?.value).toBeCloseTo((6 / 3 - 1) / 4);
  });

  test("[PO2] what a role does not score stays out", () => {
    const asked = frame({ criteria: [criterion("c1", { scoredBy: ["r1"] }), criterion("c2")] });
    const outcome = evaluateTable(pooled(readBallots(asked, ballots)), { map: NO_MAP });
    if (!outcome.ok) throw new Error(outcome.reason);
    const cell = outcome.cells.find((each) => each.criterion === "c1" && each.option === "B");
    expect(cell?.value).toBeCloseTo((2.5 - 1) / 4);
  });
});

describe("an analysis", () => {
  test("[AN1] leaves the evaluation as it is", () => {
    const { input, evaluation } = analysed();
    const before = structuredClone(evaluation);
    analyse(input, evaluation);
    expect(evaluation).toEqual(before);
  });

  test("[AN2] does not depend on the order in which things are listed", () => {
    const { analysis } = analysed();
    const turned = frame();
    const other = analysed({
      frame: {
        ...turned,
        options: [...turned.options].reverse(),
        criteria: [...turned.criteria].reverse(),
        roles: [...turned.roles].reverse(),
      },
      ballots: [...ballots].reverse(),
    }).analysis;
    const byId = <T extends { id: string }>(all: readonly T[] | null) =>
      [...(all ?? [])].sort((a, b) => (a.id < b.id ? -1 : 1));
    expect(other.firmness).toEqual(analysis.firmness);
    expect(other.draws).toEqual(analysis.draws);
    expect(byId(other.criterionTipping)).toEqual(byId(analysis.criterionTipping));
    expect(byId(other.withoutRole)).toEqual(byId(analysis.withoutRole));
    expect(other.orders).toEqual(analysis.orders);
    expect(analysed().analysis).toEqual(analysis);
  });

  test("[LO1] leaving one out gives the first place and the lead of evaluating again without it", () => {
    const asked = frame({
      options: ["A", "B", "C"].map((id) => ({ id, title: id })),
      criteria: [criterion("c1", { knockOutBelow: 2 }), criterion("c2")],
    });
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const input: AnalysisInput = { frame: asked, map: NO_MAP, ballots: cast, seed: 1, samples: 5 };
        const evaluation = evaluate(input);
        if (!evaluation.ok) return;
        const found = analyse(input, evaluation);
        const check = (left: Partial<typeof asked>, outcome: (typeof found.withoutRole)[number]) => {
          const again = evaluated({ ...input, frame: { ...asked, ...left } });
          expect([...outcome.winners].sort()).toEqual([...(again?.winners ?? [])].sort());
          if (again?.margin === null || !again) expect(outcome.margin).toBeNull();
          else expect(outcome.margin).toBeCloseTo(again.margin, 9);
        };
        const but = <T extends { id: string }>(all: T[], id: string) => all.filter((each) => each.id !== id);
        for (const each of found.withoutCriterion) check({ criteria: but(asked.criteria, each.id) }, each);
        for (const each of found.withoutRole) check({ roles: but(asked.roles, each.id) }, each);
        for (const each of found.withoutOption) check({ options: but(asked.options, each.id) }, each);
      }),
      {
        // Only c1 rates B, and only without c2 does c1 weigh anything.
        examples: [[[ballot("v0", "r1", { "c1|B": 2, "c2|A": 1 }, { c1: 0, c2: 1 })]]],
      },
    );
  });

  test("[AN3] holds every combination of the rules once, one of them as voted", () => {
    const { analysis, evaluation } = analysed();
    const keys = analysis.policies.map((each) => `${each.uncovered} ${each.insideRole} ${each.betweenRoles}`);
    expect(new Set(keys).size).toBe(8);
    const voted = analysis.policies.filter((each) => each.asVoted);
    expect(voted).toMatchObject([{ winners: evaluation.winners, margin: evaluation.margin }]);
  });

  test("[AN4] draws what is unrated on the map between worst and best", () => {
    const asked = frame({ criteria: [criterion("c1"), criterion("c2", { source: "map" })] });
    const map = {
      tasks: [
        { id: "t1", title: "t1", inScope: true },
        { id: "t2", title: "t2", inScope: true },
      ],
      fits: { "t1|A": "efficient", "t1|B": "efficient" } as const,
    };
    const same = { "c1|A": 3, "c1|B": 3 };
    const cast = [ballot("a", "r1", same), ballot("b", "r2", same)];
    const { analysis } = analysed({ frame: asked, map, ballots: cast, samples: 2_000 });
    // Equal as rated; each may still turn out better than the other.
    const uniform = analysis.draws.models[0];
    expect(uniform?.acceptability.A?.[0]).toBeGreaterThan(0.4);
    expect(uniform?.acceptability.B?.[0]).toBeGreaterThan(0.4);
    expect(uniform?.acceptability.A?.[0]).not.toBe(0.5);
  });

  test("[AN5] takes the frame's bars, or the usual ones and says so", () => {
    expect(analysed().analysis).toMatchObject({
      barsFromFrame: false,
      bars: { lead: 5, firstPlace: 80, ballots: 75 },
    });
    const bars = { lead: 0, firstPlace: 0, ballots: 0 };
    expect(analysed({ frame: frame({ firmness: bars }) }).analysis).toMatchObject({
      barsFromFrame: true,
      bars,
      firmness: { verdict: "firm" },
    });
  });

  test("[EV8] holds no number that is not finite, whatever the ballots", () => {
    fc.assert(
      fc.property(anyBallots, (cast) => {
        const input: AnalysisInput = { frame: frame(), map: NO_MAP, ballots: cast, seed: 1, samples: 20 };
        const evaluation = evaluate(input);
        if (!evaluation.ok) return;
        const walk = (value: unknown): void => {
          if (typeof value === "number") expect(Number.isFinite(value)).toBe(true);
          else if (value !== null && typeof value === "object") Object.values(value).forEach(walk);
        };
        walk(analyse(input, evaluation));
      }),
      { numRuns: 200 },
    );
  });
});
