import { acrossRoles } from "./aggregate";

/**
 * What a cell's value would be if the roles that are missing from it, silent or under their quorum, were at the
 * worst and at the best of the scale (CI1–CI3): low = Σ w·v / Σ w with 0 for them, high with 1. Equal to the value
 * when every role counts. It says how much is unknown, not how likely: 0 and 1 are bounds. O(roles).
 */
export function cellInterval(
  cells: readonly { value: number | null }[],
  weights?: readonly number[],
): { low: number; high: number } {
  const filled = (by: number) =>
    acrossRoles(
      cells.map(({ value }) => ({ value: value ?? by })),
      weights,
    ) ?? by;
  return { low: filled(0), high: filled(1) };
}
