import fc from "fast-check";
import { expect, test } from "vitest";
import type { LeaveOut } from "./analysis";
import { analysisTables } from "./analysis-tables";
import type { CastBallot } from "./ballot";
import { readBallots } from "./ballot-table";
import { evaluate } from "./evaluate";
import type { FrameBody } from "./frame";
import { withoutEachCriterion, withoutEachOption, withoutEachPerson, withoutEachRole } from "./left-out";
import type { Evaluation } from "./outcome";
import { roleModel } from "./role-model";
import { RoleScorer } from "./role-scores";
import { ballot, criterion, frame } from "./testing-frame";

const NO_MAP = { tasks: [], fits: {} };
const OPTIONS = ["A", "B", "C"].map((id) => ({ id, title: id }));
/** Not in the order of their ids. */
const CRITERIA = ["c2", "c1", "c3"];

function evaluated(asked: FrameBody, cast: readonly CastBallot[]): Evaluation | null {
  const outcome = evaluate({ frame: asked, map: NO_MAP, ballots: cast });
  return outcome.ok ? outcome : null;
}

function leftOut(asked: FrameBody, cast: readonly CastBallot[]) {
  const evaluation = evaluated(asked, cast);
  if (!evaluation) return null;
  const table = readBallots(asked, cast);
  const tables = analysisTables(table, evaluation);
  const model = roleModel(asked, evaluation);
  return {
    evaluation,
    criteria: withoutEachCriterion(tables, evaluation, asked.quorum),
    roles: withoutEachRole(model, new RoleScorer(model.tables, model.bars), evaluation),
    options: withoutEachOption(tables.options, evaluation),
    persons: withoutEachPerson(table, model, evaluation),
  };
}
const solved = (asked: FrameBody, cast: readonly CastBallot[]) => {
  const found = leftOut(asked, cast);
  if (!found) throw new Error("no result");
  return found;
};

const threeBy = (bars: Record<string, number> = {}) =>
  frame({
    options: OPTIONS,
    criteria: CRITERIA.map((id) => criterion(id, { knockOutBelow: bars[id] ?? null })),
  });
/** Marks of A, B and C on c1, c2 and c3. */
const marks = (rows: Record<string, readonly [number, number, number]>) =>
  Object.fromEntries(
    Object.entries(rows).flatMap(([option, row]) => row.map((mark, k) => [`c${k + 1}|${option}`, mark])),
  );
const points = (c1: number, c2: number, c3: number) => ({ c1, c2, c3 });
const but = <T extends { id: string }>(all: T[], id: string) => all.filter((each) => each.id !== id);

/** What evaluating again says, with who should have won if it made no difference. */
function again(outcome: Evaluation | null, due: readonly string[]): Omit<LeaveOut, "id"> {
  const winners = outcome?.winners ?? [];
  const isSame = winners.length === due.length && winners.every((each) => due.includes(each));
  return {
    winners: [...winners].sort(),
    runnerUp: outcome?.runnerUp ?? null,
    margin: typeof outcome?.margin === "number" ? expect.closeTo(outcome.margin, 9) : null,
    changes: due.length > 0 && !isSame,
  };
}
const sorted = ({ id: _, winners, ...rest }: LeaveOut) => ({ winners: [...winners].sort(), ...rest });

test("[LO1][LO2][LO3] all of it is what evaluating again without one thing says", () => {
  const mark = fc.integer({ min: 1, max: 5 });
  const row = fc.tuple(mark, mark, mark);
  const weight = fc.integer({ min: 0, max: 100 });
  const cast = fc
    .array(
      fc.record({
        role: fc.constantFrom("r1", "r2"),
        rows: fc.record({ A: row, B: row, C: row }),
        weights: fc.tuple(weight, weight, weight),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((people) =>
      people.map(({ role, rows, weights }, at) => ballot(`v${at}`, role, marks(rows), points(...weights))),
    );
  const bar = fc.constantFrom(0, 2, 3);
  fc.assert(
    fc.property(cast, bar, bar, (ballots, c1, c2) => {
      const asked = threeBy({ ...(c1 ? { c1 } : {}), ...(c2 ? { c2 } : {}) });
      const found = leftOut(asked, ballots);
      if (!found) return;
      const { winners } = found.evaluation;
      const check = (left: Partial<FrameBody>, each: LeaveOut, due: readonly string[]) =>
        expect(sorted(each)).toEqual(again(evaluated({ ...asked, ...left }, ballots), due));
      for (const each of found.criteria) check({ criteria: but(asked.criteria, each.id) }, each, winners);
      for (const each of found.roles) check({ roles: but(asked.roles, each.id) }, each, winners);
      for (const each of found.options) {
        const due = winners.filter((id) => id !== each.id);
        check({ options: but(asked.options, each.id) }, each, due);
      }
      expect(found.persons.map((each) => each.item)).toEqual(ballots.map((each) => each.voter));
      for (const [at, each] of found.persons.entries()) {
        const { winners: next, changes } = again(
          evaluated(
            asked,
            ballots.filter((_, other) => other !== at),
          ),
          winners,
        );
        expect([...each.winners].sort()).toEqual(next);
        expect(each.changes).toBe(changes);
      }
    }),
  );
});

test("[LO1] the weights of what is left are those that people gave to it", () => {
  // c1 counts twice as much as c3, and that decides once c2 is gone.
  const rows = marks({ A: [5, 1, 1], B: [1, 1, 5], C: [1, 1, 1] });
  const { criteria } = solved(threeBy(), [ballot("v", "r1", rows, points(100, 10, 50))]);
  const without = (id: string) => criteria.find((each) => each.id === id);
  expect(criteria.map((each) => each.id)).toEqual(["c1", "c2", "c3"]);
  expect(without("c2")).toMatchObject({ winners: ["A"], runnerUp: "B", changes: false });
  expect(without("c2")?.margin).toBeCloseTo(1 / 3, 12);
  expect(without("c1")).toMatchObject({ winners: ["B"], runnerUp: "A", changes: true });
});

test("[LO1] an option that two criteria put out stays out while one of them is left", () => {
  const rows = marks({ A: [3, 3, 3], B: [2, 2, 2], C: [1, 1, 5] });
  const { criteria } = solved(threeBy({ c1: 2, c2: 2 }), [ballot("v", "r1", rows, points(1, 1, 100))]);
  expect(criteria.map((each) => each.winners)).toEqual([["A"], ["A"], ["A"]]);
  const freed = solved(threeBy({ c1: 2 }), [ballot("v", "r1", rows, points(1, 1, 100))]);
  expect(freed.criteria.map((each) => each.winners)).toEqual([["C"], ["A"], ["A"]]);
});

test("[LO2] the winner's own leaving is no change, and a tie is told with who comes next", () => {
  const rows = marks({ A: [4, 4, 4], B: [4, 4, 4], C: [2, 2, 2] });
  const { options, criteria } = solved(threeBy(), [ballot("v", "r1", rows, points(1, 1, 1))]);
  expect(options).toEqual([
    { id: "A", winners: ["B"], runnerUp: "C", margin: expect.closeTo(0.5, 12), changes: false },
    { id: "B", winners: ["A"], runnerUp: "C", margin: expect.closeTo(0.5, 12), changes: false },
    { id: "C", winners: ["A", "B"], runnerUp: null, margin: 0, changes: false },
  ]);
  for (const each of criteria)
    expect(each).toMatchObject({ winners: ["A", "B"], runnerUp: "C", margin: 0, changes: false });
});

test("[LO3] nobody left to say anything is no result, and that is told", () => {
  const rows = marks({ A: [4, 4, 4], B: [2, 2, 2], C: [1, 1, 1] });
  const asked = { ...threeBy(), roles: [{ id: "r1", name: "r1" }] };
  const { roles, persons } = solved(asked, [ballot("v", "r1", rows, points(1, 1, 1))]);
  expect(roles).toEqual([{ id: "r1", winners: [], runnerUp: null, margin: null, changes: true }]);
  expect(persons).toEqual([{ item: "v", winners: [], changes: true }]);
  // Two who are needed both, and the map, which is no vote by itself.
  const both = { ...asked, quorum: { r1: 2 } };
  const pair = ["v", "w"].map((voter) => ballot(voter, "r1", rows, points(1, 1, 1)));
  expect(solved(both, pair).persons.map((each) => each.changes)).toEqual([true, true]);
  const alone = frame({ options: [{ id: "A", title: "A" }], criteria: [criterion("c1")] });
  const only = solved(alone, [ballot("v", "r1", { "c1|A": 3 }, { c1: 1 })]);
  expect(only.options).toEqual([{ id: "A", winners: [], runnerUp: null, margin: null, changes: false }]);
  expect(only.criteria).toEqual([{ id: "c1", winners: [], runnerUp: null, margin: null, changes: true }]);
});
