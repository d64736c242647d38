import { expect, test } from "vitest";
import type { Board, FitEntry, Task } from "@/lib/board/types";
import type { OptionId, TaskId } from "@/lib/ids";
import { standingsOf } from "./standings";

/** Rows of fits per option, one letter per task: e, m, i, u, or . for unrated. */
function painted(rows: Record<string, string>): Board {
  const names = { e: "efficient", m: "mixed", i: "inefficient", u: "uncovered" } as const;
  const count = Math.max(...Object.values(rows).map((row) => row.length));
  const tasks = Array.from(
    { length: count },
    (_, at) => ({ id: `t${at}`, title: `t${at}`, roles: [], inScope: true }) as unknown as Task,
  );
  const fits = Object.entries(rows).flatMap(([option, row]) =>
    [...row].flatMap((letter, at): FitEntry[] => {
      const fit = names[letter as keyof typeof names];
      return fit
        ? [
            {
              task: `t${at}` as TaskId,
              option: option as OptionId,
              fit,
              by: null,
              byName: "",
              at: null,
              note: "",
              evidence: "",
            },
          ]
        : [];
    }),
  );
  const options = Object.keys(rows).map((id, order) => ({ id: id as OptionId, title: id, order }));
  return { tasks, fits, options, policies: { uncovered: "zero" } } as unknown as Board;
}

const ranks = (board: Board, policy?: "zero" | "skip") =>
  Object.fromEntries(standingsOf(board, policy).all.map(({ option, rank }) => [option.id, rank]));

test("ranks 1-2-2-4, and gives no rank where nothing is painted", () => {
  expect(ranks(painted({ a: "ee", b: "em", c: "me", d: "uu", e: ".." }))).toEqual({
    a: 1,
    b: 2,
    c: 2,
    d: 4,
    e: null,
  });
});

test("the policy for what is not covered can change the winner", () => {
  const board = painted({ broad: "eemm", narrow: "euuu" });
  expect(standingsOf(board).leader?.option.id).toBe("broad");
  expect(standingsOf(board, "skip").leader?.option.id).toBe("narrow");
});

test("nobody leads an unpainted board", () => {
  expect(standingsOf(painted({ a: "..", b: ".." })).leader).toBeNull();
});
