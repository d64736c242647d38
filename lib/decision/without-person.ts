import { type CountingRules, valueOfTally } from "./aggregate";
import { type BallotTable, mayScore, tallyAt } from "./ballot-table";
import type { RoleModel } from "./role-model";
import { scoresAbove } from "./role-scores";
import { type PersonPoints, sharesOfPoints } from "./swing-weights";
import { leadersOf } from "./value-table";

/**
 * Who would win without each ballot (WP1–WP3): the same as evaluating again without it, but only the voter's own
 * role is made anew, from how often it gave each mark, and added to what the others add up to: evaluating 200 times
 * would take seconds. The table and the model are of the same frame; the model's roles may stand in another order.
 * In the order of the table's voters. O(ballots × (options + voters in the role) × criteria).
 */
export function winnersWithoutEach(
  table: BallotTable,
  model: RoleModel,
): { voter: string; winners: string[] }[] {
  return scoresWithoutEach(table, model).map(({ voter, scores }) => ({
    voter,
    winners: leadersOf(scores).map((option) => model.options[option] ?? ""),
  }));
}

/** The scores behind it, in the order of the model's options; null = knocked out, or without a value. */
export function scoresWithoutEach(
  table: BallotTable,
  model: RoleModel,
): { voter: string; scores: (number | null)[] }[] {
  const byRole = new Map(table.frame.roles.map(({ id }, at) => [id, new OwnRole(table, model, id, at)]));
  // Without its only ballot there is no vote, though the map is still there.
  if (table.voters.length === 1)
    return table.voters.map(({ voter }) => ({ voter, scores: model.options.map(() => null) }));
  return table.voters.map(({ voter, role }, at) => ({
    voter,
    scores: byRole.get(role)?.scoresWithout(voter, at) ?? [],
  }));
}

/** One role, from which a ballot can be taken away, beside what the others add up to; NaN = no value. */
class OwnRole {
  readonly #table: BallotTable;
  readonly #bars: RoleModel["bars"];
  /** By voter. */
  readonly #sharesWithout: Map<string, Float64Array>;
  /** option × criterion: where the cell's answer stands in a ballot, and the role's value without such an answer. */
  readonly #cells: { place: number; without: readonly number[] }[];
  readonly #othersValues: Sums[];
  readonly #othersShares: Sums[];

  constructor(table: BallotTable, { tables, roles, bars }: RoleModel, role: string, at: number) {
    const { frame, voters } = table;
    this.#table = table;
    this.#bars = bars;
    const quorum = Math.max(1, frame.quorum[role] ?? 1);
    this.#sharesWithout = sharesWithoutEach(
      voters.filter((person) => person.role === role),
      quorum,
    );
    const rules = { scale: frame.scale, quorum, insideRole: frame.policies.insideRole };
    const own = roles.indexOf(role);
    this.#cells = frame.options.flatMap((_, o) =>
      frame.criteria.map((criterion, k) => {
        const tally = tallyAt(table, at, k, o);
        // The map's value stands in every role's table and does not leave with anybody.
        const fixed = tables.values[own]?.[o]?.[k] ?? Number.NaN;
        return {
          place: k * frame.options.length + o,
          without: mayScore(criterion, role) ? valuesWithout(tally, rules) : tally.map(() => fixed),
        };
      }),
    );
    const others = <T>(all: readonly T[]) => all.filter((_, each) => each !== own);
    const values = others(tables.values);
    const shares = others(tables.weights);
    this.#othersValues = frame.options.flatMap((_, o) =>
      frame.criteria.map((_, k) => sumOf(values.map((rows) => rows[o]?.[k] ?? null))),
    );
    this.#othersShares = frame.criteria.map((_, k) => sumOf(shares.map((each) => each?.[k] ?? null)));
  }

  scoresWithout(voter: string, at: number): (number | null)[] {
    const { answers, frame } = this.#table;
    const ballot = at * this.#cells.length;
    const values = new Float64Array(this.#cells.length);
    this.#cells.forEach(({ place, without }, cell) => {
      values[cell] = without[answers[ballot + place] ?? 0] ?? Number.NaN;
    });
    joinOthers(values, this.#othersValues);
    const shares = this.#sharesWithout.get(voter)?.slice() ?? new Float64Array(frame.criteria.length);
    joinOthers(shares, this.#othersShares);
    return scoresAbove(this.#bars, values, shares, frame.options.length);
  }
}

/**
 * The mean shares without each person, NaN under the quorum; from the sums of who comes before and after, as taking
 * one away from the sum of all would leave rounding where nobody else gave anything.
 */
function sharesWithoutEach(people: readonly PersonPoints[], quorum: number): Map<string, Float64Array> {
  const shares = people.map(({ points }) => {
    const each = sharesOfPoints(points);
    return typeof each === "string" ? [] : each;
  });
  const usable = shares.filter((each) => each.length > 0).length;
  const before = sumsBefore(shares);
  const after = sumsBefore([...shares].reverse()).reverse();
  return new Map(
    people.map(({ voter, points }, at) => {
      const n = usable - (shares[at]?.length ? 1 : 0);
      const mean = (k: number) => ((before[at]?.[k] ?? 0) + (after[at]?.[k] ?? 0)) / n;
      return [voter, Float64Array.from(points, (_, k) => (n < quorum ? Number.NaN : mean(k)))];
    }),
  );
}

/** For each place the sums of all that stand before it. */
function sumsBefore(all: readonly (readonly number[])[]): number[][] {
  let sums: number[] = [];
  return all.map((each) => {
    const before = sums;
    if (each.length > 0) sums = each.map((share, k) => (before[k] ?? 0) + share);
    return before;
  });
}

/** A cell's value without one answer of each code; NaN where nobody gave that answer. */
function valuesWithout(tally: readonly number[], rules: CountingRules & { scale: number }): number[] {
  const left = [...tally];
  return tally.map((count, code) => {
    if (count === 0) return Number.NaN;
    left[code] = count - 1;
    const value = valueOfTally(left, rules);
    left[code] = count;
    return value ?? Number.NaN;
  });
}

/** Of those that have a value. */
interface Sums {
  sum: number;
  n: number;
}

function sumOf(values: readonly (number | null)[]): Sums {
  const given = values.filter((value) => value !== null);
  return { sum: given.reduce((sum, value) => sum + value, 0), n: given.length };
}

/** Makes each value its mean with the others' (AG6). */
function joinOthers(values: Float64Array, others: readonly Sums[]): void {
  others.forEach(({ sum, n }, at) => {
    const own = values[at] ?? Number.NaN;
    if (!Number.isNaN(own)) values[at] = (sum + own) / (n + 1);
    else if (n > 0) values[at] = sum / n;
  });
}
