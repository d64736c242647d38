import { useFormatter } from "next-intl";

/** Figures as the page prints them, in the reader's language. */
export function useFigures() {
  const format = useFormatter();
  const score = (value: number) =>
    format.number(value, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
  return {
    score,
    /** Inside a bar: no room for the zero. */
    short: (value: number) => (value < 1 ? score(value).replace(/^0/, "") : score(value)),
    percent: (value: number) => format.number(value, { style: "percent", maximumFractionDigits: 0 }),
    mark: (value: number) => format.number(value, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    list: (items: readonly string[]) => format.list(items, { type: "conjunction" }),
  };
}
