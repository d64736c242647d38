import { byCodeUnit, type CastBallot } from "./ballot";

/** Why a ballot's weights do not count. */
export type WeightsLeftOut = "none-given" | "incomplete" | "all-zero" | "out-of-range";

export interface RoleWeights {
  role: string;
  /** People whose weights count. */
  n: number;
  underQuorum: boolean;
  /** Shares by criterion id, summing to 1; null when the role is left out. */
  shares: Record<string, number> | null;
}

export interface GroupWeights {
  /** Shares by criterion id, summing to 1. */
  shares: Record<string, number>;
  /** `equal`: nobody gave weights, so every criterion weighs the same, and it must be said. */
  from: "ballots" | "equal";
  roles: RoleWeights[];
  leftOut: { voter: string; role: string; why: WeightsLeftOut }[];
}

/**
 * Swing weights: the swing from worst to best on the most important criterion is worth 100 points, the others
 * less. Per person points / sum of points, mean in the role, mean over the roles (SW1–SW5).
 * Source: von Winterfeldt & Edwards, Decision Analysis and Behavioral Research (1986), ch. 8.
 */
export function swingWeights(
  ballots: readonly CastBallot[],
  criteria: readonly string[],
  roles: readonly string[],
  quorum: Record<string, number>,
): GroupWeights {
  const leftOut: GroupWeights["leftOut"] = [];
  const byRole = new Map<string, Record<string, number>[]>(roles.map((role) => [role, []]));
  for (const ballot of [...ballots].sort((a, b) => byCodeUnit(a.voter, b.voter))) {
    const shares = personShares(ballot.weights, criteria);
    if (typeof shares === "string") leftOut.push({ voter: ballot.voter, role: ballot.role, why: shares });
    else byRole.get(ballot.role)?.push(shares);
  }
  const roleWeights = [...roles].map((role): RoleWeights => {
    const people = byRole.get(role) ?? [];
    const underQuorum = people.length < Math.max(1, quorum[role] ?? 1);
    return { role, n: people.length, underQuorum, shares: underQuorum ? null : meanShares(people, criteria) };
  });
  const counted = [...roleWeights]
    .sort((a, b) => byCodeUnit(a.role, b.role))
    .flatMap((each) => (each.shares ? [each.shares] : []));
  if (counted.length === 0) {
    const equal = Object.fromEntries(criteria.map((id) => [id, 1 / criteria.length]));
    return { shares: equal, from: "equal", roles: roleWeights, leftOut };
  }
  return { shares: meanShares(counted, criteria), from: "ballots", roles: roleWeights, leftOut };
}

/** One person's points as shares, or why they cannot be (SW1, SW2). */
export function personShares(
  points: Record<string, number>,
  criteria: readonly string[],
): Record<string, number> | WeightsLeftOut {
  const given = criteria.filter((id) => Object.hasOwn(points, id));
  if (given.length === 0) return "none-given";
  if (given.length < criteria.length) return "incomplete";
  const values = criteria.map((id) => points[id] ?? 0);
  if (values.some((value) => !Number.isFinite(value) || value < 0 || value > 100)) return "out-of-range";
  const sum = values.reduce((total, value) => total + value, 0);
  if (sum === 0) return "all-zero";
  return Object.fromEntries(criteria.map((id, at) => [id, (values[at] ?? 0) / sum]));
}

function meanShares(
  all: readonly Record<string, number>[],
  criteria: readonly string[],
): Record<string, number> {
  return Object.fromEntries(
    criteria.map((id) => [id, all.reduce((sum, shares) => sum + (shares[id] ?? 0), 0) / all.length]),
  );
}
