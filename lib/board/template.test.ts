import { describe, expect, test } from "vitest";
import { parseTemplate, parseTemplateText } from "./template";
import { builtInTemplate, isTemplateId, TEMPLATE_IDS } from "./templates/catalogue";
import mlLifecycle from "./templates/ml-lifecycle.json";

type Json = Record<string, unknown>;
const small = (): { [list: string]: Json[] } & Json =>
  structuredClone({
    title: "Small",
    roles: [{ id: "dev", title: "Developer" }],
    phases: [{ id: "p", title: "Phase" }],
    groups: [{ id: "g", phase: "p", title: "Group" }],
    tasks: [
      { id: "a", title: "A", phase: "p", group: "g", roles: ["dev"] },
      { id: "b", title: { fr: "Bé", en: "Bee" } },
    ],
    flows: [{ from: "a", to: "group:g", label: "then" }],
    criteria: [{ id: "c", title: "Cost", scoredBy: ["dev"] }],
    options: [{ id: "x", title: "X" }],
    ratings: { x: { a: "mixed" } },
  }) as never;

const problem = (json: unknown) => {
  const parsed = parseTemplate(json);
  return parsed.ok ? "ok" : parsed.problem;
};

describe("template files", () => {
  test("[BD20] a small file in one language, or in both, is a template", () => {
    const parsed = parseTemplate(small());
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
    expect(parsed.template.tasks.map((task) => task.title)).toEqual([
      { fr: "A", en: "A" },
      { fr: "Bé", en: "Bee" },
    ]);
    expect(parsed.template.tasks[0]?.group).toBe("group:g");
    expect(parsed.template.flows[0]).toMatchObject({ from: "a", to: "group:g" });
    expect(parsed.template.ratings).toEqual([{ option: "x", task: "a", rating: "mixed" }]);
  });

  const references: [string, (file: ReturnType<typeof small>) => void, string][] = [
    ["tasks[0].phase", (f) => Object.assign(f.tasks?.[0] ?? {}, { phase: "nowhere" }), "nowhere"],
    ["tasks[0].group", (f) => Object.assign(f.tasks?.[0] ?? {}, { group: "nowhere" }), "nowhere"],
    ["tasks[0].roles[0]", (f) => Object.assign(f.tasks?.[0] ?? {}, { roles: ["boss"] }), "boss"],
    ["groups[0].phase", (f) => Object.assign(f.groups?.[0] ?? {}, { phase: "nowhere" }), "nowhere"],
    ["flows[0].from", (f) => Object.assign(f.flows?.[0] ?? {}, { from: "z" }), "z"],
    ["flows[0].to", (f) => Object.assign(f.flows?.[0] ?? {}, { to: "group:z" }), "group:z"],
    ["criteria[0].scoredBy[0]", (f) => Object.assign(f.criteria?.[0] ?? {}, { scoredBy: ["boss"] }), "boss"],
    ["ratings", (f) => Object.assign(f, { ratings: { y: { a: "mixed" } } }), "y"],
    ["ratings.x", (f) => Object.assign(f, { ratings: { x: { z: "mixed" } } }), "z"],
  ];
  test.each(references)("[BD17] a reference that leads nowhere is named: %s", (where, spoil, reference) => {
    const file = small();
    spoil(file);
    expect(problem(file)).toEqual({ code: "template-bad-reference", values: { where, reference } });
  });

  const fields: [string, unknown][] = [
    ["{}", []],
    ["tasks", { title: "No tasks" }],
    ["tasks[0].title", { tasks: [{ id: "a" }] }],
    ["tasks[0].title", { tasks: [{ id: "a", title: "  " }] }],
    ["tasks[0].id", { tasks: [{ id: "a/b", title: "A" }] }],
    ["tasks[0].id", { tasks: [{ id: "__proto__", title: "A" }] }],
    ["roles[0].id", { tasks: [], roles: [{ id: "constructor", title: "A" }] }],
    ["criteria[0].id", { tasks: [], criteria: [{ id: "toString", title: "A" }] }],
    ["tasks[0].title", { tasks: [{ id: "a", title: "\u0000\ud83d" }] }],
    ["tasks[0].inScope", { tasks: [{ id: "a", title: "A", inScope: "yes" }] }],
    ["flows[0].to", { tasks: [{ id: "a", title: "A" }], flows: [{ from: "a", to: "a" }] }],
    ["ratings.x.a", { ...small(), ratings: { x: { a: "great" } } }],
    ["criteria[0].knockOutBelow", { tasks: [], criteria: [{ id: "c", title: "C", knockOutBelow: 12 }] }],
  ];
  test.each(fields)("[BD17] a wrong field is named: %s", (where, file) => {
    expect(problem(file)).toEqual({ code: "template-bad-field", values: { where } });
  });

  test("[BD17] an id that is there twice is named", () => {
    const file = small();
    file.tasks?.push({ id: "a", title: "A again" });
    expect(problem(file)).toEqual({
      code: "template-duplicate-id",
      values: { where: "tasks[2].id", id: "a" },
    });
  });

  test("[BD17] too many tasks and too long a name are refused with the limit", () => {
    const tasks = Array.from({ length: 501 }, (_, i) => ({ id: `t${i}`, title: `T ${i}` }));
    expect(problem({ tasks })).toEqual({ code: "template-too-large", values: { where: "tasks", max: 500 } });
    const title = "x".repeat(10_000);
    const where = "tasks[0].title";
    expect(problem({ tasks: [{ id: "a", title }] })).toEqual({
      code: "template-text-too-long",
      values: { where, max: 200 },
    });
    expect(problem({ tasks: [{ id: "a", title: { fr: title, en: "A" } }] })).toMatchObject({
      code: "template-text-too-long",
    });
  });

  test("[BD17] what is no JSON, or far too much of it, is refused before it is looked at", () => {
    expect(parseTemplateText("<html>")).toMatchObject({ ok: false, problem: { code: "template-not-json" } });
    expect(parseTemplateText(" ".repeat(1_000_001))).toMatchObject({
      problem: { code: "template-file-too-large" },
    });
    expect(parseTemplateText(`\uFEFF${JSON.stringify(small())}`).ok).toBe(true);
  });

  test("[BD6] HTML in a template is text", () => {
    const parsed = parseTemplate({ tasks: [{ id: "a", title: "<script>alert(1)</script>" }] });
    expect(parsed.ok && parsed.template.tasks[0]?.title.en).toBe("<script>alert(1)</script>");
  });

  test("[BD20] the flat form of the source reads as the same template", () => {
    const flat = (text: unknown, stem = ""): Json => {
      const both = (typeof text === "string" ? { fr: text, en: text } : text) as { fr: string; en: string };
      return stem === "" ? { fr: both.fr, en: both.en } : { [`${stem}Fr`]: both.fr, [`${stem}En`]: both.en };
    };
    const { options, ...rest } = mlLifecycle;
    const asSource = {
      ...rest,
      about: "a field of its own",
      roles: rest.roles.map(({ title, definition, ...role }) => ({
        ...role,
        ...flat(title),
        ...flat(definition, "definition"),
      })),
      tasks: rest.tasks.map(({ title, ...task }) => ({
        ...task,
        ...flat(title),
        box: { x: 1, y: 2, w: 3, h: 4 },
      })),
      flows: rest.flows.map(({ from, to, label }) => ({ from, to, ...(label ? flat(label) : {}) })),
      criteria: rest.criteria.map(({ title, question, ...criterion }) => ({
        ...criterion,
        ...flat(title),
        ...flat(question, "question"),
      })),
      platforms: options.map(({ id, title }, i) => ({ id, name: title, baseline: i === 0 })),
    };
    expect(parseTemplate(asSource)).toEqual(parseTemplate(mlLifecycle));
  });
});

test("[BD20] the built-in templates are in order and complete", () => {
  const ml = builtInTemplate("ml-lifecycle");
  const counts = [ml.tasks, ml.phases, ml.groups, ml.flows, ml.roles, ml.criteria, ml.options].map(
    (list) => list.length,
  );
  expect(counts).toEqual([26, 3, 3, 38, 5, 5, 6]);
  expect(ml.title).toEqual({
    fr: "Choisir une plateforme de science des données",
    en: "Choose a data-science platform",
  });
  expect(ml.source).toContain("ldacosta/big-data-platforms");
  expect(builtInTemplate("empty")).toMatchObject({ tasks: [], options: [], criteria: [] });
  expect(builtInTemplate("empty").roles).toHaveLength(5);
  expect([...TEMPLATE_IDS, "other", null].map(isTemplateId)).toEqual([true, true, false, false]);
});
