import { expect, test } from "vitest";
import * as Y from "yjs";
import { coverageOf } from "../decision/coverage";
import type { Locale } from "../i18n/locales";
import { readCanvasRecords } from "./canvas-root";
import realBoard from "../decision/cases/na_policy_real_board.json";
import { mapSnapshot } from "./map-snapshot";
import { readBoard } from "./read";
import { seedBoard } from "./seed";
import { parseTemplate } from "./template";
import { hasRatings } from "./template-ratings";
import { templateRoles } from "./template-roles";
import { builtInTemplate } from "./templates/catalogue";
import type { Board } from "./types";

const ml = builtInTemplate("ml-lifecycle");

function seeded(seeding: Parameters<typeof seedBoard>[1], template = ml): { board: Board; doc: Y.Doc } {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(template, seeding));
  return { board: readBoard(doc), doc };
}

const ranking = (board: Board, policy: "zero" | "skip") => {
  const map = mapSnapshot(board);
  const values = board.options.map(({ id, title }) => ({
    title,
    value: coverageOf(map, id, policy).value ?? -1,
  }));
  return values.sort((a, b) => b.value - a.value);
};

test("[BD18] with ratings, the totals are the source's, and the policy decides who wins", () => {
  const { board } = seeded({ locale: "en", withRatings: true });
  expect(board.tasks.filter((task) => !task.inScope)).toHaveLength(7);

  const zero = ranking(board, "zero").map(({ title, value }) => [title, Number(value.toFixed(3))]);
  expect(zero).toEqual([
    ["Databricks", 0.816],
    ["RapidMiner", 0.737],
    ["KNIME", 0.684],
    ["Jupyter Notebooks", 0.605],
    ["Domino Data Lab", 0.368],
    ["H2O.ai", 0.342],
  ]);
  expect(coverageOf(mapSnapshot(board), "databricks", "zero")).toMatchObject({
    tasksInScope: 19,
    covered: 17,
    efficiency: expect.closeTo(0.912, 3),
    value: expect.closeTo((17 / 19) * (15.5 / 17), 12),
    counts: { unrated: 0 },
  });
  const skip = ranking(board, "skip");
  expect(skip[0]).toEqual({ title: "H2O.ai", value: expect.closeTo(0.929, 3) });
});

/** Source: the colours of the published diagrams (ldacosta/big-data-platforms @59d67eb), 26 boxes × 6 platforms. */
test("[BD18] the same case read from the published diagrams ranks as published under both policies", () => {
  const { board } = seeded({ locale: "fr", withRatings: true });
  const published = (title: string) => title.replace(" Notebooks", "").replace(" Data Lab", "");
  const names = (policy: "zero" | "skip") => ranking(board, policy).map(({ title }) => published(title));
  expect(names("zero")).toEqual(realBoard.expected.rank_na_zero);
  expect(names("skip")).toEqual(realBoard.expected.rank_mean_applicable);

  // Cell by cell: each platform has as many of each colour as in the diagrams.
  const colours = (platform: string) => {
    const cells = realBoard.input.ratings.map((row) => (row as Record<string, string>)[platform]);
    return ["efficient", "mixed", "inefficient"].map((fit) => cells.filter((cell) => cell === fit).length);
  };
  for (const option of board.options) {
    const { counts } = coverageOf(mapSnapshot(board), option.id, "zero");
    expect([counts.efficient, counts.mixed, counts.inefficient]).toEqual(colours(published(option.title)));
  }
});

test("[BD18] without ratings, everything is in scope and nothing is painted", () => {
  const { board } = seeded({ locale: "en", withRatings: false });
  expect(board.fits).toEqual([]);
  expect(board.tasks.every((task) => task.inScope)).toBe(true);
  expect([hasRatings(ml), hasRatings(builtInTemplate("empty"))]).toEqual([true, false]);
});

test("[BD19] every fit of the template says that it comes from there", () => {
  const { board } = seeded({ locale: "en", withRatings: true });
  expect(board.fits).toHaveLength(19 * 6);
  expect(board.fits.every((fit) => fit.by === null && fit.byName === "" && fit.at === null)).toBe(true);
});

test.each<Locale>(["fr", "en"])("[BD20] everything is there once, in %s", (locale) => {
  const { board, doc } = seeded({ locale, withRatings: true });
  const counts = [board.tasks, board.phases, board.groups, board.flows, board.criteria, board.options];
  expect(counts.map((list) => list.length)).toEqual([26, 3, 3, 38, 5, 6]);
  expect(board.skipped).toBe(0);
  expect(board.schemaVersion).toBe(1);
  expect(board.title).toBe(ml.title[locale]);
  expect(board.optionNoun.many).toBe(locale === "fr" ? "plateformes" : "platforms");
  expect(board.tasks.map((task) => task.title)).toEqual(ml.tasks.map((task) => task.title[locale]));
  expect(board.tasks.map((task) => [task.phase, task.group])).toEqual(
    ml.tasks.map((task) => [task.phase, task.group]),
  );
  expect(board.criteria.find((criterion) => criterion.source === "map")?.id).toBe("process-impact");
  expect(board.criteria.find((criterion) => criterion.id === "learning-curve")?.scoredBy).toEqual([
    "data-scientist",
    "data-engineer",
  ]);
  const { records, skipped } = readCanvasRecords(doc);
  expect(skipped).toBe(0);
  const shown = (prop: string) =>
    new Set(
      records
        .map((record) => (record.props as Record<string, unknown>)[prop])
        .filter((id) => id !== undefined),
    );
  expect([shown("taskId").size, shown("phaseId").size, shown("groupId").size, shown("flowId").size]).toEqual([
    26, 3, 3, 38,
  ]);
});

test("[BD20] title and option noun may be the board's own", () => {
  const { board } = seeded({
    locale: "en",
    withRatings: false,
    title: " Ours ",
    optionNoun: { one: "tool", many: "tools" },
  });
  expect(board).toMatchObject({ title: "Ours", optionNoun: { one: "tool", many: "tools" } });
});

test("[BD20] an empty board, and the largest one that a template may hold, are seeded too", () => {
  expect(seeded({ locale: "fr", withRatings: true }, builtInTemplate("empty")).board).toMatchObject({
    tasks: [],
    fits: [],
    optionNoun: { one: "option", many: "options" },
  });
  const tasks = Array.from({ length: 500 }, (_, i) => ({ id: `t${i}`, title: `Task ${i}` }));
  const options = Array.from({ length: 50 }, (_, i) => ({ id: `o${i}`, title: `Option ${i}` }));
  const row = Object.fromEntries(tasks.map(({ id }) => [id, "mixed"]));
  const flows = Array.from({ length: 2_000 }, (_, i) => ({ from: `t${i % 499}`, to: `t${(i % 499) + 1}` }));
  const ratings = Object.fromEntries(options.map(({ id }) => [id, row]));
  const parsed = parseTemplate({ tasks, options, flows, ratings });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem));
  const { board } = seeded({ locale: "en", withRatings: true }, parsed.template);
  expect([board.tasks.length, board.fits.length, board.flows.length]).toEqual([500, 25_000, 2_000]);
});

test("[BD20] the roles of a template go to SQL with colour, glyph and place", () => {
  const roles = templateRoles(ml, "fr");
  expect(roles.map((role) => [role.id, role.name, role.tone, role.position])).toEqual([
    ["client", "Client", 0, 0],
    ["consumer", "Consommateur", 1, 1],
    ["data-scientist", "Data Scientist", 2, 2],
    ["data-engineer", "Data Engineer", 3, 3],
    ["annotator", "Annotateur", 4, 4],
  ]);
});
