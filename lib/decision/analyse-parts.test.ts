import { describe, expect, test } from "vitest";
import { crossCheck } from "./cross-check";
import { disputes } from "./dispute";
import { firmness } from "./firmness";
import { DEFAULT_FIRMNESS } from "./frame";
import { kendallW } from "./kendall-w";
import { krippendorffAlpha } from "./krippendorff-alpha";
import { secondOpinions, votingOrders } from "./method-orders";
import { RoleScorer } from "./role-scores";
import { roleTipping } from "./role-tipping";
import { smaa } from "./smaa";
import { ballot, criterion, frame } from "./testing-frame";
import { type Tip, tippingWeights } from "./tipping-weight";
import {
  analysed,
  CRITERIA,
  MARKS,
  OF_ROLES,
  OPTIONS,
  RANKS,
  roleOf,
  ROLES,
  SHARES,
  VALUES,
  VOTERS,
  WEIGHTS,
} from "./testing-board";

/** Sums in another order end in other last bits. */
const near = (value: number) => expect.closeTo(value, 9) as number;
const named = (
  ids: readonly string[],
  tips: readonly { present: number; down: Tip | null; up: Tip | null }[],
) => {
  const tip = (each: Tip | null) =>
    each && { at: near(each.at), overtakes: each.overtakes.map((at) => [...OPTIONS, "X"][at]) };
  return tips.map(({ present, down, up }, at) => ({
    id: ids[at],
    present: near(present),
    down: tip(down),
    up: tip(up),
  }));
};
const ofRoles = () => {
  const scorer = new RoleScorer(
    {
      values: [OF_ROLES.guest, OF_ROLES.make, OF_ROLES.sell],
      weights: [SHARES.guest, SHARES.make, SHARES.sell],
    },
    [{ criterion: 0, value: 0.25 }],
  );
  const tipping = roleTipping([1, 1, 1], (roleWeights) => scorer.scores(roleWeights));
  if (!tipping.ok) throw new Error(tipping.reason);
  return tipping.roles;
};

describe("what an analysis hands to the methods", () => {
  test("[EV6][KO1] the board by hand is the board that was evaluated", () => {
    const { evaluation } = analysed();
    expect(evaluation.knockedOut.map((each) => each.option)).toEqual(["X"]);
    expect(evaluation.weights.shares).toEqual({ cost: 0.25, fit: 0.375, speed: 0.375 });
    for (const [at, option] of OPTIONS.entries())
      for (const [k, id] of CRITERIA.entries())
        expect(
          evaluation.cells.find((each) => each.option === option && each.criterion === id)?.value,
        ).toBeCloseTo(VALUES[at]?.[k] ?? Number.NaN, 12);
  });

  test("[TW1] each criterion's tips, by the names of criteria and options", () => {
    const tipping = tippingWeights(VALUES, WEIGHTS);
    if (!tipping.ok) throw new Error(tipping.reason);
    const { criterionTipping, findings } = analysed().analysis;
    expect(criterionTipping).toEqual(named(CRITERIA, tipping.criteria));
    // Without fit, cost and speed at 0.4 and 0.6 give B 101/120 and C 64/120: t/4 + 101/120 (1 − t) =
    // t + 64/120 (1 − t) at 37/127.
    expect(criterionTipping?.[1]).toMatchObject({
      id: "fit",
      down: { at: near(37 / 127), overtakes: ["B"] },
    });
    expect(findings).toContainEqual({
      kind: "criterion-tips",
      criterion: "fit",
      present: near(0.375),
      at: near(37 / 127),
      distance: near(0.375 - 37 / 127),
      overtakes: ["B"],
      overtaken: "C",
    });
  });

  test("[RT1] each role's tips, by the names of roles and options, whatever their places in the frame", () => {
    const [, makers, sellers] = ofRoles();
    const { roleTipping: found, findings } = analysed().analysis;
    expect(found).toEqual(named(ROLES, ofRoles()));
    // The makers put B first, the seller C; guests have no say to gain.
    expect(found).toMatchObject([
      { id: "guest", down: null, up: null },
      { id: "make", down: null, up: { overtakes: ["B"] } },
      { id: "sell", down: { overtakes: ["B"] }, up: null },
    ]);
    const tip = (role: string, at = Number.NaN) => ({
      kind: "role-tips",
      role,
      present: near(1 / 3),
      at: near(at),
      distance: near(Math.abs(at - 1 / 3)),
      overtakes: ["B"],
      overtaken: "C",
    });
    expect(findings.filter((each) => each.kind === "role-tips")).toEqual([
      tip("sell", sellers?.down?.at),
      tip("make", makers?.up?.at),
    ]);
  });

  test("[RT1][RM2] an option that is out at present, and in with other weights of the roles, has its name", () => {
    // r1 gives A 1 on c1 and r2 gives it 4: it passes the bar of 3 where r2 has two thirds of the say.
    const marks = (a: number) => ({ "c1|A": a, "c1|B": 3, "c2|A": 5, "c2|B": 2 });
    const { analysis, evaluation } = analysed({
      frame: frame({ criteria: [criterion("c1", { knockOutBelow: 3 }), criterion("c2")] }),
      ballots: [ballot("a", "r1", marks(1)), ballot("b", "r2", marks(4))],
    });
    expect(evaluation.winners).toEqual(["B"]);
    expect(analysis.roleTipping?.[1]?.up).toEqual({ at: expect.closeTo(2 / 3, 8), overtakes: ["A"] });
    const tips = analysis.findings.flatMap((each) => (each.kind === "role-tips" ? [each] : []));
    expect(Object.fromEntries(tips.map(({ role, overtakes }) => [role, overtakes]))).toEqual({
      r1: ["A"],
      r2: ["A"],
    });
  });

  test("[RT4][TW4] in a tie there are no tips to list", () => {
    const level = { "c1|A": 3, "c1|B": 3, "c2|A": 3, "c2|B": 3 };
    const { analysis } = analysed({ frame: frame(), ballots: [ballot("a", "r1", level)] });
    expect(analysis).toMatchObject({ criterionTipping: null, roleTipping: null });
  });

  test("[FM1][SM3] the lead, the first places under any weights, and the ballots cast by those who could", () => {
    const { analysis, evaluation } = analysed();
    const nothing = [null, null, null];
    const uniform = smaa({
      values: VALUES,
      weights: { kind: "uniform" },
      // C's other task may turn out worst or best.
      spread: [nothing, nothing, [null, [0.5, 1], null]],
      seed: 7,
      samples: 300,
    });
    if (!uniform.ok) throw new Error(uniform.reason);
    const firstPlace = uniform.acceptability[2]?.[0] ?? Number.NaN;
    expect(analysis.draws.models[0]?.acceptability.C?.[0]).toBe(firstPlace);
    // The other models would say something else.
    for (const { acceptability } of analysis.draws.models.slice(1))
      expect(acceptability.C?.[0]).not.toBe(firstPlace);
    expect(analysis.firmness).toEqual(
      firmness(1, { lead: evaluation.margin, firstPlace, ballots: 4 / 8 }, DEFAULT_FIRMNESS),
    );
  });

  test("[DM3] an option that no weights make first is told", () => {
    // Two parts of B and one of C give 49/72, 1/2 and 7/9: nowhere less than A, though neither dominates it.
    expect(analysed().analysis.findings).toContainEqual({ kind: "never-best", option: "A" });
  });

  test("[DI1][DI4] the marks of every cell, role by role", () => {
    const counts = (marks: readonly number[]) =>
      [1, 2, 3, 4, 5].map((mark) => marks.filter((each) => each === mark).length);
    const value = (marks: readonly number[]) =>
      (marks.reduce((sum, each) => sum + each, 0) / marks.length - 1) / 4;
    const ofRole = (role: string, marks: readonly number[]) => ({
      role,
      value: value(marks),
      counts: counts(marks),
    });
    const { cells } = disputes(
      Object.entries(MARKS).map(([cell, marks]) => {
        const [criterion = "", option = ""] = cell.split("|");
        return {
          criterion,
          option,
          roles: [ofRole("sell", marks.slice(3)), ofRole("make", marks.slice(0, 3))],
        };
      }),
    );
    expect(analysed().analysis.disputes).toEqual(
      cells.map((each) => ({ ...each, roleGap: each.roleGap === null ? null : near(each.roleGap) })),
    );
    expect(cells).toHaveLength(8);
  });

  test("[KA1] alpha is that of the marks in every cell, whoever gave them", () => {
    const alpha = krippendorffAlpha(Object.values(MARKS), "ordinal");
    if (!alpha.ok) throw new Error(alpha.reason);
    expect(analysed().analysis.alpha).toEqual({ ...alpha, alpha: near(alpha.alpha) });
  });

  test("[KW1] concordance is that of the voters' own rankings", () => {
    expect(analysed().analysis.concordance).toEqual(kendallW(RANKS));
  });

  test("[KW4] with an option that a voter did not rank there is no concordance", () => {
    const { analysis } = analysed({
      frame: frame(),
      ballots: [
        ballot("a", "r1", { "c1|A": 3, "c1|B": 4 }),
        ballot("b", "r1", { "c1|A": 3 }),
        ballot("c", "r1", { "c1|A": 3, "c1|B": 4 }),
      ],
    });
    expect(analysis.concordance).toEqual({ ok: false, reason: "incomplete" });
  });

  test("[CC1][CC2] other methods count those rankings, and their orders stand beside the second opinions", () => {
    const { analysis, evaluation } = analysed();
    const voters = VOTERS.map((voter, at) => ({
      voter,
      role: roleOf(voter),
      weightsFrom: "voter" as const,
      ranks: Object.fromEntries(OPTIONS.map((option, each) => [option, RANKS[at]?.[each] ?? 0])),
    }));
    const check = crossCheck({ voters, leftOut: [] }, evaluation, "voters");
    if (!check.ok) throw new Error(check.reason);
    expect(analysis.crossCheck).toEqual({
      ok: true,
      voters: 4,
      methods: check.methods,
      smithSet: check.smithSet,
    });
    // Two voters of three with an opinion put B above A, and two B above C.
    expect(check.smithSet).toEqual(["B"]);
    expect(analysis.orders).toEqual([...votingOrders(check), ...secondOpinions(VALUES, WEIGHTS, OPTIONS)]);
    expect(analysis.orders.map((each) => each.method)).toEqual([
      "schulze",
      "copeland",
      "borda",
      "kemeny",
      "topsis",
      "promethee",
    ]);
  });
});
