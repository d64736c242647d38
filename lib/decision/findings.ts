import { byCodeUnit } from "./ballot";
import type { PotentialOptimum } from "./dominance";
import { type Firmness, firmness } from "./firmness";
import type { FirmnessBars } from "./frame";
import type { LeftOut } from "./leave-one-out";
import type { Smaa } from "./smaa";
import type { Tip } from "./tipping-weight";

/** What there is to say about a result, as data: the words, in each language, stand in the messages. */
export type Finding =
  | { kind: "tied"; options: string[] }
  | Tips<"criterion-tips", "criterion">
  | Tips<"role-tips", "role">
  /** No weight of any criterion, of any role, makes another option first. */
  | { kind: "no-criterion-tips" | "no-role-tips"; leader: string }
  | { kind: "policy-changes-winner"; policy: string; winners: string[] }
  | {
      kind: "changes-winner-by-leaving";
      what: "option" | "criterion" | "role";
      id: string;
      winners: string[];
    }
  /** How many ballots the result hangs on, each alone; never whose. */
  | { kind: "persons-change-winner"; count: number; of: number }
  /** Another option is first in more of the draws than the leader. */
  | { kind: "more-often-first"; option: string; share: number; leader: string; leaderShare: number }
  | { kind: "dominated"; option: string; by: string[] }
  /** Not dominated, and yet first under no weights. */
  | { kind: "never-best"; option: string };

type Tips<Kind extends string, Of extends string> = {
  kind: Kind;
  present: number;
  at: number;
  distance: number;
  overtakes: string[];
  overtaken: string;
} & Record<Of, string>;

/** Where a weight tips the first place, in which direction and to whom. */
export interface TippingPoint {
  /** Id of the criterion or role. */
  id: string;
  present: number;
  down: { at: number; overtakes: string[] } | null;
  up: { at: number; overtakes: string[] } | null;
}

/** Results of the methods, places being those of `options`; what was not computed is left out. */
export interface FindingsInput {
  options: readonly string[];
  winners: readonly string[];
  margin: number | null;
  bars: FirmnessBars;
  /** Ballots cast over ballots that could have been, 0…1; null = not known. */
  ballots: number | null;
  /** Null where two options tie. Who overtakes need not be in the ranking at present (RM2). */
  criterionTipping?: readonly TippingPoint[] | null;
  roleTipping?: readonly TippingPoint[] | null;
  /** The result under each other combination of rules; `policy` is the caller's name for it. */
  policies?: readonly { policy: string; winners: readonly string[] }[];
  withoutOption?: readonly LeftOut<string>[];
  withoutCriterion?: readonly LeftOut<string>[];
  withoutRole?: readonly LeftOut<string>[];
  withoutPerson?: readonly LeftOut<unknown>[];
  smaa?: Smaa;
  dominators?: readonly (readonly number[])[];
  potentialOptima?: readonly PotentialOptimum[];
}

/**
 * Verdict and findings (FI1–FI6), those first that take least to turn the result: a tie, then tips by how far the
 * weight has to move, then rules and leavings that change the winner, then the rest.
 */
export function findings(
  input: FindingsInput,
):
  | { ok: true; firmness: Firmness; findings: Finding[] }
  | { ok: false; reason: "duplicate-ids" | "unknown-winner" } {
  const { options, winners } = input;
  if (new Set(options).size < options.length) return { ok: false, reason: "duplicate-ids" };
  if (winners.some((id) => !options.includes(id))) return { ok: false, reason: "unknown-winner" };
  const [leader] = winners;
  const alone = winners.length === 1 && leader !== undefined ? leader : null;
  const byCriterion = tipsOf(input.criterionTipping);
  const byRole = tipsOf(input.roleTipping);
  const told: Finding[] = [];

  if (winners.length > 1) told.push({ kind: "tied", options: [...winners].sort(byCodeUnit) });
  if (alone !== null) {
    const words = ({ present, at, overtakes }: NamedTip) => ({
      present,
      at,
      distance: Math.abs(at - present),
      overtakes,
      overtaken: alone,
    });
    const tips: (Tips<"criterion-tips", "criterion"> | Tips<"role-tips", "role">)[] = [
      ...(byCriterion ?? []).map((tip) => ({
        kind: "criterion-tips" as const,
        criterion: tip.id,
        ...words(tip),
      })),
      ...(byRole ?? []).map((tip) => ({ kind: "role-tips" as const, role: tip.id, ...words(tip) })),
    ];
    told.push(...tips.sort((a, b) => a.distance - b.distance));
  }
  for (const { policy, winners: found } of input.policies ?? []) {
    if (!sameOptions(found, winners))
      told.push({ kind: "policy-changes-winner", policy, winners: [...found].sort(byCodeUnit) });
  }
  for (const what of ["criterion", "role", "option"] as const) {
    const without = {
      criterion: input.withoutCriterion,
      role: input.withoutRole,
      option: input.withoutOption,
    };
    for (const { item, winners: found, changes } of without[what] ?? [])
      if (changes)
        told.push({
          kind: "changes-winner-by-leaving",
          what,
          id: item,
          winners: [...found].sort(byCodeUnit),
        });
  }
  const persons = input.withoutPerson ?? [];
  const count = persons.filter(({ changes }) => changes).length;
  if (count > 0) told.push({ kind: "persons-change-winner", count, of: persons.length });
  const shares = input.smaa?.acceptability.map((row) => row[0] ?? 0) ?? [];
  const leaderShare = alone === null ? null : (shares[options.indexOf(alone)] ?? null);
  const mostOften = shares.indexOf(Math.max(...shares));
  if (alone !== null && leaderShare !== null && (shares[mostOften] ?? 0) > leaderShare) {
    const option = options[mostOften] ?? "";
    told.push({
      kind: "more-often-first",
      option,
      share: shares[mostOften] ?? 0,
      leader: alone,
      leaderShare,
    });
  }
  options.forEach((option, at) => {
    const by = (input.dominators?.[at] ?? []).map((other) => options[other] ?? "");
    if (by.length > 0) told.push({ kind: "dominated", option, by });
    else if (input.potentialOptima?.[at]?.possible === false) told.push({ kind: "never-best", option });
  });
  if (alone !== null && byCriterion?.length === 0) told.push({ kind: "no-criterion-tips", leader: alone });
  if (alone !== null && byRole?.length === 0) told.push({ kind: "no-role-tips", leader: alone });

  const measures = {
    // A winner without a margin is alone in the ranking (EV6): it leads by all there is.
    lead: input.margin ?? (alone === null ? null : 1),
    firstPlace: leaderShare,
    ballots: input.ballots,
  };
  return { ok: true, firmness: firmness(winners.length, measures, input.bars), findings: told };
}

interface NamedTip {
  id: string;
  present: number;
  at: number;
  overtakes: string[];
}

function tipsOf(points: readonly TippingPoint[] | null | undefined): NamedTip[] | null {
  if (!points) return null;
  return points.flatMap(({ id, present, down, up }) =>
    [down, up].flatMap((tip) => (tip ? [{ id, present, ...tip }] : [])),
  );
}

/** Tips by name: one for each of `ids`, in whose order they are given; their places are those of `options`. */
export function tippingPoints(
  ids: readonly string[],
  tips: readonly { present: number; down: Tip | null; up: Tip | null }[],
  options: readonly string[],
): TippingPoint[] {
  const named = (tip: Tip | null) =>
    tip && { at: tip.at, overtakes: tip.overtakes.map((at) => options[at] as string) };
  return tips.map(({ present, down, up }, at) => ({
    id: ids[at] as string,
    present,
    down: named(down),
    up: named(up),
  }));
}

const sameOptions = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id) => b.includes(id));
