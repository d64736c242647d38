import fc from "fast-check";
import { expect, test } from "vitest";
import type { CastBallot } from "./ballot";
import { readBallots } from "./ballot-table";
import { CROSS_CHECK_METHODS, type CrossCheck, crossCheck } from "./cross-check";
import { evaluate } from "./evaluate";
import type { FrameBody } from "./frame";
import type { Evaluation } from "./outcome";
import { anyBallots, ballot, criterion, frame } from "./testing-frame";
import { voterRankings } from "./voter-rankings";

const rankingsOf = (body: FrameBody, ballots: readonly CastBallot[], outcome: Evaluation) =>
  voterRankings(readBallots(body, ballots), outcome);
function checked(body: FrameBody, ballots: readonly CastBallot[], counting: "voters" | "roles") {
  const outcome = evaluate({ frame: body, map: { tasks: [], fits: {} }, ballots });
  if (!outcome.ok) throw new Error(outcome.reason);
  return crossCheck(rankingsOf(body, ballots, outcome), outcome, counting);
}
function done(check: CrossCheck): Extract<CrossCheck, { ok: true }> {
  if (!check.ok) throw new Error(check.reason);
  return check;
}
/** One criterion, three options, marks as given. */
const three = frame({
  options: ["A", "B", "C"].map((id) => ({ id, title: id })),
  criteria: [criterion("c1")],
});
const marked = (voter: string, role: string, a: number, b: number, c: number) =>
  ballot(voter, role, { "c1|A": a, "c1|B": b, "c1|C": c }, { c1: 100 });

test("[CC1] all methods agree where all voters do", () => {
  const check = done(checked(three, [marked("1", "r1", 5, 3, 1), marked("2", "r2", 4, 3, 2)], "voters"));
  expect(check.methods).toEqual(
    CROSS_CHECK_METHODS.map((method) => ({ method, ok: true, winners: ["A"], agreement: "same" })),
  );
  expect(check).toMatchObject({ winners: ["A"], smithSet: ["A"], voters: 2, leftOut: [] });
  expect(check.pairwise.prefer.A).toEqual({ B: 2, C: 2 });
});

test("[CC1] how strongly one voter feels sways the default ranking alone", () => {
  // Two rank A a hair above B, one puts B far above A: the mean is B's, the pairs are A's.
  const check = done(
    checked(
      three,
      [marked("1", "r1", 4, 3, 1), marked("2", "r1", 4, 3, 1), marked("3", "r1", 1, 5, 1)],
      "voters",
    ),
  );
  expect(check.winners).toEqual(["B"]);
  expect(check.methods.map(({ method, ...rest }) => [method, "agreement" in rest && rest.agreement])).toEqual(
    [
      ["condorcet", "different"],
      ["copeland", "different"],
      ["schulze", "different"],
      ["ranked-pairs", "different"],
      // Points: A 2 + 2 + ½, B 1 + 1 + 2.
      ["borda", "different"],
      ["kemeny", "different"],
    ],
  );
});

test("[CC1] some of the winners, or more than them, is partly", () => {
  // A cycle of ranks with equal means: every option wins the default ranking and Copeland's.
  const cycle = [marked("1", "r1", 5, 3, 1), marked("2", "r1", 1, 5, 3), marked("3", "r1", 3, 1, 5)];
  const check = done(checked(three, cycle, "voters"));
  const agreement = (method: string) => check.methods.find((each) => each.method === method);
  expect(check.winners).toEqual(["A", "B", "C"]);
  expect(agreement("copeland")).toMatchObject({ agreement: "same" });
  // Locked by ids: A alone, one of the three.
  expect(agreement("ranked-pairs")).toMatchObject({ winners: ["A"], agreement: "partly" });
  // The default ranking has A alone; by pairs A and B tie.
  const more = done(checked(three, [marked("1", "r1", 5, 1, 1), marked("2", "r1", 3, 4, 1)], "voters"));
  expect(more.winners).toEqual(["A"]);
  expect(more.methods.find((each) => each.method === "schulze")).toMatchObject({
    winners: ["A", "B"],
    agreement: "partly",
  });
});

test("[CC2] counting by roles, six scientists do not outvote one engineer", () => {
  const six = Array.from({ length: 6 }, (_, at) => marked(`s${at}`, "r1", 4, 3, 1));
  const ballots = [...six, marked("e", "r2", 1, 5, 1)];
  const byVoters = done(checked(three, ballots, "voters"));
  const byRoles = done(checked(three, ballots, "roles"));
  expect(byVoters.methods[0]).toMatchObject({ winners: ["A"] });
  expect(byVoters.pairwise.prefer).toMatchObject({ A: { B: 6 }, B: { A: 1 } });
  expect(byRoles.methods[0]).toMatchObject({ ok: false, reason: "no-condorcet-winner" });
  expect(byRoles.pairwise.prefer).toMatchObject({ A: { B: 1 }, B: { A: 1 } });
  expect(byRoles.smithSet).toEqual(["A", "B"]);
  // Borda: A 1 + 1 + ½ of 4, B 1 + 1 + 1.
  expect(byRoles.methods.find((each) => each.method === "borda")).toMatchObject({ winners: ["B"] });
});

test("[CC3] a method without an answer says why", () => {
  const many = Array.from({ length: 13 }, (_, at) => ({ id: `o${at}`, title: "" }));
  const scores = Object.fromEntries(many.map(({ id }, at) => [`c1|${id}`, 1 + (at % 5)]));
  const check = done(
    checked(
      frame({ options: many, criteria: [criterion("c1")] }),
      [ballot("1", "r1", scores, { c1: 1 })],
      "roles",
    ),
  );
  expect(check.methods.filter((each) => !each.ok)).toEqual([
    { method: "condorcet", ok: false, reason: "no-condorcet-winner" },
    { method: "kemeny", ok: false, reason: "too-many-options" },
  ]);
});

test("[CC3] no rankings, or a voter twice: no cross-check but a reason", () => {
  const outcome = evaluate({
    frame: frame({ criteria: [criterion("c1"), criterion("c2", { source: "map" })] }),
    map: { tasks: [{ id: "t", title: "", inScope: true }], fits: { "t|A": "efficient" } },
    ballots: [ballot("1", "r1", {})],
  });
  if (!outcome.ok) throw new Error(outcome.reason);
  expect(crossCheck(rankingsOf(frame(), [ballot("1", "r1", {})], outcome), outcome, "voters")).toEqual({
    ok: false,
    reason: "no-rankings",
  });
  const twice = [ballot("1", "r1", { "c1|A": 5 }), ballot("1", "r2", { "c1|A": 5 })];
  expect(crossCheck(rankingsOf(frame(), twice, outcome), outcome, "roles")).toEqual({
    ok: false,
    reason: "duplicate-ids",
  });
});

test("[CC4] the order of ballots and of the frame's lists changes nothing", () => {
  fc.assert(
    fc.property(anyBallots, fc.constantFrom("voters" as const, "roles" as const), (ballots, counting) => {
      const body = frame();
      const map = { tasks: [], fits: {} };
      const outcome = evaluate({ frame: body, map, ballots });
      const turned = frame();
      for (const list of [turned.options, turned.criteria, turned.roles]) list.reverse();
      const again = evaluate({ frame: turned, map, ballots: [...ballots].reverse() });
      if (!outcome.ok || !again.ok) return;
      expect(crossCheck(rankingsOf(turned, [...ballots].reverse(), again), again, counting)).toEqual(
        crossCheck(rankingsOf(body, ballots, outcome), outcome, counting),
      );
    }),
  );
});

test("[CC2] with one voter in each role both ways of counting are one", () => {
  fc.assert(
    fc.property(anyBallots, (ballots) => {
      const pair = ballots.slice(0, 2).map((each, at) => ({ ...each, role: `r${at + 1}` }));
      const outcome = evaluate({ frame: frame(), map: { tasks: [], fits: {} }, ballots: pair });
      if (!outcome.ok) return;
      expect(crossCheck(rankingsOf(frame(), pair, outcome), outcome, "roles")).toEqual(
        crossCheck(rankingsOf(frame(), pair, outcome), outcome, "voters"),
      );
    }),
  );
});
