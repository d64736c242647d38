/** What the results page says in words, found in an evaluation. Pure: the sentences themselves are in messages. */
import type { Evaluation, RoleOutcome } from "@/lib/decision/outcome";

export type RankedRole = Extract<RoleOutcome, { ok: true }>;

/** Two values that differ by less are shown as equal. */
const SAME = 1e-9;

/** Criteria, heaviest first; ids break ties so that two page loads agree. */
export function byWeight(evaluation: Evaluation, criteria: readonly { id: string }[]): string[] {
  const weight = (id: string) => evaluation.weights.shares[id] ?? 0;
  return criteria.map((each) => each.id).sort((a, b) => weight(b) - weight(a) || (a < b ? -1 : 1));
}

/** Criteria on which no option in the ranking does better than this one. */
export function bestOn(evaluation: Evaluation, option: string): string[] {
  const ranked = new Set(evaluation.ranking.map((entry) => entry.option));
  const best = new Map<string, number>();
  for (const { criterion, option: each, value } of evaluation.cells) {
    if (value !== null && ranked.has(each)) best.set(criterion, Math.max(best.get(criterion) ?? 0, value));
  }
  return evaluation.cells
    .filter((cell) => cell.option === option && cell.value !== null)
    .filter((cell) => (cell.value ?? 0) >= (best.get(cell.criterion) ?? 0) - SAME)
    .map((cell) => cell.criterion);
}

export const rankedRoles = (evaluation: Evaluation): RankedRole[] =>
  evaluation.roles.filter((role): role is RankedRole => role.ok);

export const scoreFor = (role: RankedRole, option: string): number | null =>
  role.entries.find((entry) => entry.option === option)?.score ?? null;

/**
 * Roles whose own first place is another than the group's. A first place that the role shares agrees with a single
 * winner; with a tie only the same tie does. Winners come in the order of their ids.
 */
export function dissenters(evaluation: Evaluation): RankedRole[] {
  const { winners } = evaluation;
  const agrees = (role: RankedRole) =>
    winners.length > 1
      ? role.winners.join() === winners.join()
      : role.winners.some((option) => winners.includes(option));
  return rankedRoles(evaluation).filter((role) => !agrees(role));
}

/** Roles that would choose the same, together, in the order in which the choices first come. */
export function byChoice(roles: readonly RankedRole[]): { roles: RankedRole[]; winners: string[] }[] {
  const groups = new Map<string, { roles: RankedRole[]; winners: string[] }>();
  for (const role of roles) {
    const key = role.winners.join();
    const group = groups.get(key) ?? { roles: [], winners: role.winners };
    group.roles.push(role);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** How many voted, of how many. */
export const castBallots = ({ roles }: Evaluation): { ballots: number; eligible: number } => ({
  ballots: roles.reduce((sum, role) => sum + role.ballots, 0),
  eligible: roles.reduce((sum, role) => sum + role.eligible, 0),
});

/** Whether a role's weights or marks are in the result: if neither is, its weight and its absence change nothing. */
export const hasSay = ({ weights, cells }: Evaluation, role: string): boolean =>
  weights.roles.some((each) => each.role === role && each.shares !== null) ||
  cells.some((cell) => cell.roles.some((each) => each.role === role && each.value !== null));

/** On which criteria two roles part most over one option, by what each criterion adds to its score. */
export function partings(
  left: RankedRole,
  right: RankedRole,
  option: string,
): { criterion: string; by: number }[] {
  const points = (role: RankedRole, criterion: string) =>
    role.entries
      .find((entry) => entry.option === option)
      ?.contributions.find((each) => each.criterion === criterion)?.points ?? 0;
  const criteria = new Set(
    [left, right].flatMap((role) =>
      role.entries.flatMap((entry) => entry.contributions.map((each) => each.criterion)),
    ),
  );
  return [...criteria]
    .map((criterion) => ({ criterion, by: points(left, criterion) - points(right, criterion) }))
    .sort((a, b) => Math.abs(b.by) - Math.abs(a.by) || (a.criterion < b.criterion ? -1 : 1));
}

/** What others do best on a criterion where the first does not. */
export function betterThan(
  evaluation: Evaluation,
  option: string,
): { criterion: string; options: string[] }[] {
  const best = new Set(bestOn(evaluation, option));
  const criteria = [...new Set(evaluation.cells.map((cell) => cell.criterion))];
  return criteria
    .filter((criterion) => !best.has(criterion))
    .map((criterion) => ({
      criterion,
      options: evaluation.ranking
        .map((entry) => entry.option)
        .filter((each) => each !== option && bestOn(evaluation, each).includes(criterion)),
    }))
    .filter(({ options }) => options.length > 0);
}

/** The two roles that are furthest apart over all options. */
export function furthestRoles(
  evaluation: Evaluation,
): { left: RankedRole; right: RankedRole; gap: number } | null {
  const roles = rankedRoles(evaluation);
  let furthest: { left: RankedRole; right: RankedRole; gap: number } | null = null;
  for (const [at, left] of roles.entries()) {
    for (const right of roles.slice(at + 1)) {
      const gap = left.entries.reduce((sum, entry) => {
        const other = scoreFor(right, entry.option);
        return other === null ? sum : sum + Math.abs(entry.score - other);
      }, 0);
      if (!furthest || gap > furthest.gap) furthest = { left, right, gap };
    }
  }
  return furthest;
}

/** A tidy axis around some values: ends on tenths, four or five ticks. */
export function axis(
  values: readonly number[],
  from: number | null = null,
): { min: number; max: number; ticks: number[] } {
  const tenth = (value: number) => Math.round(value * 10) / 10;
  const low = from ?? Math.max(0, Math.floor(Math.min(...values, 1) * 10 + SAME) / 10);
  const high = Math.min(1, Math.max(low + 0.1, Math.ceil(Math.max(...values, 0) * 10 - SAME) / 10));
  const step = high - low > 0.45 ? 0.2 : 0.1;
  const ticks = Array.from({ length: Math.floor((high - low) / step + SAME) + 1 }, (_, at) =>
    tenth(low + at * step),
  );
  return { min: low, max: tenth(high), ticks };
}

/**
 * Where to put labels that would lie on each other: as near to their values as `gap` allows, in their order,
 * from 0 to `end`.
 */
export function spread(at: readonly number[], gap: number, end = 100): number[] {
  const order = at.map((_, index) => index).sort((a, b) => (at[a] ?? 0) - (at[b] ?? 0));
  const places = [...at];
  let floor = 0;
  for (const index of order) {
    places[index] = Math.max(floor, places[index] ?? 0);
    floor = (places[index] ?? 0) + gap;
  }
  let ceiling = end;
  for (const index of [...order].reverse()) {
    places[index] = Math.min(ceiling, places[index] ?? 0);
    ceiling = (places[index] ?? 0) - gap;
  }
  return places;
}
