import { useFormatter } from "next-intl";

/** Weights this near to each other are told apart by their tenths. */
const NEAR = 0.02;

/** Figures as the page prints them, in the reader's language. */
export function useFigures() {
  const format = useFormatter();
  const digits = (value: number, least: number, most: number) =>
    format.number(value, { minimumFractionDigits: least, maximumFractionDigits: most }).replace("-", "−");
  const score = (value: number) => digits(value, 3, 3);
  const share = (value: number, tenths: 0 | 1) =>
    format.number(value, { style: "percent", minimumFractionDigits: tenths, maximumFractionDigits: tenths });
  return {
    score,
    /** Inside a bar: no room for the zero. */
    short: (value: number) => (value < 1 ? score(value).replace(/^0/, "") : score(value)),
    percent: (value: number) => share(value, 0),
    /** Shares as tables print them. */
    tenth: (value: number) => share(value, 1),
    /** A weight beside the one it is held against: never the same figure for two that differ, nor 100 for less. */
    weightBeside: (value: number, other: number) => {
      const near = Math.abs(value - other) < NEAR;
      const almost = (value > 0 && value < 0.005) || (value < 1 && value >= 0.995);
      return share(value, near || almost ? 1 : 0);
    },
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
