import { describe, expect, test } from "vitest";
import { analyse } from "./analyse";
import { evaluate } from "./evaluate";
import { analysed, CRITERIA, ROLES, asked, ballots, map, VOTERS, winnersAmong } from "./testing-board";
import { ballot, criterion, frame } from "./testing-frame";

const but = <T extends { id: string }>(all: readonly T[], id: string) => all.filter((each) => each.id !== id);

describe("what changes the winner of the board by hand", () => {
  test("[WP3] how many ballots change the winner is counted by evaluating without each", () => {
    const changing = VOTERS.filter(
      (voter) =>
        winnersAmong(
          {},
          ballots.filter((each) => each.voter !== voter),
        ).join() !== "C",
    );
    const { withoutPerson, findings } = analysed().analysis;
    expect(withoutPerson).toEqual({ changing: changing.length, of: 4 });
    // Some, not all: else counting everybody would do.
    expect([1, 2, 3]).toContain(changing.length);
    expect(findings).toContainEqual({ kind: "persons-change-winner", count: changing.length, of: 4 });
  });

  test("[FI2] what changes the winner by leaving is told by its name", () => {
    const told = analysed().analysis.findings.filter((each) => each.kind === "changes-winner-by-leaving");
    const leaving = [
      ...CRITERIA.map((id) => ({
        what: "criterion",
        id,
        winners: winnersAmong({ criteria: but(asked.criteria, id) }),
      })),
      ...ROLES.map((id) => ({ what: "role", id, winners: winnersAmong({ roles: but(asked.roles, id) }) })),
    ];
    expect(told).toEqual(
      leaving
        .filter(({ winners }) => winners.join() !== "C")
        .map((each) => ({ kind: "changes-winner-by-leaving", ...each })),
    );
    // The bar on cost goes with it, so X is in again; without the map's criterion or the seller B is first.
    expect(told).toMatchObject([
      { what: "criterion", id: "cost", winners: ["X"] },
      { what: "criterion", id: "fit", winners: ["B"] },
      { what: "role", id: "sell", winners: ["B"] },
    ]);
  });

  test("[AN3][PO1] the rules are combined as voted by role, and with all in one role", () => {
    const { analysis, evaluation } = analysed();
    const together = evaluate({
      frame: { ...asked, roles: [{ id: "all", name: "all" }] },
      map,
      ballots: ballots.map((each) => ({ ...each, role: "all" })),
    });
    if (!together.ok) throw new Error(together.reason);
    expect(analysis.policies).toEqual([
      ...evaluation.variants.map((each) => ({ ...each, betweenRoles: "equal" })),
      ...together.variants.map((each) => ({ ...each, asVoted: false, betweenRoles: "pooled" })),
    ]);
  });

  test("[FI2] a combination of rules that changes the winner is told by the names of its rules", () => {
    const { findings, policies } = analysed().analysis;
    const told = findings.flatMap((each) => (each.kind === "policy-changes-winner" ? [each.policy] : []));
    expect(told).toEqual(
      policies
        .filter(({ winners }) => winners.join() !== "C")
        .map((each) => [each.uncovered, each.insideRole, each.betweenRoles].join(" ")),
    );
    expect(told).toContain("skip median equal");
    expect(told).toContain("zero median pooled");
  });

  test("[AN3] where pooled heads knock everything out, only the combinations by role are left", () => {
    // The roles' means 5 and 1 make 3; the mean of the heads is 2.
    const cast = [5, 1, 1, 1].map((mark, at) => ballot(`v${at}`, at === 0 ? "r1" : "r2", { "c1|A": mark }));
    const { policies } = analysed({
      frame: frame({
        options: [{ id: "A", title: "A" }],
        criteria: [criterion("c1", { knockOutBelow: 2.5 }), criterion("c2")],
      }),
      ballots: cast,
    }).analysis;
    expect(policies.map(({ betweenRoles }) => betweenRoles)).toEqual(["equal", "equal", "equal", "equal"]);
  });

  test("[FI6] an evaluation whose winner is not ranked is a fault of the caller", () => {
    const { input, evaluation } = analysed();
    expect(() => analyse(input, { ...evaluation, winners: ["nobody"] })).toThrow("unknown-winner");
  });
});
