import fc from "fast-check";
import { describe, expect, test } from "vitest";
import realBoard from "./cases/na_policy_real_board.json";
import { type MapSnapshot, coverageBy, coverageOf } from "./coverage";

const PLATFORMS = ["Jupyter", "KNIME", "RapidMiner", "Databricks", "Domino", "H2O.ai"] as const;

/** The published ratings; tasks that are white for every platform are out of scope, other white cells uncovered. */
function realMap(): MapSnapshot {
  const fits: MapSnapshot["fits"] = {};
  const tasks = realBoard.input.ratings.map((row) => {
    const inScope = PLATFORMS.some((platform) => row[platform] !== "not_applicable");
    for (const platform of PLATFORMS) {
      const rating = row[platform];
      fits[`${row.id}|${platform}`] =
        rating === "not_applicable" ? "uncovered" : (rating as "efficient" | "mixed" | "inefficient");
    }
    return { id: row.id, title: row.label, inScope };
  });
  return { tasks, fits };
}

const order = (policy: "zero" | "skip") =>
  [...PLATFORMS].sort((a, b) => {
    const value = (platform: string) => coverageOf(realMap(), platform, policy).value ?? -1;
    return value(b) - value(a);
  });

const map = (fits: (MapSnapshot["fits"][string] | null)[], outOfScope = 0): MapSnapshot => ({
  tasks: fits.map((_, at) => ({ id: `t${at}`, title: "", inScope: at >= outOfScope })),
  fits: Object.fromEntries(fits.flatMap((fit, at) => (fit ? [[`t${at}|x`, fit]] : []))),
});

describe("the published ratings", () => {
  test("[CO3] counting uncovered tasks as zero puts Databricks first and H2O.ai last", () => {
    expect(order("zero")).toEqual(realBoard.expected.rank_na_zero);
    const databricks = coverageOf(realMap(), "Databricks", "zero");
    expect(databricks).toMatchObject({
      tasksInScope: 19,
      covered: 17,
      counts: { efficient: 14, mixed: 3, inefficient: 0, uncovered: 2, unrated: 0 },
    });
    expect(databricks.value).toBeCloseTo(0.816, 3);
    expect(coverageOf(realMap(), "H2O.ai", "zero").value).toBeCloseTo(0.342, 3);
  });
  test("[CO4] leaving them out puts H2O.ai first", () => {
    expect(order("skip")).toEqual(realBoard.expected.rank_mean_applicable);
    expect(coverageOf(realMap(), "H2O.ai", "skip")).toMatchObject({
      covered: 7,
      value: expect.closeTo(0.929, 3),
    });
  });
});

test("[CO1] tasks out of scope count for nothing", () => {
  expect(coverageOf(map(["inefficient", "efficient"], 1), "x", "zero")).toMatchObject({
    tasksInScope: 1,
    value: 1,
  });
});

test("[CO2] efficient is worth 1, mixed 0.5, inefficient 0", () => {
  expect(coverageOf(map(["efficient", "mixed", "inefficient"]), "x", "zero").value).toBeCloseTo(0.5);
});

test("[CO5] an unrated task widens the interval and leaves the value alone", () => {
  const cover = coverageOf(map(["efficient", "uncovered", null, null]), "x", "zero");
  expect(cover).toMatchObject({ value: 0.5, low: 0.25, high: 0.75, counts: { unrated: 2 } });
});

test("[CO5] nothing rated, nothing in scope: no value, and no NaN; what may still be rated may turn out anything", () => {
  for (const policy of ["zero", "skip"] as const) {
    for (const empty of [map([]), map(["efficient"], 1)]) {
      const none = { value: null, low: null, high: null, coverage: null };
      expect(coverageOf(empty, "x", policy)).toMatchObject(none);
    }
    const unrated = { value: null, low: 0, high: 1, coverage: null };
    expect(coverageOf(map([null, null]), "x", policy)).toMatchObject(unrated);
  }
  expect(coverageOf(map(["uncovered", null]), "x", "skip")).toMatchObject({ value: null, low: 0, high: 1 });
});

test("[CO4] an option that covers nothing has no value when uncovered tasks are left out", () => {
  expect(coverageOf(map(["uncovered"]), "x", "skip").value).toBeNull();
});

test("[CO3] the value is coverage × efficiency and lies in its interval", () => {
  const fit = fc.constantFrom(
    "efficient" as const,
    "mixed" as const,
    "inefficient" as const,
    "uncovered" as const,
    null,
  );
  fc.assert(
    fc.property(fc.array(fit, { minLength: 1, maxLength: 30 }), (fits) => {
      const cover = coverageOf(map(fits), "x", "zero");
      if (cover.value === null || cover.low === null || cover.high === null) return;
      expect(cover.value).toBeCloseTo((cover.coverage ?? 0) * (cover.efficiency ?? 0), 12);
      expect(cover.low).toBeLessThanOrEqual(cover.value + 1e-12);
      expect(cover.high).toBeGreaterThanOrEqual(cover.value - 1e-12);
    }),
  );
});

const parted: MapSnapshot = {
  tasks: [
    { id: "1", title: "", inScope: true, phase: "run", roles: ["engineer", "scientist"] },
    { id: "2", title: "", inScope: true, phase: "build", roles: ["scientist"] },
    { id: "3", title: "", inScope: true, phase: null, roles: [] },
    { id: "4", title: "", inScope: false, phase: "end", roles: ["client"] },
    { id: "5", title: "", inScope: true },
  ],
  fits: { "1|x": "mixed", "2|x": "uncovered", "3|x": "efficient", "4|x": "efficient" },
};
const values = (by: "phase" | "role", policy: "zero" | "skip") =>
  coverageBy(parted, "x", policy, by).map(({ part, coverage }) => [part, coverage.value]);

test("[CO6] phase by phase, under either policy, tasks without a phase last", () => {
  expect(values("phase", "zero")).toEqual([
    ["build", 0],
    ["end", null],
    ["run", 0.5],
    [null, 1],
  ]);
  expect(values("phase", "skip")).toEqual([
    ["build", null],
    ["end", null],
    ["run", 0.5],
    [null, 1],
  ]);
  const rest = coverageBy(parted, "x", "zero", "phase").at(-1)?.coverage;
  expect(rest).toMatchObject({ tasksInScope: 2, counts: { unrated: 1 }, low: 0.5, high: 1 });
});

test("[CO7] role by role: a task counts for every role that does it", () => {
  expect(values("role", "zero")).toEqual([
    ["client", null],
    ["engineer", 0.5],
    ["scientist", 0.25],
    [null, 1],
  ]);
  expect(values("role", "skip")[2]).toEqual(["scientist", 0.5]);
});

test("[CO6] a snapshot without phases and roles is one part, the whole; an empty map has none", () => {
  for (const by of ["phase", "role"] as const) {
    for (const policy of ["zero", "skip"] as const) {
      expect(coverageBy(realMap(), "Databricks", policy, by)).toEqual([
        { part: null, coverage: coverageOf(realMap(), "Databricks", policy) },
      ]);
    }
    expect(coverageBy({ tasks: [], fits: {} }, "x", "zero", by)).toEqual([]);
  }
});

const tasks = fc.array(
  fc.record({
    phase: fc.constantFrom("p", "q", null),
    roles: fc.uniqueArray(fc.constantFrom("r", "s", "t")),
    inScope: fc.boolean(),
    fit: fc.constantFrom(
      "efficient" as const,
      "mixed" as const,
      "inefficient" as const,
      "uncovered" as const,
      null,
    ),
  }),
  { maxLength: 20 },
);
const mapOf = (list: typeof tasks extends fc.Arbitrary<infer Each> ? Each : never): MapSnapshot => ({
  tasks: list.map(({ phase, roles, inScope }, at) => ({ id: `${at}`, title: "", phase, roles, inScope })),
  fits: Object.fromEntries(list.flatMap(({ fit }, at) => (fit ? [[`${at}|x`, fit]] : []))),
});

test("[CO6] the phases' counts add up to the whole map's", () => {
  fc.assert(
    fc.property(tasks, (list) => {
      const whole = coverageOf(mapOf(list), "x", "zero");
      const parts = coverageBy(mapOf(list), "x", "zero", "phase").map((each) => each.coverage);
      const sum = (pick: (coverage: typeof whole) => number) =>
        parts.reduce((total, coverage) => total + pick(coverage), 0);
      expect(sum((each) => each.tasksInScope)).toBe(whole.tasksInScope);
      expect(sum((each) => each.covered)).toBe(whole.covered);
      expect(sum((each) => each.counts.unrated)).toBe(whole.counts.unrated);
    }),
  );
});

test("[CO7] the order of the tasks changes nothing", () => {
  fc.assert(
    fc.property(tasks, fc.constantFrom("phase" as const, "role" as const), (list, by) => {
      const map = mapOf(list);
      const turned = { ...map, tasks: [...map.tasks].reverse() };
      expect(coverageBy(turned, "x", "skip", by)).toEqual(coverageBy(map, "x", "skip", by));
    }),
  );
});
