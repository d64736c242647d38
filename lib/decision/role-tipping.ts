import { TIE } from "./ranks";
import { BEYOND, type Tip } from "./tipping-weight";
import { leadersOf, withWeight } from "./value-table";

export interface RoleTip {
  role: number;
  /** Present weight, of all role weights brought to sum 1. */
  present: number;
  /** The first tip with less, and with more say; null when none was found. */
  down: Tip | null;
  up: Tip | null;
  stable: [number, number];
}

export type RoleTipping =
  | { ok: true; leader: number; roles: RoleTip[] }
  | { ok: false; reason: "no-roles" | "not-a-weight" | "no-values" }
  | { ok: false; reason: "tied"; leaders: number[] };

/** Steps over 0…1; each costs one call of `scoresAt`. */
const STEPS = 48;
/** Halvings of a step: the tip is right to about 1e-12. */
const HALVINGS = 34;
/** Golden sections of a dip: its bottom is right to about 1e-8 of a step. */
const SECTIONS = 40;

/**
 * For each role the weight at which another option takes the lead, the other roles keeping their proportions
 * (RT1–RT4). `scoresAt` gives the options' scores under role weights (`roleScores`, or whatever also knows bars and
 * quorums); null = not in the ranking.
 * A role's weight acts on cells and on criteria weights, and empty cells make the score a fraction of polynomials,
 * so tips are searched for: the leader's margin over each rival at 49 weights, every change of sign halved to 1e-12,
 * and every dip followed to its bottom if its curvature leaves room below zero. What can be missed is a rival that
 * passes and falls back between two neighbouring weights (0.0208 apart) in a dip much sharper than the points
 * around it show; without empty cells a margin is a quadratic, and every tip is found.
 * About 50 calls of `scoresAt` a role, and 40 for each dip or tip.
 */
export function roleTipping(
  roleWeights: readonly number[],
  scoresAt: (roleWeights: readonly number[]) => readonly (number | null)[],
): RoleTipping {
  if (roleWeights.length === 0) return { ok: false, reason: "no-roles" };
  const whole = roleWeights.reduce((sum, w) => sum + w, 0);
  if (!roleWeights.every((w) => w >= 0 && w <= 1e9) || !(whole > 0))
    return { ok: false, reason: "not-a-weight" };
  const leaders = leadersOf(scoresAt(roleWeights));
  const [leader] = leaders;
  if (leader === undefined) return { ok: false, reason: "no-values" };
  if (leaders.length > 1) return { ok: false, reason: "tied", leaders };
  return {
    ok: true,
    leader,
    roles: roleWeights.map((weight, role): RoleTip => {
      const present = weight / whole;
      const lone = roleWeights.length === 1;
      const at = (t: number) => scoresAt(withWeight(roleWeights, role, t));
      const down = lone ? null : firstTip(at, leader, present, 0);
      const up = lone ? null : firstTip(at, leader, present, 1);
      return { role, present, down, up, stable: [down?.at ?? 0, up?.at ?? 1] };
    }),
  };
}

type ScoresAt = (t: number) => readonly (number | null)[];

/** Score of the leader minus that of a rival; −∞ with the leader out of the ranking, +∞ with the rival out. */
function marginOver(rival: number, leader: number, scores: readonly (number | null)[]): number {
  const own = scores[leader] ?? null;
  const other = scores[rival] ?? null;
  if (other === null) return Number.POSITIVE_INFINITY;
  return own === null ? Number.NEGATIVE_INFINITY : own - other;
}

function firstTip(scoresAt: ScoresAt, leader: number, from: number, to: number): Tip | null {
  const steps = Math.ceil(Math.abs(to - from) * STEPS);
  if (steps === 0) return null;
  const points = Array.from({ length: steps + 1 }, (_, i) => from + ((to - from) * i) / steps);
  const scores = points.map(scoresAt);
  const rivals = (scores[0] ?? []).flatMap((_, option) => (option === leader ? [] : [option]));
  const margins = rivals.map((rival) => scores.map((each) => marginOver(rival, leader, each)));
  const tipsAt = (i: number) =>
    rivals.flatMap((rival, r) => {
      const margin = (t: number) => marginOver(rival, leader, scoresAt(t));
      return crossingAt(i, margin, points, margins[r] ?? []) ?? [];
    });
  for (let i = 0; i <= steps; i++) {
    const found = tipsAt(i);
    if (found.length === 0) continue;
    // A dip found here may lie beyond this point, where another rival passes sooner.
    const [first = from] = [...found, ...(i < steps ? tipsAt(i + 1) : [])].sort(
      (a, b) => Math.abs(a - from) - Math.abs(b - from),
    );
    const beyond = scoresAt(first + (to - first) * BEYOND);
    return {
      at: first,
      overtakes: leadersOf(beyond.map((each, option) => (option === leader ? null : each))),
    };
  }
  return null;
}

/** Where a rival passes around point i, the leader having led at the points before. */
function crossingAt(
  i: number,
  margin: (t: number) => number,
  points: readonly number[],
  margins: readonly number[],
): number | null {
  const [last, at] = [points.length - 1, (j: number) => margins[j] ?? Number.POSITIVE_INFINITY];
  const left = points[Math.max(0, i - 1)] ?? 0;
  if (at(i) < -TIE) return at(i - 1) < -TIE ? null : halved(margin, left, points[i] ?? 0);
  // A rival may pass and fall back around a lowest point; a parabola through three points would go no deeper
  // below it than an eighth of their second difference.
  if (at(i) > at(i - 1) || at(i) > at(i + 1)) return null;
  const centre = Math.min(Math.max(i, 1), last - 1);
  if (at(i) > Math.abs(at(centre - 1) - 2 * at(centre) + at(centre + 1))) return null;
  const bottom = bottomOf(margin, left, points[Math.min(last, i + 1)] ?? 0);
  return margin(bottom) < -TIE ? halved(margin, left, bottom) : null;
}

/** Halves the way between a weight where the leader leads and one where it does not. */
function halved(margin: (t: number) => number, leads: number, trails: number): number {
  let [inside, outside] = [leads, trails];
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (inside + outside) / 2;
    if (margin(middle) < 0) outside = middle;
    else inside = middle;
  }
  return outside;
}

/** The lowest point of a margin that has one dip between `a` and `b`. */
function bottomOf(margin: (t: number) => number, a: number, b: number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [left, right] = [a, b];
  let [low, high] = [right - golden * (right - left), left + golden * (right - left)];
  let [atLow, atHigh] = [margin(low), margin(high)];
  for (let i = 0; i < SECTIONS; i++) {
    if (atLow < atHigh) {
      [right, high, atHigh] = [high, low, atLow];
      low = right - golden * (right - left);
      atLow = margin(low);
    } else {
      [left, low, atLow] = [low, high, atHigh];
      high = left + golden * (right - left);
      atHigh = margin(high);
    }
  }
  return (left + right) / 2;
}
