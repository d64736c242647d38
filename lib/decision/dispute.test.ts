import fc from "fast-check";
import { expect, test } from "vitest";
import { roleCell } from "./aggregate";
import type { Mark } from "./ballot";
import { type MarkedCell, disputes } from "./dispute";

type Answers = Record<string, Record<string, (Mark | null)[]>>;

/** Cells from answers by cell and role. */
function marked(answers: Answers, quorum = 1): MarkedCell[] {
  return Object.entries(answers).map(([key, byRole]) => {
    const [criterion = "", option = ""] = key.split("|");
    const roles = Object.entries(byRole).map(([role, marks]) => ({
      role,
      value: roleCell(role, marks, { scale: 5, quorum, insideRole: "mean" }).value,
      counts: [1, 2, 3, 4, 5].map((mark) => marks.filter((each) => each === mark).length),
    }));
    return { criterion, option, roles };
  });
}
const ranked = (answers: Answers) => disputes(marked(answers));

test("[DI1] two camps before a broad spread before agreement", () => {
  const { cells } = ranked({
    "c|agreed": { r: [4, 4, 4, 4] },
    "c|split": { r: [1, 1, 5, 5] },
    "c|spread": { r: [1, 2, 3, 4, 5] },
  });
  expect(cells).toMatchObject([
    { option: "split", rank: 1, n: 4, agreement: -1, interquartileRange: 4, roleGap: null },
    { option: "spread", rank: 2, n: 5, agreement: 0, interquartileRange: 2 },
    { option: "agreed", rank: 3, agreement: 1, interquartileRange: 0 },
  ]);
});

test("[DI1] at the same A the wider IQR comes first, then the larger gap between roles", () => {
  const { cells } = ranked({
    "c|narrow": { a: [2, 2, 2, 2], b: [2, 2, 2, 3] },
    "c|wide": { a: [2, 2, 3, 3], b: [3, 3, 2, 2] },
    "c|wide-by-role": { a: [2, 2, 2, 2], b: [3, 3, 3, 3] },
  });
  expect(cells.map((cell) => [cell.option, cell.rank])).toEqual([
    ["wide-by-role", 1],
    ["wide", 2],
    ["narrow", 3],
  ]);
  expect(cells.map((cell) => cell.roleGap)).toEqual([0.25, 0, 0.0625]);
});

test("[DI1] a gap between roles comes before none and before a cell of one role, however they are listed", () => {
  const byRole = { a: [2, 2, 2, 2], b: [3, 3, 3, 3] };
  const mixed = { a: [2, 2, 3, 3], b: [3, 3, 2, 2] };
  const alone = { a: [2, 2, 2, 2, 3, 3, 3, 3] };
  const order = (answers: Answers) => ranked(answers).cells.map(({ option, rank }) => [option, rank]);
  const expected = [
    ["y", 1],
    ["x", 2],
    ["z", 2],
  ];
  expect(order({ "c|x": mixed, "c|y": byRole, "c|z": alone })).toEqual(expected);
  expect(order({ "c|z": alone, "c|y": byRole, "c|x": mixed })).toEqual(expected);
  expect(order({ "c|y": byRole, "c|z": alone, "c|x": mixed })).toEqual(expected);
});

test("[DI2] equal figures share a rank, the next is skipped, and ids decide the order", () => {
  const same = { r: [1, 5] };
  const { cells } = ranked({ "d|x": { r: [3, 3] }, "c|y": same, "c|x": same, "b|z": same });
  expect(cells.map((cell) => [cell.criterion, cell.option, cell.rank])).toEqual([
    ["b", "z", 1],
    ["c", "x", 1],
    ["c", "y", 1],
    ["d", "x", 4],
  ]);
});

test("[DI3] fewer than two marks is no dispute, and the map's criterion has none", () => {
  const cells = marked({
    "d|x": { r: [3, "abstain"] },
    "c|y": { r: [null] },
    "c|x": { r: [1, 5] },
  });
  const fromMap: MarkedCell = { criterion: "m", option: "x", roles: [] };
  expect(disputes([...cells, fromMap])).toMatchObject({
    cells: [{ criterion: "c", option: "x" }],
    tooFewMarks: [
      { criterion: "c", option: "y" },
      { criterion: "d", option: "x" },
    ],
  });
  expect(disputes([])).toEqual({ cells: [], tooFewMarks: [] });
});

test("[DI4] a role that does not count in a cell has no part in its dispute", () => {
  const cells = marked({ "c|x": { many: [4, 4], few: [1] } }, 2);
  expect(disputes(cells).cells).toMatchObject([{ n: 2, agreement: 1, roleGap: null }]);
});

const marks = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 4 });
const votes = fc.dictionary(
  fc.constantFrom("c|x", "c|y", "d|x", "d|y", "e|x"),
  fc.record({ a: marks, b: marks }),
);

test("[DI2] the order of cells and of roles changes nothing", () => {
  fc.assert(
    fc.property(votes, (answers) => {
      const turned = (cell: MarkedCell) => ({ ...cell, roles: [...cell.roles].reverse() });
      const sorted = (found: ReturnType<typeof disputes>) =>
        found.cells.map((cell) => ({
          ...cell,
          marks: cell.marks.sort((a, b) => (a.role < b.role ? -1 : 1)),
        }));
      const cells = marked(answers);
      expect(sorted(disputes(cells.map(turned).reverse()))).toEqual(sorted(disputes(cells)));
    }),
  );
});

test("[DI1] from one rank to the next, agreement never falls", () => {
  fc.assert(
    fc.property(votes, (answers) => {
      const figures = ranked(answers).cells.map((cell) => cell.agreement);
      figures.slice(1).forEach((each, at) => expect(each).toBeGreaterThanOrEqual((figures[at] ?? 0) - 1e-9));
    }),
  );
});
