import { markOfValue } from "./marks";

export interface KnockOut {
  option: string;
  /** Every bar it missed, in the frame's order. */
  reasons: { criterion: string; mark: number; bar: number }[];
}

/** A mark that equals the bar up to rounding has passed it. */
const TOLERANCE = 1e-9;

/**
 * Options under a bar are out before anything is ranked (KO1–KO3). The bar is compared with the mark across
 * roles; a cell that nobody scored is unknown and knocks nothing out.
 */
export function knockOuts(
  options: readonly string[],
  bars: readonly { criterion: string; bar: number }[],
  valueOf: (criterion: string, option: string) => number | null,
  scale: number,
): KnockOut[] {
  return options.flatMap((option) => {
    const reasons = bars.flatMap(({ criterion, bar }) => {
      const value = valueOf(criterion, option);
      if (value === null) return [];
      const mark = markOfValue(value, scale);
      return mark < bar - TOLERANCE ? [{ criterion, mark, bar }] : [];
    });
    return reasons.length > 0 ? [{ option, reasons }] : [];
  });
}
