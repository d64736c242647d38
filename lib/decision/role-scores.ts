import { type ValueTable, rowScore } from "./value-table";

/** What each role said, in the same order everywhere: a table per role and its weights of the criteria. */
export interface RoleTables {
  /** role × option × criterion; null = the role has no value there. A map's value stands in every role's table. */
  values: readonly ValueTable[];
  /** role × criterion, shares summing to 1; null = the role gave no usable weights. */
  weights: readonly (readonly number[] | null)[];
}

/**
 * The options' scores under given role weights (RS1, RS2), which act twice: on every cell (RW1, RW2) and on the
 * weights of the criteria (RW3). Roles' weights at 0 leave the others; none with a say at all: no scores.
 * O(roles × options × criteria).
 */
export function roleScores(tables: RoleTables, roleWeights: readonly number[]): (number | null)[] {
  return new RoleScorer(tables).scores(roleWeights);
}

/** The lowest value of a criterion that passes; an option whose value across the roles lies below it has no score. */
export interface RoleBar {
  criterion: number;
  value: number;
}

/** A value that equals the bar up to rounding has passed it (KO2). */
const TOLERANCE = 1e-9;

/** The same for thousands of role weights: the numbers lie in arrays that are made once; NaN = none. */
export class RoleScorer {
  readonly #options: number;
  /** role × option × criterion. */
  readonly #values: Float64Array;
  /** role × criterion. */
  readonly #shares: Float64Array;
  readonly #bars: readonly RoleBar[];
  /** Across the roles, for one call: option × criterion, and criterion. */
  readonly #cells: Float64Array;
  readonly #weights: Float64Array;

  constructor({ values, weights }: RoleTables, bars: readonly RoleBar[] = []) {
    const [first = []] = values;
    const criteria = first[0]?.length ?? 0;
    const none = new Array<null>(criteria).fill(null);
    this.#options = first.length;
    this.#values = numbers(values.flat(2));
    this.#shares = numbers(weights.flatMap((shares): readonly (number | null)[] => shares ?? none));
    this.#bars = bars;
    this.#cells = new Float64Array(first.length * criteria);
    this.#weights = new Float64Array(criteria);
  }

  /** null = below a bar, or without a value. */
  scores(roleWeights: readonly number[]): (number | null)[] {
    meansAcross(this.#values, roleWeights, this.#cells);
    meansAcross(this.#shares, roleWeights, this.#weights);
    return scoresAbove(this.#bars, this.#cells, this.#weights, this.#options);
  }
}

/** From one table, option × criterion; where a criterion has no weight, all weigh the same (SW5). */
export function scoresAbove(
  bars: readonly RoleBar[],
  cells: Float64Array,
  weights: Float64Array,
  options: number,
): (number | null)[] {
  const given = weights.some(Number.isNaN) ? weights.map(() => 1) : weights;
  const scores: (number | null)[] = [];
  for (let from = 0; scores.length < options; from += weights.length) {
    const isOut = bars.some(
      ({ criterion, value }) => (cells[from + criterion] as number) < value - TOLERANCE,
    );
    const score = isOut ? Number.NaN : rowScore(cells, from, given);
    scores.push(Number.isNaN(score) ? null : score);
  }
  return scores;
}

const numbers = (all: readonly (number | null)[]) => Float64Array.from(all, (each) => each ?? Number.NaN);

/** `acrossRoles` for each place of a role's part of the table; the roles' parts follow each other. */
function meansAcross(table: Float64Array, roleWeights: readonly number[], into: Float64Array): void {
  for (let at = 0; at < into.length; at++) {
    let sum = 0;
    let whole = 0;
    for (let role = 0; role < roleWeights.length; role++) {
      const weight = roleWeights[role] as number;
      const value = table[role * into.length + at] ?? Number.NaN;
      if (Number.isNaN(value) || !(weight > 0)) continue;
      sum += weight * value;
      whole += weight;
    }
    // Nobody with a value: 0 / 0, which is none.
    into[at] = Number.isFinite(whole) ? sum / whole : Number.NaN;
  }
}
