import { useFormatter } from "next-intl";

/** Weights this near to each other are told apart by their tenths. */
const NEAR = 0.02;

/** Values that differ by less are the same; two others get as many digits as that takes to tell them apart. */
const SAME = 1e-9;
const MOST_DIGITS = 9;

/** A value with as few digits as keep it apart from each of the others that it is not equal to. */
function apart(
  value: number,
  others: readonly number[],
  least: number,
  print: (value: number, digits: number) => string,
): string {
  const unequal = others.filter((other) => Math.abs(value - other) > SAME);
  let digits = least;
  while (digits < MOST_DIGITS && unequal.some((other) => print(other, digits) === print(value, digits)))
    digits++;
  return print(value, digits);
}

/** Figures as the page prints them, in the reader's language. */
export function useFigures() {
  const format = useFormatter();
  const digits = (value: number, least: number, most: number) =>
    format.number(value, { minimumFractionDigits: least, maximumFractionDigits: most }).replace("-", "−");
  const exactly = (value: number, places: number) => digits(value, places, places);
  const score = (value: number, bar?: number) => apart(value, bar === undefined ? [] : [0, bar], 3, exactly);
  const share = (value: number, places: number) =>
    format.number(value, { style: "percent", minimumFractionDigits: places, maximumFractionDigits: places });
  /** Never 0 for more, 100 for less, nor the figure of the others. */
  const percent = (value: number, others: readonly number[], least: number) =>
    apart(value, [0, 1, ...others], least, share);
  return {
    /** Beside a bar that it misses: never the same figure, nor 0 for more. */
    score,
    /** Inside a bar: no room for the zero. */
    short: (value: number) => (value < 1 ? score(value).replace(/^0/, "") : score(value)),
    /** Beside a bar that it misses: never the same figure. */
    percent: (value: number, bar?: number) => percent(value, bar === undefined ? [] : [bar], 0),
    /** Shares as tables print them. */
    tenth: (value: number) => percent(value, [], 1),
    /** A weight beside the one it is held against: never the same figure for two that differ. */
    weightBeside: (value: number, other: number) =>
      percent(value, [other], Math.abs(value - other) < NEAR ? 1 : 0),
    /** Measures of agreement. */
    two: (value: number) => digits(value, 2, 2),
    mark: (value: number) => digits(value, 1, 1),
    /** Means of marks as tables print them. */
    markExact: (value: number) => digits(value, 2, 2),
    /** The middle of whole marks: whole or a half. */
    median: (value: number) => digits(value, 0, 1),
    list: (items: readonly string[]) => format.list(items, { type: "conjunction" }),
    either: (items: readonly string[]) => format.list(items, { type: "disjunction" }),
  };
}
