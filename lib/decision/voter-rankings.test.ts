import fc from "fast-check";
import { expect, test } from "vitest";
import type { CastBallot, Mark } from "./ballot";
import { readBallots } from "./ballot-table";
import type { MapSnapshot } from "./coverage";
import { evaluate } from "./evaluate";
import type { FrameBody } from "./frame";
import type { Evaluation } from "./outcome";
import { anyBallots, ballot, criterion, frame } from "./testing-frame";
import { voterRankings } from "./voter-rankings";

const noMap: MapSnapshot = { tasks: [], fits: {} };
function rankings(body: FrameBody, ballots: readonly CastBallot[], map = noMap) {
  const outcome = evaluate({ frame: body, map, ballots });
  if (!outcome.ok) throw new Error(outcome.reason);
  return voterRankings(readBallots(body, ballots), outcome);
}
const marks = (rows: Record<string, Mark>) => rows;
const clear = marks({ "c1|A": 5, "c1|B": 1, "c2|A": 1, "c2|B": 4 });

test("[VR1] each voter's own marks and weights, not the group's (analytic)", () => {
  const { voters, leftOut } = rankings(frame(), [
    ballot("2", "r1", clear, { c1: 0, c2: 100 }),
    ballot("1", "r1", clear, { c1: 100, c2: 0 }),
    ballot("3", "r2", { "c1|A": 3, "c1|B": 3, "c2|A": 2, "c2|B": 2 }, { c1: 10, c2: 90 }),
  ]);
  expect(voters).toEqual([
    { voter: "1", role: "r1", weightsFrom: "voter", ranks: { A: 1, B: 2 } },
    { voter: "2", role: "r1", weightsFrom: "voter", ranks: { A: 2, B: 1 } },
    { voter: "3", role: "r2", weightsFrom: "voter", ranks: { A: 1, B: 1 } },
  ]);
  expect(leftOut).toEqual([]);
});

test("[VR1] the map's values count for all alike", () => {
  const body = frame({ criteria: [criterion("c1"), criterion("c2", { source: "map" })] });
  const map: MapSnapshot = {
    tasks: [{ id: "t", title: "", inScope: true }],
    fits: { "t|A": "uncovered", "t|B": "efficient" },
  };
  // A mark on the map's criterion is none: c2 is 0 for A and 1 for B, whatever the ballot says.
  const own = { "c1|A": 5, "c1|B": 3, "c2|A": 5, "c2|B": 1 };
  const { voters } = rankings(
    body,
    [ballot("1", "r1", own, { c1: 100, c2: 20 }), ballot("2", "r1", own, { c1: 20, c2: 100 })],
    map,
  );
  expect(voters.map((each) => each.ranks)).toEqual([
    { A: 1, B: 2 },
    { A: 2, B: 1 },
  ]);
});

test("[VR2] abstained, not applicable and missing marks are rescaled, never zero; no value, no rank", () => {
  for (const word of ["abstain", "not-applicable", Number.NaN, 9] as const) {
    const { voters } = rankings(frame(), [
      ballot("1", "r1", { "c1|A": 4, "c2|A": word, "c1|B": 3, "c2|B": 3 }),
      ballot("2", "r1", { "c1|A": 4, "c1|B": word }),
    ]);
    // With zero for c2 option A would stand below B.
    expect(voters.map((each) => each.ranks)).toEqual([{ A: 1, B: 2 }, { A: 1 }]);
  }
});

test("[VR3] without usable weights those of all roles stand in, and it is said", () => {
  const { voters } = rankings(frame(), [
    ballot("1", "r1", clear, {}),
    ballot("2", "r1", clear, { c1: 0, c2: 100 }),
    ballot("3", "r1", clear, { c1: 0, c2: 0 }),
  ]);
  expect(voters.map(({ weightsFrom, ranks }) => [weightsFrom, ranks])).toEqual([
    ["all-roles", { A: 2, B: 1 }],
    ["voter", { A: 2, B: 1 }],
    ["all-roles", { A: 2, B: 1 }],
  ]);
});

test("[VR4] what the role may not score, and what is knocked out, has no part", () => {
  const body = frame({
    options: ["A", "B", "C"].map((id) => ({ id, title: id })),
    criteria: [criterion("c1", { knockOutBelow: 2 }), criterion("c2", { scoredBy: ["r2"] })],
  });
  const { voters } = rankings(body, [
    ballot("1", "r1", { "c1|A": 4, "c1|B": 3, "c1|C": 1, "c2|A": 1, "c2|B": 5, "c2|C": 5 }),
    ballot("2", "r2", { "c1|A": 4, "c1|B": 3, "c1|C": 1, "c2|A": 1, "c2|B": 5, "c2|C": 5 }),
  ]);
  expect(voters.map((each) => each.ranks)).toEqual([
    { A: 1, B: 2 },
    { A: 2, B: 1 },
  ]);
});

test("[VR5] who has no ranking is named with the reason", () => {
  const body = frame({
    criteria: [criterion("c1"), criterion("c2", { source: "map" })],
    roles: ["r1", "r2", "r3"].map((id) => ({ id, name: id })),
    quorum: { r2: 2, r3: 2 },
  });
  const map: MapSnapshot = { tasks: [{ id: "t", title: "", inScope: true }], fits: { "t|A": "efficient" } };
  const { voters, leftOut } = rankings(
    body,
    [
      ballot("1", "r1", { "c1|A": 3 }),
      ballot("2", "r1", { "c1|A": "abstain", "c2|A": 5 }),
      ballot("3", "r2", { "c1|A": 5 }),
      ballot("4", "ghost", { "c1|A": 5 }),
      ballot("5", "r3", { "c1|A": 5, "c1|B": 1 }),
      ballot("6", "r3", { "c1|A": 5, "c1|B": 1 }),
    ],
    map,
  );
  expect(voters.map((each) => each.voter)).toEqual(["1", "5", "6"]);
  expect(leftOut).toEqual([
    { voter: "2", role: "r1", why: "no-marks" },
    { voter: "3", role: "r2", why: "under-quorum" },
    { voter: "4", role: "ghost", why: "unknown-role" },
  ]);
  expect(
    voterRankings(readBallots(body, []), { ranking: [], cells: [], weights: {} as Evaluation["weights"] }),
  ).toEqual({
    voters: [],
    leftOut: [],
  });
});

test("[VR1] one voter alone ranks as the evaluation of that voter does", () => {
  fc.assert(
    fc.property(anyBallots, ([only]) => {
      if (!only) return;
      const outcome = evaluate({ frame: frame(), map: noMap, ballots: [only] });
      if (!outcome.ok) return;
      const { voters } = voterRankings(readBallots(frame(), [only]), outcome);
      expect(voters[0]?.ranks).toEqual(
        Object.fromEntries(outcome.ranking.map(({ option, rank }) => [option, rank])),
      );
    }),
  );
});

test("[VR1] the order of ballots, options, criteria and roles changes nothing", () => {
  fc.assert(
    fc.property(anyBallots, (ballots) => {
      const outcome = evaluate({ frame: frame(), map: noMap, ballots });
      if (!outcome.ok) return;
      const turned = frame();
      for (const list of [turned.options, turned.criteria, turned.roles]) list.reverse();
      const again = {
        ...outcome,
        ranking: [...outcome.ranking].reverse(),
        cells: [...outcome.cells].reverse(),
      };
      expect(voterRankings(readBallots(turned, [...ballots].reverse()), again)).toEqual(
        voterRankings(readBallots(frame(), ballots), outcome),
      );
    }),
  );
});
