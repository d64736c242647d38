import { expect, test } from "vitest";
import { acrossRoles, summariseMarks } from "./aggregate";
import heads from "./cases/role_headcount_bias.json";
import { headPooled } from "./head-pooled";
import { markOfValue } from "./marks";

test("[HP1] pooling heads turns the winner round: the largest role decides", () => {
  const { ratings } = heads.input;
  const { expected, tolerance } = heads;
  const [x, y] = (["X", "Y"] as const).map((name) => {
    const cells = Object.values(ratings[name]).map((marks) => summariseMarks(marks, 5));
    const pooled = markOfValue(headPooled(cells) ?? -1, 5);
    expect(Math.abs(pooled - expected.pooled[name])).toBeLessThan(tolerance);
    return { pooled, byRole: acrossRoles(cells.map(({ mean }) => ({ value: mean }))) ?? -1 };
  });
  expect((x?.pooled ?? 0) > (y?.pooled ?? 0) ? "X" : "Y").toBe(expected.pooled_winner);
  expect((x?.byRole ?? 0) > (y?.byRole ?? 0) ? "X" : "Y").toBe(expected.role_equal_winner);
});

test("[HP1] roles without marks add no heads; nobody at all is no mean", () => {
  expect(headPooled([])).toBeNull();
  expect(headPooled([{ n: 0, mean: null }])).toBeNull();
  expect(
    headPooled([
      { n: 3, mean: 1 },
      { n: 0, mean: null },
      { n: 1, mean: 0 },
    ]),
  ).toBe(0.75);
});
