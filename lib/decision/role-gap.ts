import { byCodeUnit } from "./ballot";
import { TIE } from "./ranks";

export type RoleGap =
  | {
      ok: true;
      /** Highest role value less the lowest, 0…1. */
      gap: number;
      /** Every role at the top and at the bottom, in id order; the same roles in both when all agree. */
      high: string[];
      low: string[];
    }
  | { ok: false; reason: "fewer-than-two-roles" };

/**
 * How far the roles stand apart in one cell (RG1–RG3): the largest difference between two roles' values.
 * Roles without a value (left out by quorum, or without a mark) have no part. It says nothing about how far
 * people differ inside a role, and two roles of one person each can make it large. O(roles log roles).
 * The range of group means; no source needed.
 */
export function roleGap(cells: readonly { role: string; value: number | null }[]): RoleGap {
  const valued = cells.flatMap(({ role, value }) =>
    value !== null && Number.isFinite(value) ? [{ role, value }] : [],
  );
  if (valued.length < 2) return { ok: false, reason: "fewer-than-two-roles" };
  const highest = Math.max(...valued.map((each) => each.value));
  const lowest = Math.min(...valued.map((each) => each.value));
  const rolesAt = (bound: number) =>
    valued
      .filter((each) => Math.abs(each.value - bound) <= TIE)
      .map((each) => each.role)
      .sort(byCodeUnit);
  return { ok: true, gap: highest - lowest, high: rolesAt(highest), low: rolesAt(lowest) };
}
