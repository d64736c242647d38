import { expect, test } from "vitest";
import { additive } from "./additive";
import knockout from "./cases/knockout_before_ranking.json";
import { knockOuts } from "./knock-out";
import { valueOfMark } from "./marks";

test("[KO1] an option under the bar is listed, not ranked, even if it would have won", () => {
  const { options, knockout: bar } = knockout.input;
  const ids = Object.keys(options) as (keyof typeof options)[];
  const infra = (id: string) => valueOfMark(options[id as keyof typeof options].infra, 5);
  const score = (_: string, id: string) => options[id as keyof typeof options].score;
  const out = knockOuts(ids, [{ criterion: bar.criterion, bar: bar.min }], (_, id) => infra(id), 5);
  expect(out).toEqual([{ option: "A", reasons: [{ criterion: "infra", mark: 1, bar: 2 }] }]);
  expect(out.map((each) => each.option)).toEqual(knockout.expected.knocked_out);
  const eligible = ids.filter((id) => !out.some((each) => each.option === id));
  expect(eligible).toEqual(knockout.expected.eligible);
  expect(additive(eligible, { s: 1 }, score).entries[0]?.option).toBe(knockout.expected.winner);
  expect(additive(ids, { s: 1 }, score).entries[0]?.option).toBe(knockout.expected.winner_without_knockout);
});

test("[KO2] a mark equal to the bar has passed it, rounding aside", () => {
  expect(knockOuts(["a"], [{ criterion: "c", bar: 2 }], () => 0.25, 5)).toEqual([]);
  expect(knockOuts(["a"], [{ criterion: "c", bar: 2 }], () => 0.25 - 1e-13, 5)).toEqual([]);
  expect(knockOuts(["a"], [{ criterion: "c", bar: 2 }], () => 0.24, 5)).toHaveLength(1);
});

test("[KO3] a cell that nobody scored knocks nothing out", () => {
  expect(knockOuts(["a"], [{ criterion: "c", bar: 5 }], () => null, 5)).toEqual([]);
});
