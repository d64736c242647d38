import { expect, test } from "vitest";
import { markOfValue, readMark, valueOfMark } from "./marks";

test("[MA1] the ends of the scale are 0 and 1, whatever marks are present", () => {
  expect([1, 2, 3, 4, 5].map((mark) => valueOfMark(mark, 5))).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(markOfValue(0.75, 5)).toBe(4);
});

test("[MA2] what is no mark of the scale is missing", () => {
  for (const answer of [0, 6, 2.5, Number.NaN, Number.POSITIVE_INFINITY, -1, null, undefined]) {
    expect(readMark(answer, 5)).toBeNull();
  }
  expect(readMark("4" as never, 5)).toBeNull();
  expect(readMark("abstain", 5)).toBe("abstain");
});
