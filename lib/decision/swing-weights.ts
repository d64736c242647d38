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
 * less. Per person points / sum of points, mean in the role, mean over the roles (SW1–SW5), in which each role
 * counts the same unless `roleWeights` says otherwise (RW3; absent = 1).
 * Source: von Winterfeldt & Edwards, Decision Analysis and Behavioral Research (1986), ch. 8.
 */
export function swingWeights(
  ballots: readonly CastBallot[],
  criteria: readonly string[],
  roles: readonly string[],
  quorum: Record<string, number>,
  roleWeights: Record<string, number> = {},
): GroupWeights {
  const people = [...ballots]
    .sort((a, b) => byCodeUnit(a.voter, b.voter))
    .map(({ voter, role, weights }) => ({ voter, role, points: pointsOf(weights, criteria) }));
  return weightsOfPeople(people, criteria, roles, quorum, roleWeights);
}

/** One person's points, criterion by criterion: NaN where none were given, ∞ for what is no number. */
export interface PersonPoints {
  voter: string;
  role: string;
  points: readonly number[];
}

export function pointsOf(weights: Record<string, number>, criteria: readonly string[]): number[] {
  return criteria.map((id) => {
    if (!Object.hasOwn(weights, id)) return Number.NaN;
    const points = weights[id] ?? 0;
    return Number.isFinite(points) ? points : Number.POSITIVE_INFINITY;
  });
}

/** The same from points that were read before, in the order of the persons' ids. O(people × criteria). */
export function weightsOfPeople(
  people: readonly PersonPoints[],
  criteria: readonly string[],
  roles: readonly string[],
  quorum: Record<string, number>,
  roleWeights: Record<string, number> = {},
): GroupWeights {
  const leftOut: GroupWeights["leftOut"] = [];
  const byRole = new Map(roles.map((role) => [role, new ShareSums(criteria.length)]));
  for (const { voter, role, points } of people) {
    const shares = sharesOfPoints(points);
    if (typeof shares === "string") leftOut.push({ voter, role, why: shares });
    else byRole.get(role)?.add(shares, 1);
  }
  const means = roles.map((role) => {
    const sums = byRole.get(role);
    const n = sums?.whole ?? 0;
    const underQuorum = n < Math.max(1, quorum[role] ?? 1);
    return { role, n, underQuorum, shares: underQuorum ? null : (sums?.mean() ?? null) };
  });
  const across = new ShareSums(criteria.length);
  for (const { role, shares } of [...means].sort((a, b) => byCodeUnit(a.role, b.role))) {
    const weight = roleWeights[role] ?? 1;
    if (shares && weight > 0) across.add(shares, weight);
  }
  const named = (shares: readonly number[]) =>
    Object.fromEntries(criteria.map((id, at) => [id, shares[at] ?? 0]));
  const ofRoles = means.map((each): RoleWeights => ({ ...each, shares: each.shares && named(each.shares) }));
  if (across.whole === 0) {
    return { shares: named(criteria.map(() => 1 / criteria.length)), from: "equal", roles: ofRoles, leftOut };
  }
  return { shares: named(across.mean()), from: "ballots", roles: ofRoles, leftOut };
}

/** One person's points as shares, or why they cannot be (SW1, SW2). */
export function sharesOfPoints(points: readonly number[]): number[] | WeightsLeftOut {
  let [given, sum, inRange] = [0, 0, true];
  for (const each of points) {
    if (Number.isNaN(each)) continue;
    given++;
    sum += each;
    if (each < 0 || each > 100) inRange = false;
  }
  if (given === 0) return "none-given";
  if (given < points.length) return "incomplete";
  if (!inRange) return "out-of-range";
  return sum === 0 ? "all-zero" : points.map((each) => each / sum);
}

/** A mean of shares, weighted, in the order in which they are added. */
class ShareSums {
  whole = 0;
  readonly #sums: Float64Array;

  constructor(criteria: number) {
    this.#sums = new Float64Array(criteria);
  }

  add(shares: readonly number[], weight: number): void {
    this.whole += weight;
    for (let k = 0; k < shares.length; k++) this.#sums[k] = (this.#sums[k] ?? 0) + weight * (shares[k] ?? 0);
  }

  mean(): number[] {
    return Array.from(this.#sums, (sum) => sum / this.whole);
  }
}
