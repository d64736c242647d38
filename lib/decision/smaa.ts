import { type Random, seededRandom } from "./random";
import { TIE } from "./ranks";
import { type TableProblem, type ValueTable, tableProblem } from "./value-table";
import { type WeightModel, weightDraw } from "./weight-draws";

export interface SmaaInput {
  values: ValueTable;
  weights: WeightModel;
  /** How far each cell may really lie, option × criterion; absent or null = the value is certain. */
  spread?: readonly (readonly (readonly [number, number] | null)[])[];
  samples: number;
  seed: number;
}

export interface Smaa {
  ok: true;
  samples: number;
  /** [option][rank − 1]: share of the draws in which the option takes the rank. Each row sums to 1. */
  acceptability: number[][];
  /** √(p(1 − p)/samples) of each; where p is 0 or 1, p is known to about 3/samples. */
  standardError: number[][];
  /** Mean of the weights under which the option is first; null when it never was. */
  centralWeights: (number[] | null)[];
  /** Share of the draws of values in which the option is first under its central weights; null without those. */
  confidence: (number | null)[];
}

export type SmaaProblem =
  | TableProblem
  | "ranks-do-not-fit"
  | "weights-do-not-fit"
  | "spread-does-not-fit"
  | "not-a-sample-size"
  | "not-a-seed";

const MOST_SAMPLES = 10_000_000;
/** Below every score, and finite, so that two options without one tie. */
const LAST = -Number.MAX_VALUE;

/**
 * SMAA-2 (SM1–SM7): how often each option takes each rank when the weights, and with `spread` the values, are drawn
 * at random. Answers “for which weights is this the best?” rather than “what are the right weights?”. A share is a
 * share of what was drawn: under `uniform` of all weightings, most of which nobody holds.
 * Options that tie share their ranks. Empty cells as in AD2; an option without a value that carries weight is last.
 * The same seed gives the same bits everywhere, and neither the order of the options nor one more option changes
 * what is drawn for the others (without a spread).
 * Sources: Lahdelma & Salminen (2001), SMAA-2, Operations Research 49:444–454; Tervonen & Lahdelma (2007),
 * Implementing SMAA, European Journal of Operational Research 178:500–513, for the number of draws.
 * O(samples × (options × criteria + options²)) at worst; nothing is allocated between draws.
 */
export function smaa(input: SmaaInput): Smaa | { ok: false; reason: SmaaProblem } {
  const { values, samples, seed, spread } = input;
  const criteria = values[0]?.length ?? 0;
  const problem = tableProblem(values, new Array<number>(criteria).fill(1));
  if (problem) return { ok: false, reason: problem };
  if (!(Number.isInteger(samples) && samples >= 1 && samples <= MOST_SAMPLES))
    return { ok: false, reason: "not-a-sample-size" };
  if (!(Number.isInteger(seed) && seed >= 0 && seed <= 0xffffffff))
    return { ok: false, reason: "not-a-seed" };
  const model = weightDraw(input.weights, criteria);
  if (!model.ok) return model;
  if (spread && !isSound(spread, values)) return { ok: false, reason: "spread-does-not-fit" };

  const n = values.length;
  const random = seededRandom(seed);
  const scorer = new Scorer(values, spread);
  const weights = new Float64Array(criteria);
  const taken = new Float64Array(n * n);
  const firsts = new Float64Array(n);
  const weightsWhenFirst = new Float64Array(n * criteria);
  for (let s = 0; s < samples; s++) {
    model.draw(random, weights);
    scorer.score(weights, random);
    scorer.rank();
    const { order, scores } = scorer;
    for (let start = 0; start < n; ) {
      const best = scores[order[start] as number] as number;
      let end = start + 1;
      while (end < n && best - (scores[order[end] as number] as number) <= TIE) end++;
      const share = 1 / (end - start);
      for (let i = start; i < end; i++) {
        const option = order[i] as number;
        const row = option * n;
        for (let rank = start; rank < end; rank++) taken[row + rank] = (taken[row + rank] as number) + share;
        if (start > 0) continue;
        firsts[option] = (firsts[option] as number) + share;
        const own = option * criteria;
        for (let k = 0; k < criteria; k++)
          weightsWhenFirst[own + k] = (weightsWhenFirst[own + k] as number) + share * (weights[k] as number);
      }
      start = end;
    }
  }

  const acceptability = values.map((_, a) =>
    Array.from(taken.subarray(a * n, (a + 1) * n), (times) => times / samples),
  );
  const centralWeights = values.map((_, a) => {
    const times = firsts[a] ?? 0;
    return times > 0
      ? Array.from(weightsWhenFirst.subarray(a * criteria, (a + 1) * criteria), (sum) => sum / times)
      : null;
  });
  return {
    ok: true,
    samples,
    acceptability,
    standardError: acceptability.map((row) => row.map((p) => Math.sqrt(Math.max(0, p * (1 - p)) / samples))),
    centralWeights,
    confidence: centralWeights.map((central, option) =>
      central ? confidenceOf(option, Float64Array.from(central), scorer, random, spread ? samples : 1) : null,
    ),
  };
}

/** Share of draws of the values in which the option is first under these weights; ties share. */
function confidenceOf(
  option: number,
  weights: Float64Array,
  scorer: Scorer,
  random: Random,
  draws: number,
): number {
  let first = 0;
  for (let s = 0; s < draws; s++) {
    scorer.score(weights, random);
    first += scorer.shareOfFirst(option);
  }
  return first / draws;
}

function isSound(spread: NonNullable<SmaaInput["spread"]>, values: ValueTable): boolean {
  const fits = spread.length === values.length && spread.every((row, a) => row.length === values[a]?.length);
  const limit = (v: number) => Math.abs(v) <= 1e9;
  return (
    fits &&
    spread.every((row) => row.every((r) => r === null || (r[0] <= r[1] && limit(r[0]) && limit(r[1]))))
  );
}

/** The additive scores of one draw, in arrays that are made once. Casts spare a branch per cell in the hot loop. */
class Scorer {
  readonly scores: Float64Array;
  /** Options from the best; each draw starts from the order of the last, which is often nearly right. */
  readonly order: Int32Array;
  readonly #cells: Float64Array;
  /** Per option: whether every cell has a value, so that no weights need rescaling. */
  readonly #isFull: Uint8Array;
  readonly #low: Float64Array | null;
  readonly #high: Float64Array | null;

  constructor(values: ValueTable, spread: SmaaInput["spread"]) {
    this.scores = new Float64Array(values.length);
    this.order = Int32Array.from(values, (_, a) => a);
    // An empty cell is the one number that is not equal to itself.
    this.#cells = Float64Array.from(values.flat(), (v) => v ?? Number.NaN);
    this.#isFull = Uint8Array.from(values, (row) => (row.includes(null) ? 0 : 1));
    const ends = (end: 0 | 1) =>
      spread
        ? Float64Array.from(
            spread.flatMap((row, a) => row.map((r, k) => r?.[end] ?? values[a]?.[k] ?? Number.NaN)),
          )
        : null;
    this.#low = ends(0);
    this.#high = ends(1);
  }

  score(weights: Float64Array, random: Random): void {
    if (this.#low && this.#high) this.#drawCells(this.#low, this.#high, random);
    const full = this.#isFull;
    for (let a = 0; a < full.length; a++) {
      if (full[a] && full[a + 1]) this.#scorePair(a++, weights);
      else this.#scoreOne(a, weights);
    }
  }

  /** Two options without an empty cell side by side: an addition waits for the one before it, not for the other's. */
  #scorePair(a: number, weights: Float64Array): void {
    const cells = this.#cells;
    const criteria = weights.length;
    let first = 0;
    let second = 0;
    for (let k = 0, at = a * criteria; k < criteria; k++, at++) {
      first += (weights[k] as number) * (cells[at] as number);
      second += (weights[k] as number) * (cells[at + criteria] as number);
    }
    this.scores[a] = first;
    this.scores[a + 1] = second;
  }

  #scoreOne(a: number, weights: Float64Array): void {
    let sum = 0;
    let whole = 0;
    for (let k = 0, at = a * weights.length; k < weights.length; k++, at++) {
      const v = this.#cells[at] as number;
      if (v !== v) continue;
      sum += (weights[k] as number) * v;
      whole += weights[k] as number;
    }
    // Rescaling would only add rounding where nothing is missing.
    this.scores[a] = this.#isFull[a] ? sum : whole > 0 ? sum / whole : LAST;
  }

  /** Uniform between the ends; a cell without a spread, or without a value, stays. */
  #drawCells(low: Float64Array, high: Float64Array, random: Random): void {
    for (let at = 0; at < low.length; at++) {
      const width = (high[at] as number) - (low[at] as number);
      if (this.#cells[at] === this.#cells[at] && width > 0)
        this.#cells[at] = (low[at] as number) + width * random.uniform();
    }
  }

  rank(): void {
    const { order, scores } = this;
    for (let i = 1; i < order.length; i++) {
      const option = order[i] as number;
      const score = scores[option] as number;
      let at = i;
      while (at > 0 && (scores[order[at - 1] as number] as number) < score) {
        order[at] = order[at - 1] as number;
        at--;
      }
      order[at] = option;
    }
  }

  shareOfFirst(option: number): number {
    let best = LAST;
    for (const score of this.scores) if (score > best) best = score;
    if (best - (this.scores[option] as number) > TIE) return 0;
    let tied = 0;
    for (const score of this.scores) if (best - score <= TIE) tied++;
    return 1 / tied;
  }
}
