import { additive } from "./additive";
import { type RoleCell, acrossRoles, roleCell } from "./aggregate";
import { type CastBallot, byCodeUnit, scoreKey } from "./ballot";
import { type Coverage, type MapSnapshot, coverageOf } from "./coverage";
import type { FrameBody, FrameCriterion } from "./frame";
import { type KnockOut, knockOuts } from "./knock-out";
import type { Cell, Outcome, RankingEntry, RoleOutcome, Variant } from "./outcome";
import { type GroupWeights, swingWeights } from "./swing-weights";

export interface EvaluationInput {
  frame: FrameBody;
  /** The map as it was at the reveal. */
  map: MapSnapshot;
  /** Submitted ballots only. */
  ballots: readonly CastBallot[];
  /** People who could have cast one, by role id; absent = as many as did. */
  eligible?: Record<string, number>;
}

type Rules = Pick<FrameBody["policies"], "uncovered" | "insideRole">;

/**
 * From frame, map and ballots to the ranking (EV1–EV8). Deterministic: neither the order of options, roles,
 * criteria nor of ballots changes a bit of a score. What a user can cause is a reason, never an exception.
 */
export function evaluate(input: EvaluationInput): Outcome {
  const { frame, map } = input;
  if (frame.options.length === 0) return { ok: false, reason: "no-options" };
  if (frame.criteria.length === 0) return { ok: false, reason: "no-criteria" };
  if (frame.roles.length === 0) return { ok: false, reason: "no-roles" };
  const known = new Set(frame.roles.map((role) => role.id));
  const ballots = input.ballots
    .filter((ballot) => known.has(ballot.role))
    .sort((a, b) => byCodeUnit(a.voter, b.voter));
  const lists = [frame.options, frame.criteria, frame.roles, ballots.map((ballot) => ({ id: ballot.voter }))];
  if (lists.some(hasDuplicates)) return { ok: false, reason: "duplicate-ids" };
  if (ballots.length === 0) return { ok: false, reason: "no-ballots" };

  const weights = swingWeights(
    ballots,
    frame.criteria.map((criterion) => criterion.id),
    frame.roles.map((role) => role.id),
    frame.quorum,
  );
  const voted = rank(frame, map, ballots, weights, frame.policies);
  if (voted.ranking.length === 0) {
    return voted.knockedOut.length > 0 && voted.unscored.length === 0
      ? { ok: false, reason: "all-knocked-out", knockedOut: voted.knockedOut }
      : { ok: false, reason: "no-values" };
  }
  return {
    ok: true,
    ...voted,
    ...lead(voted.ranking),
    weights,
    roles: frame.roles.map((role) =>
      roleOutcome(role.id, frame, ballots, weights, voted, input.eligible?.[role.id] ?? null),
    ),
    variants: variants(frame, (rules) => rank(frame, map, ballots, weights, rules).ranking),
    ignoredBallots: input.ballots.length - ballots.length,
  };
}

const hasDuplicates = (items: readonly { id: string }[]) =>
  new Set(items.map((item) => item.id)).size < items.length;

interface Result {
  ranking: RankingEntry[];
  knockedOut: KnockOut[];
  unscored: string[];
  cells: Cell[];
  map: Record<string, Coverage>;
}

/** Steps 1–4 under one combination of rules: cells, knock-outs, scores, ranks. */
function rank(
  frame: FrameBody,
  map: MapSnapshot,
  ballots: readonly CastBallot[],
  weights: GroupWeights,
  rules: Rules,
): Result {
  const options = frame.options.map((option) => option.id);
  const coverage: Record<string, Coverage> = Object.fromEntries(
    options.map((option) => [option, coverageOf(map, option, rules.uncovered)]),
  );
  const cells = frame.criteria.flatMap((criterion) =>
    options.map((option): Cell => {
      const base = { criterion: criterion.id, option };
      if (criterion.source === "map") return { ...base, value: coverage[option]?.value ?? null, roles: [] };
      const roles = roleCells(frame, criterion, option, ballots, rules);
      const inIdOrder = [...roles].sort((a, b) => byCodeUnit(a.role, b.role));
      return { ...base, value: acrossRoles(inIdOrder), roles };
    }),
  );
  const values = new Map(cells.map((cell) => [scoreKey(cell.criterion, cell.option), cell.value]));
  const valueOf = (criterion: string, option: string) => values.get(scoreKey(criterion, option)) ?? null;
  const bars = frame.criteria.flatMap(({ id, knockOutBelow }) =>
    knockOutBelow === null ? [] : [{ criterion: id, bar: knockOutBelow }],
  );
  const knockedOut = knockOuts(options, bars, valueOf, frame.scale);
  const out = new Set(knockedOut.map((each) => each.option));
  const { entries, unscored } = additive(
    options.filter((option) => !out.has(option)),
    weights.shares,
    valueOf,
  );
  const fromMap = new Set(frame.criteria.filter((each) => each.source === "map").map((each) => each.id));
  const ranking = entries.map((entry): RankingEntry => {
    const cover = coverage[entry.option];
    let low = entry.score;
    let high = entry.score;
    for (const each of entry.contributions) {
      if (!fromMap.has(each.criterion)) continue;
      low -= each.weight * (each.value - (cover?.low ?? each.value));
      high += each.weight * ((cover?.high ?? each.value) - each.value);
    }
    return { ...entry, low, high };
  });
  return { ranking, knockedOut, unscored, cells, map: coverage };
}

function roleCells(
  frame: FrameBody,
  criterion: FrameCriterion,
  option: string,
  ballots: readonly CastBallot[],
  rules: Rules,
): RoleCell[] {
  return frame.roles
    .filter((role) => criterion.scoredBy === null || criterion.scoredBy.includes(role.id))
    .map((role) =>
      roleCell(
        role.id,
        ballots
          .filter((ballot) => ballot.role === role.id)
          .map((ballot) => ballot.scores[scoreKey(criterion.id, option)]),
        { scale: frame.scale, quorum: frame.quorum[role.id] ?? 1, insideRole: rules.insideRole },
      ),
    );
}

/** What a role would choose alone (EV5): its own marks and weights, the map for all, the same knock-outs. */
function roleOutcome(
  role: string,
  frame: FrameBody,
  ballots: readonly CastBallot[],
  group: GroupWeights,
  voted: Result,
  invited: number | null,
): RoleOutcome {
  const cast = ballots.filter((ballot) => ballot.role === role).length;
  const base = { role, ballots: cast, eligible: Math.max(invited ?? 0, cast) };
  if (cast === 0) return { ...base, ok: false, reason: "no-ballots" };
  if (cast < (frame.quorum[role] ?? 1)) return { ...base, ok: false, reason: "under-quorum" };

  const fromMap = new Set(frame.criteria.filter((each) => each.source === "map").map((each) => each.id));
  const own = new Map(
    voted.cells.map((cell) => [
      scoreKey(cell.criterion, cell.option),
      fromMap.has(cell.criterion)
        ? cell.value
        : (cell.roles.find((each) => each.role === role)?.value ?? null),
    ]),
  );
  const valueOf = (criterion: string, option: string) => own.get(scoreKey(criterion, option)) ?? null;
  const out = new Set(voted.knockedOut.map((each) => each.option));
  const options = frame.options.map((option) => option.id).filter((option) => !out.has(option));
  const leftOut = frame.criteria
    .map((criterion) => criterion.id)
    .filter((id) => options.every((option) => valueOf(id, option) === null));
  const byVote = frame.criteria.filter((each) => each.source === "vote").map((each) => each.id);
  if (byVote.length > 0 && byVote.every((id) => leftOut.includes(id)))
    return { ...base, ok: false, reason: "no-marks" };

  const ownWeights = group.roles.find((each) => each.role === role)?.shares ?? null;
  const weights = ownWeights ?? group.shares;
  const { entries } = additive(options, weights, valueOf);
  if (entries.length === 0) return { ...base, ok: false, reason: "no-marks" };
  const { winners } = lead(entries);
  return {
    ...base,
    ok: true,
    entries,
    winners,
    weights,
    weightsFrom: ownWeights ? "role" : "all-roles",
    leftOut,
  };
}

/** The first place and the step to the second (EV6). */
function lead(entries: readonly { option: string; score: number; rank: number }[]) {
  const [first, second] = entries;
  return {
    winners: entries.filter((entry) => entry.rank === 1).map((entry) => entry.option),
    runnerUp: entries.find((entry) => entry.rank > 1)?.option ?? null,
    margin: first && second ? (second.rank === 1 ? 0 : first.score - second.score) : null,
  };
}

/** All combinations of the two rules that a frame fixes (EV7), so that nobody has to guess what a rule did. */
function variants(frame: FrameBody, rankUnder: (rules: Rules) => RankingEntry[]): Variant[] {
  return (["zero", "skip"] as const).flatMap((uncovered) =>
    (["mean", "median"] as const).map((insideRole): Variant => {
      const asVoted = uncovered === frame.policies.uncovered && insideRole === frame.policies.insideRole;
      return { uncovered, insideRole, asVoted, ...lead(rankUnder({ uncovered, insideRole })) };
    }),
  );
}
