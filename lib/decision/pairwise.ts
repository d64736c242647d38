/** Voters' rankings counted pair by pair: what all the group rankings in this folder start from. */
import { byCodeUnit } from "./ballot";

/** One voter's ranking. Only the order of the ranks counts; equal ranks are a tie. */
export interface RankingBallot {
  voter: string;
  /** Rank by option id, 1 = the best; absent or not finite = unranked. */
  ranks: Record<string, number>;
  /** What the voter counts for; absent = 1. */
  weight?: number;
}

/** A number for every ordered pair of options: `table[a][b]`. */
export type PairTable = Record<string, Record<string, number>>;

export interface Pairwise {
  ok: true;
  /** Options that at least one ballot ranks, in code-unit order of their ids. */
  options: string[];
  /** Weight of the voters who rank a above b. */
  prefer: PairTable;
  /** Weight of the voters who rank a and b alike. */
  tied: PairTable;
  /** prefer[a][b] − prefer[b][a]. */
  margins: PairTable;
  /** prefer[a][b] where it is the larger of the two, else 0. */
  winningVotes: PairTable;
  /** Options that no ballot ranks: they cannot be placed. */
  unranked: string[];
  /** Ballots that rank no option, or whose weight is not a positive number. */
  ignoredBallots: number;
}

export type PairwiseOutcome =
  | Pairwise
  | { ok: false; reason: "no-options" | "duplicate-ids" | "no-rankings" };

/** What stands in the table for a over b. */
export const pairOf = (table: PairTable, a: string, b: string): number => table[a]?.[b] ?? 0;

export function pairTable(options: readonly string[], value: (a: string, b: string) => number): PairTable {
  return Object.fromEntries(
    options.map((a) => [a, Object.fromEntries(options.filter((b) => b !== a).map((b) => [b, value(a, b)]))]),
  );
}

/**
 * Weights such as 1/3 do not add up exactly. Rounded here, once, to a billionth: then two sums that ought to be
 * equal are, and every method may compare with < and ===.
 */
export const settled = (sum: number): number => Math.round(sum * 1e9) / 1e9;

/**
 * The preference matrix (PW1–PW5). A pair counts for a voter only if they ranked both: an option that a voter
 * left unranked is one they did not judge, and nothing is put in the place of a judgement (as in AG1). Classical
 * elections put unranked options last instead; a ballot that means this gives them all a last rank.
 * O(voters × options²).
 */
export function pairwise(options: readonly string[], ballots: readonly RankingBallot[]): PairwiseOutcome {
  if (options.length === 0) return { ok: false, reason: "no-options" };
  if (
    new Set(options).size < options.length ||
    new Set(ballots.map((each) => each.voter)).size < ballots.length
  )
    return { ok: false, reason: "duplicate-ids" };
  const sorted = [...options].sort(byCodeUnit);
  const counted = ballots
    .map(({ voter, ranks, weight = 1 }) => ({ voter, weight, places: placesOf(ranks, sorted) }))
    .filter(({ weight, places }) => weight > 0 && Number.isFinite(weight) && !places.every(Number.isNaN))
    .sort((a, b) => byCodeUnit(a.voter, b.voter));
  if (counted.length === 0) return { ok: false, reason: "no-rankings" };

  const placeOf = new Map(sorted.map((option, at) => [option, at]));
  const ranked = sorted.filter((_, at) => counted.some(({ places }) => !Number.isNaN(places[at])));
  const weightWhere = (holds: (a: number, b: number) => boolean) =>
    pairTable(ranked, (a, b) => {
      const [atA, atB] = [placeOf.get(a) ?? 0, placeOf.get(b) ?? 0];
      let sum = 0;
      // A comparison with NaN, an option that the voter left unranked, never holds.
      for (const { weight, places } of counted)
        if (holds(places[atA] as number, places[atB] as number)) sum += weight;
      return settled(sum);
    });
  const prefer = weightWhere((a, b) => a < b);
  const margin = (a: string, b: string) => settled(pairOf(prefer, a, b) - pairOf(prefer, b, a));
  return {
    ok: true,
    options: ranked,
    prefer,
    tied: weightWhere((a, b) => a === b),
    margins: pairTable(ranked, margin),
    winningVotes: pairTable(ranked, (a, b) => (margin(a, b) > 0 ? pairOf(prefer, a, b) : 0)),
    unranked: sorted.filter((option) => !ranked.includes(option)),
    ignoredBallots: ballots.length - counted.length,
  };
}

/** The voter's ranks in the order of the options; NaN = unranked. */
function placesOf(ranks: Record<string, number>, options: readonly string[]): number[] {
  return options.map((option) => {
    const rank = Object.hasOwn(ranks, option) ? ranks[option] : undefined;
    return rank !== undefined && Number.isFinite(rank) ? rank : Number.NaN;
  });
}

/** A place in a group ranking. */
export interface Placed {
  option: string;
  rank: number;
}

/**
 * Ranks from a relation "a beats b" that has no cycles: 1 + the number of options that beat it, so that an
 * option nobody beats is first, and whoever is beaten stands below whoever beats it. Then by id.
 */
export function placedByDefeats(
  options: readonly string[],
  beats: (a: string, b: string) => boolean,
): Placed[] {
  return options
    .map((option) => ({ option, rank: 1 + options.filter((other) => beats(other, option)).length }))
    .sort((a, b) => a.rank - b.rank || byCodeUnit(a.option, b.option));
}
