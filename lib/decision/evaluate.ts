import { additive } from "./additive";
import { type MarkSummary, acrossRoles, countedCell, countedValue, summariseTally } from "./aggregate";
import { type CastBallot, byCodeUnit } from "./ballot";
import { type BallotTable, mayScore, readBallots, tallyAt } from "./ballot-table";
import { type Coverage, type MapSnapshot, coverageOf } from "./coverage";
import type { FrameBody } from "./frame";
import { type KnockOut, knockOuts } from "./knock-out";
import type { Cell, Outcome, RankingEntry, RoleOutcome, Variant } from "./outcome";
import { type GroupWeights, weightsOfPeople } from "./swing-weights";

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
  return evaluateTable(readBallots(input.frame, input.ballots), input);
}

/** The same from ballots that were read before. */
export function evaluateTable(
  table: BallotTable,
  { map, eligible }: Pick<EvaluationInput, "map" | "eligible">,
): Outcome {
  const { frame, voters } = table;
  if (frame.options.length === 0) return { ok: false, reason: "no-options" };
  if (frame.criteria.length === 0) return { ok: false, reason: "no-criteria" };
  if (frame.roles.length === 0) return { ok: false, reason: "no-roles" };
  const lists = [frame.options, frame.criteria, frame.roles, voters.map(({ voter }) => ({ id: voter }))];
  if (lists.some(hasDuplicates)) return { ok: false, reason: "duplicate-ids" };
  if (voters.length === 0) return { ok: false, reason: "no-ballots" };

  const weights = weightsOfPeople(
    voters,
    frame.criteria.map((criterion) => criterion.id),
    frame.roles.map((role) => role.id),
    frame.quorum,
  );
  const summaries = summarise(table);
  const voted = rank(frame, map, summaries, weights, frame.policies);
  if (voted.ranking.length === 0) {
    return voted.knockedOut.length > 0 && voted.unscored.length === 0
      ? { ok: false, reason: "all-knocked-out", knockedOut: voted.knockedOut }
      : { ok: false, reason: "no-values" };
  }
  const { values, ...ranked } = voted;
  return {
    ok: true,
    ...ranked,
    cells: cellsOf(frame, summaries, values),
    ...lead(voted.ranking),
    weights,
    roles: frame.roles.map((role) =>
      roleOutcome(role.id, table, summaries, weights, voted, eligible?.[role.id] ?? null),
    ),
    variants: variants(frame, (rules) => rank(frame, map, summaries, weights, rules).ranking),
    ignoredBallots: table.strangers.length,
  };
}

const hasDuplicates = (items: readonly { id: string }[]) =>
  new Set(items.map((item) => item.id)).size < items.length;

interface Result {
  ranking: RankingEntry[];
  knockedOut: KnockOut[];
  unscored: string[];
  /** criterion × option. */
  values: (number | null)[][];
  map: Record<string, Coverage>;
}

/** Steps 1–4 under one combination of rules: cells, knock-outs, scores, ranks. */
function rank(
  frame: FrameBody,
  map: MapSnapshot,
  summaries: Summaries,
  weights: GroupWeights,
  rules: Rules,
): Result {
  const options = frame.options.map((option) => option.id);
  const coverage: Record<string, Coverage> = Object.fromEntries(
    options.map((option) => [option, coverageOf(map, option, rules.uncovered)]),
  );
  const values = frame.criteria.map((criterion, k) =>
    options.map((option, o) => {
      if (criterion.source === "map") return coverage[option]?.value ?? null;
      const parts = summaries[k]?.[o] ?? [];
      return acrossRoles(
        parts.map(({ role, summary }) => ({ value: countedValue(summary, countingIn(role, frame, rules)) })),
      );
    }),
  );
  const valueOf = lookUp(frame, values);
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
    // Left out of the score because nothing is rated, and yet it may turn out anything.
    const unknown = weightOf(
      entry.missing.filter((criterion) => fromMap.has(criterion)),
      weights,
    );
    const known = weightOf(
      entry.contributions.map((each) => each.criterion),
      weights,
    );
    const withMap = (value: number | null | undefined) =>
      typeof value === "number" && unknown > 0
        ? (known * entry.score + unknown * value) / (known + unknown)
        : entry.score;
    return {
      ...entry,
      low: Math.min(low, withMap(cover?.low)),
      high: Math.max(high, withMap(cover?.high)),
    };
  });
  return { ranking, knockedOut, unscored, values, map: coverage };
}

const weightOf = (criteria: readonly string[], { shares }: GroupWeights) =>
  criteria.reduce((sum, id) => sum + (shares[id] ?? 0), 0);

/** criterion × option: what each role answered, in the order of their ids, as sums are made in it. */
type Summaries = { role: string; summary: MarkSummary }[][][];

/** Made once, counted under every combination of rules. */
function summarise(table: BallotTable): Summaries {
  const { criteria, options, roles, scale } = table.frame;
  const inIdOrder = roles.map(({ id }, at) => ({ id, at })).sort((a, b) => byCodeUnit(a.id, b.id));
  return criteria.map((criterion, k) => {
    const scoring = inIdOrder.filter(({ id }) => mayScore(criterion, id));
    return options.map((_, o) =>
      scoring.map(({ id, at }) => ({ role: id, summary: summariseTally(tallyAt(table, at, k, o), scale) })),
    );
  });
}

/** The cells under the rules of the vote, each with what every role said in it, in the frame's order. */
function cellsOf(frame: FrameBody, summaries: Summaries, values: Result["values"]): Cell[] {
  const { criteria, options, roles } = frame;
  return criteria.flatMap(({ id: criterion, source }, k) =>
    options.map(({ id: option }, o): Cell => {
      const parts = source === "map" ? [] : (summaries[k]?.[o] ?? []);
      return {
        criterion,
        option,
        value: values[k]?.[o] ?? null,
        roles: roles.flatMap(({ id }) => {
          const part = parts.find(({ role }) => role === id);
          return part ? [countedCell(id, part.summary, countingIn(id, frame, frame.policies))] : [];
        }),
      };
    }),
  );
}

const countingIn = (role: string, { quorum }: FrameBody, { insideRole }: Rules) => ({
  quorum: quorum[role] ?? 1,
  insideRole,
});

/** Of a table criterion × option; without a key made of both ids, which would cost more than all the sums. */
function lookUp({ criteria, options }: FrameBody, values: readonly (readonly (number | null)[])[]) {
  const rows = new Map(criteria.map(({ id }, k) => [id, values[k]]));
  const columns = new Map(options.map(({ id }, o) => [id, o]));
  return (criterion: string, option: string) => rows.get(criterion)?.[columns.get(option) ?? -1] ?? null;
}

/** What a role would choose alone (EV5): its own marks and weights, the map for all, the same knock-outs. */
function roleOutcome(
  role: string,
  { frame, voters }: BallotTable,
  summaries: Summaries,
  group: GroupWeights,
  voted: Result,
  invited: number | null,
): RoleOutcome {
  const cast = voters.filter((voter) => voter.role === role).length;
  const base = { role, ballots: cast, eligible: Math.max(invited ?? 0, cast) };
  if (cast === 0) return { ...base, ok: false, reason: "no-ballots" };
  if (cast < (frame.quorum[role] ?? 1)) return { ...base, ok: false, reason: "under-quorum" };

  const rules = countingIn(role, frame, frame.policies);
  const own = frame.criteria.map(({ source }, k) =>
    frame.options.map((_, o) => {
      if (source === "map") return voted.values[k]?.[o] ?? null;
      const part = summaries[k]?.[o]?.find((each) => each.role === role);
      return part ? countedValue(part.summary, rules) : null;
    }),
  );
  const valueOf = lookUp(frame, own);
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
