import { expect, test } from "vitest";
import { acrossRoles, roleCell, summariseMarks } from "./aggregate";
import type { Mark } from "./ballot";
import three from "./cases/abstain_na_missing.json";
import heads from "./cases/role_headcount_bias.json";
import { markOfValue } from "./marks";

const rules = { scale: 5, quorum: 1, insideRole: "mean" } as const;

test("[AG1][AG2][AG3] abstain, not applicable and missing are three different things", () => {
  const answers = three.input.votes.map((vote) => (vote === "NA" ? "not-applicable" : vote) as Mark | null);
  const { expected, tolerance } = three;
  const summary = summariseMarks(answers, 5);
  expect(summary).toMatchObject({
    n: expected.n,
    abstained: expected.abstain,
    notApplicable: expected.na,
    missing: expected.missing,
  });
  expect(Math.abs(markOfValue(summary.mean ?? -1, 5) - expected.mean)).toBeLessThan(tolerance);
  expect(Math.abs((summary.turnout ?? -1) - expected.turnout)).toBeLessThan(tolerance);
  expect(summary.notApplicableShare).toBe(expected.na_share);
});

test("[AG1] nobody at all, or only words, is no mean", () => {
  expect(summariseMarks([], 5)).toMatchObject({
    n: 0,
    mean: null,
    median: null,
    turnout: null,
    notApplicableShare: null,
  });
  expect(summariseMarks(["abstain", "abstain"], 5)).toMatchObject({
    mean: null,
    turnout: 1,
    notApplicableShare: null,
  });
});

test("[AG4] under its quorum of answers a role is left out of the cell, and flagged", () => {
  expect(roleCell("r", [5, undefined], { ...rules, quorum: 2 })).toMatchObject({
    underQuorum: true,
    value: null,
    n: 1,
  });
  expect(roleCell("r", [5, "abstain"], { ...rules, quorum: 2 })).toMatchObject({
    underQuorum: false,
    value: 1,
  });
  expect(roleCell("r", [], { ...rules, quorum: 0 })).toMatchObject({ underQuorum: true, value: null });
});

test("[AG5] mean or median, as the frame says", () => {
  expect(roleCell("r", [1, 1, 5], rules).value).toBeCloseTo(1 / 3);
  expect(roleCell("r", [1, 1, 5], { ...rules, insideRole: "median" }).value).toBe(0);
  expect(roleCell("r", [2, 5, 1, 4], { ...rules, insideRole: "median" }).value).toBe(0.5);
});

test("[AG6] six data scientists do not outvote one data engineer", () => {
  const option = (name: "X" | "Y") =>
    acrossRoles(
      Object.entries(heads.input.ratings[name]).map(([role, marks]) => roleCell(role, marks, rules)),
    );
  const x = markOfValue(option("X") ?? 0, 5);
  const y = markOfValue(option("Y") ?? 0, 5);
  expect(x).toBeCloseTo(heads.expected.role_equal.X, 6);
  expect(y).toBeCloseTo(heads.expected.role_equal.Y, 6);
  expect(y > x ? "Y" : "X").toBe(heads.expected.role_equal_winner);
});

test("[AG6] roles without a value are left out of the mean, and none at all is no value", () => {
  expect(acrossRoles([{ value: 1 }, { value: null }])).toBe(1);
  expect(acrossRoles([{ value: null }])).toBeNull();
});

test("[RW1] given role weights count; equal ones are the default, to the bit", () => {
  const cells = [{ value: 0.2 }, { value: 0.8 }, { value: 0.7 }];
  expect(acrossRoles(cells, [3, 1, 0])).toBeCloseTo(0.35, 12);
  expect(acrossRoles(cells, [1, 1, 1])).toBe(acrossRoles(cells));
});

test("[RW2] a role without a value leaves its weight to the others", () => {
  expect(acrossRoles([{ value: null }, { value: 0.8 }, { value: 0.2 }], [0.5, 0.25, 0.25])).toBeCloseTo(
    0.5,
    12,
  );
  expect(acrossRoles([{ value: null }, { value: 0.8 }], [1, 0])).toBeNull();
  expect(acrossRoles([{ value: 0.4 }, { value: 0.8 }], [Number.NaN, 2])).toBe(0.8);
  expect(acrossRoles([{ value: 0.4 }], [Number.POSITIVE_INFINITY])).toBeNull();
  expect(acrossRoles([{ value: 0.4 }, { value: 0.8 }], [-1, 0])).toBeNull();
});
