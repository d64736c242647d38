import { expect, test } from "vitest";
import { countsAt, readBallots, tallyAt } from "./ballot-table";
import { ballot, criterion, frame } from "./testing-frame";

test("[MA2] counts the marks of the scale, the words, and everything else as missing", () => {
  const answers = [1, 5, 5, 3, 0, 6, 2.5, Number.NaN, "abstain", "not-applicable"] as const;
  const cast = answers.map((answer, at) => ballot(`v${at}`, "r2", { "c2|B": answer }));
  const table = readBallots(frame(), cast);
  expect(tallyAt(table, 1, 1, 1)).toEqual([4, 1, 0, 1, 0, 2, 1, 1]);
  expect(countsAt(table, 1, 1, 1)).toEqual([1, 0, 1, 0, 2]);
  expect(tallyAt(table, 1, 1, 0)).toEqual([10, 0, 0, 0, 0, 0, 0, 0]);
  expect(tallyAt(table, 0, 1, 1)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  // Ten voters, each with c1|A, c1|B, c2|A, c2|B.
  expect(Array.from(table.answers.filter((_, at) => at % 4 === 3))).toEqual([1, 5, 5, 3, 0, 0, 0, 0, 6, 7]);
});

test("[EV3] an answer that nobody asked the role for is missing, and so is one to the map's criterion", () => {
  const asked = frame({
    criteria: [criterion("c1", { scoredBy: ["r1"] }), criterion("c2", { source: "map" })],
  });
  const all = { "c1|A": 4, "c2|A": 4 };
  const table = readBallots(asked, [ballot("a", "r1", all), ballot("b", "r2", all)]);
  expect(Array.from(table.answers)).toEqual([4, 0, 0, 0, 0, 0, 0, 0]);
  expect([0, 1].map((role) => countsAt(table, role, 0, 0))).toEqual([
    [0, 0, 0, 1, 0],
    [0, 0, 0, 0, 0],
  ]);
});

test("[EV2] a ballot of an unknown role is named and has no place in the table; voters stand in id order", () => {
  const cast = [ballot("z", "r1", {}), ballot("m", "ghost", { "c1|A": 4 }), ballot("a", "r2", {})];
  const table = readBallots(frame(), cast);
  expect(table.voters.map(({ voter, role }) => [voter, role])).toEqual([
    ["a", "r2"],
    ["z", "r1"],
  ]);
  expect(table.strangers).toEqual([{ voter: "m", role: "ghost" }]);
  expect(table.answers).toHaveLength(8);
});
