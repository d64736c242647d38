import fc from "fast-check";
import { expect, test } from "vitest";
import heads from "./cases/role_headcount_bias.json";
import { roleCell } from "./aggregate";
import { roleGap } from "./role-gap";

const roles = (values: Record<string, number | null>) =>
  Object.entries(values).map(([role, value]) => ({ role, value }));

test("[RG1] the largest difference, and between whom (analytic)", () => {
  expect(roleGap(roles({ client: 0.25, engineer: 1, scientist: 0.5 }))).toEqual({
    ok: true,
    gap: 0.75,
    high: ["engineer"],
    low: ["client"],
  });
});

test("[RG1] the two roles of the head-count case", () => {
  const cells = Object.entries(heads.input.ratings.X).map(([role, marks]) =>
    roleCell(role, marks, { scale: 5, quorum: 1, insideRole: "mean" }),
  );
  const values = cells.map((cell) => cell.value ?? 0);
  expect(roleGap(cells)).toMatchObject({ ok: true, gap: Math.max(...values) - Math.min(...values) });
});

test("[RG2] every role at an end is named, rounding aside", () => {
  expect(roleGap(roles({ d: 0.1 + 0.2, b: 0.3, c: 1, a: 1 - 1e-12 }))).toMatchObject({
    high: ["a", "c"],
    low: ["b", "d"],
  });
  expect(roleGap(roles({ b: 0.5, a: 0.5 }))).toEqual({ ok: true, gap: 0, high: ["a", "b"], low: ["a", "b"] });
});

test("[RG3] a role without a value has no part, and one role alone has no gap", () => {
  expect(roleGap(roles({ a: 0, b: null, c: 0.5, d: Number.NaN }))).toMatchObject({ gap: 0.5, low: ["a"] });
  for (const few of [{}, { a: 1 }, { a: 1, b: null }]) {
    expect(roleGap(roles(few))).toEqual({ ok: false, reason: "fewer-than-two-roles" });
  }
});

const cells = fc.uniqueArray(
  fc.record({
    role: fc.constantFrom("a", "b", "c", "d", "e"),
    value: fc.option(fc.integer({ min: 0, max: 8 }).map((each) => each / 8)),
  }),
  { selector: (each) => each.role },
);

test("[RG2] the order of the roles changes nothing", () => {
  fc.assert(
    fc.property(cells, (each) => {
      expect(roleGap([...each].reverse())).toEqual(roleGap(each));
    }),
  );
});

test("[RG1] a further role never narrows the gap", () => {
  fc.assert(
    fc.property(cells, fc.integer({ min: 0, max: 8 }), (each, more) => {
      const before = roleGap(each);
      const after = roleGap([...each, { role: "z", value: more / 8 }]);
      if (before.ok) expect(after).toMatchObject({ ok: true });
      if (before.ok && after.ok) expect(after.gap).toBeGreaterThanOrEqual(before.gap);
    }),
  );
});
