import { type Random, asBelow, asUniform } from "./random";

/** What is known about the weights, and so which weights are drawn. */
export type WeightModel =
  /** Nothing: every weighting is as likely as any other. */
  | { kind: "uniform" }
  /** Only the order: 1 the most important, equal numbers not ordered among themselves. */
  | { kind: "order"; ranks: readonly number[] }
  /**
   * What people answered, role × person × criterion in shares: as if other people of the same roles had been
   * asked. A role without people is left out; `roleWeights` absent = each role counts the same.
   */
  | {
      kind: "participants";
      roles: readonly (readonly (readonly number[])[])[];
      roleWeights?: readonly number[];
    };

/** Fills `into`, of the length of the criteria, with weights that sum to 1. Draws ahead: for one `random` only. */
export type WeightDraw = (random: Random, into: Float64Array) => void;

/**
 * Draws of weights (WD1–WD4). Uniform: n − 1 uniform numbers cut the unit into n pieces, whose lengths are uniform
 * on the simplex (Devroye 1986, Non-Uniform Random Variate Generation, ch. V.2); unlike the usual −log u it needs
 * no logarithm, whose last bit differs between engines. Order: the pieces mix the corners of the weights of that
 * order, 1/j for each of the first j (their mean is RO1's centroid), and so are uniform between them. Participants:
 * the bootstrap (Efron 1979), in each role as many people as there are, drawn with replacement, mean in the role,
 * mean over the roles as in SW3 and SW4.
 * Nothing is allocated in a draw. O(criteria²) for pieces, O(people × criteria) for participants.
 */
export function weightDraw(
  model: WeightModel,
  criteria: number,
): { ok: true; draw: WeightDraw } | { ok: false; reason: "ranks-do-not-fit" | "weights-do-not-fit" } {
  switch (model.kind) {
    case "uniform":
      return { ok: true, draw: pieces(criteria) };
    case "order": {
      const sound = model.ranks.length === criteria && model.ranks.every(Number.isFinite);
      return sound
        ? { ok: true, draw: orderedPieces(model.ranks) }
        : { ok: false, reason: "ranks-do-not-fit" };
    }
    case "participants":
      return resampled(model.roles, model.roleWeights ?? model.roles.map(() => 1), criteria);
  }
}

function pieces(criteria: number): WeightDraw {
  const cuts = new Uint32Array(criteria - 1);
  return (random, into) => {
    random.fill(cuts);
    const last = cuts.length;
    for (let i = 0; i < last; i++) into[i] = asUniform(cuts[i] as number);
    sortFirst(into, last);
    into[last] = 1;
    for (let i = last; i > 0; i--) into[i] = (into[i] as number) - (into[i - 1] as number);
  };
}

/** Insertion: for a dozen numbers faster than a call of the built-in sort. */
function sortFirst(numbers: Float64Array, count: number): void {
  for (let i = 1; i < count; i++) {
    const each = numbers[i] as number;
    let at = i;
    while (at > 0 && (numbers[at - 1] as number) > each) {
      numbers[at] = numbers[at - 1] as number;
      at--;
    }
    numbers[at] = each;
  }
}

function orderedPieces(ranks: readonly number[]): WeightDraw {
  const places = Int32Array.from(ranks.map((_, k) => k).sort((a, b) => (ranks[a] ?? 0) - (ranks[b] ?? 0)));
  // Ends of the runs of equal ranks, in `places`.
  const ends = Int32Array.from(places, (k) => ranks.filter((rank) => rank <= (ranks[k] ?? 0)).length);
  const lengths = new Float64Array(ranks.length);
  const n = lengths.length;
  const draw = pieces(n);
  return (random, into) => {
    draw(random, lengths);
    for (let i = n - 1, weight = 0; i >= 0; i--) {
      weight += (lengths[i] as number) / (i + 1);
      into[places[i] as number] = weight;
    }
    // Which of several at one rank gets the longer piece is open.
    for (let i = 0; i < n; i++) {
      const rest = (ends[i] as number) - i;
      if (rest < 2) continue;
      const [a, b] = [places[i] as number, places[i + random.below(rest)] as number];
      const swapped = into[a] as number;
      into[a] = into[b] as number;
      into[b] = swapped;
    }
  };
}

function resampled(
  roles: readonly (readonly (readonly number[])[])[],
  roleWeights: readonly number[],
  criteria: number,
): ReturnType<typeof weightDraw> {
  const fits = roles.every((people) =>
    people.every(
      (shares) =>
        shares.length === criteria &&
        shares.every((w) => w >= 0 && w <= 1) &&
        Math.abs(shares.reduce((sum, w) => sum + w, 0) - 1) < 1e-6,
    ),
  );
  const given = roleWeights.length === roles.length && roleWeights.every((w) => w >= 0 && w <= 1e9);
  const counted = roles
    .map((people, role) => ({ people, weight: roleWeights[role] ?? 0 }))
    .filter(({ people, weight }) => people.length > 0 && weight > 0);
  if (!fits || !given || counted.length === 0) return { ok: false, reason: "weights-do-not-fit" };
  const whole = counted.reduce((sum, { weight }) => sum + weight, 0);
  const lots = counted.flatMap(({ people, weight }) =>
    lotsOf(people, criteria).map((lot) => ({ ...lot, times: weight / whole / people.length })),
  );
  // The last block may be wider than what is left of the criteria.
  const width = Math.ceil(criteria / BLOCK) * BLOCK;
  const means = new Float64Array(BATCH * width);
  let next = BATCH;
  const draw: WeightDraw = (random, into) => {
    if (next === BATCH) {
      next = 0;
      means.fill(0);
      for (const { rows, blocks, times, drawn } of lots) {
        random.fill(drawn);
        for (let i = 0; i < drawn.length; i++) drawn[i] = asBelow(drawn[i] as number, rows) * BLOCK;
        for (let b = 0; b < blocks.length; b++)
          addBlock(blocks[b] as Float64Array, drawn, times, means, b * BLOCK, width);
      }
    }
    const from = width * next++;
    for (let k = 0; k < criteria; k++) into[k] = means[from + k] as number;
  };
  return { ok: true, draw };
}

/** Draws that are made at once, so that the people of one role after the other stay in a processor's nearest cache. */
const BATCH = 64;

/** Of a role's pairs, as many numbers as stay in a processor's nearer caches. */
const MOST_OF_PAIRS = 48 * 1024;

interface Lot {
  rows: number;
  /** row × criterion, a few criteria each. */
  blocks: Float64Array[];
  /** Where the rows that a batch takes begin in a block: those of its first draw, then of its second. */
  drawn: Uint32Array;
}

/**
 * What is drawn from, and how often, to draw as many people as there are with replacement. Two draws of one person
 * are one of an ordered pair, every pair as likely: half the random numbers and half the sums.
 */
function lotsOf(people: readonly (readonly number[])[], criteria: number): Lot[] {
  const n = people.length;
  const blocks = Array.from({ length: Math.ceil(criteria / BLOCK) }, (_, b) => blockOf(people, b * BLOCK));
  const singles = (each: number): Lot => ({ rows: n, blocks, drawn: new Uint32Array(BATCH * each) });
  if (n < 2 || n * n * criteria > MOST_OF_PAIRS) return [singles(n)];
  const rest = n % 2;
  const pairs = {
    rows: n * n,
    blocks: blocks.map(pairsOf),
    drawn: new Uint32Array((BATCH * (n - rest)) / 2),
  };
  return rest === 0 ? [pairs] : [pairs, singles(rest)];
}

/** Criteria that are summed side by side: each addition waits for the one before it, but not for its neighbours. */
const BLOCK = 4;

/** person × the criteria from `first` on. */
function blockOf(people: readonly (readonly number[])[], first: number): Float64Array {
  const block = new Float64Array(people.length * BLOCK);
  people.forEach((shares, person) => block.set(shares.slice(first, first + BLOCK), person * BLOCK));
  return block;
}

/** The sum of each row and each. */
function pairsOf(block: Float64Array): Float64Array {
  const pairs = new Float64Array((block.length * block.length) / BLOCK);
  for (let one = 0, at = 0; one < block.length; one += BLOCK) {
    for (let other = 0; other < block.length; other++, at++)
      pairs[at] = (block[one + (other % BLOCK)] as number) + (block[other] as number);
  }
  return pairs;
}

/** Adds the sums over the rows of each draw, times a factor, to its four means from `first` on. */
function addBlock(
  block: Float64Array,
  drawn: Uint32Array,
  times: number,
  means: Float64Array,
  first: number,
  width: number,
): void {
  const each = drawn.length / BATCH;
  for (let draw = 0, i = 0, into = first; draw < BATCH; draw++, into += width) {
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (const end = i + each; i < end; i++) {
      const at = drawn[i] as number;
      sum0 += block[at] as number;
      sum1 += block[at + 1] as number;
      sum2 += block[at + 2] as number;
      sum3 += block[at + 3] as number;
    }
    means[into] = (means[into] as number) + times * sum0;
    means[into + 1] = (means[into + 1] as number) + times * sum1;
    means[into + 2] = (means[into + 2] as number) + times * sum2;
    means[into + 3] = (means[into + 3] as number) + times * sum3;
  }
}
