import { directWeights } from "./direct-weights";
import { geometricMean } from "./geometric-mean";

export type GroupMean = "arithmetic" | "geometric";

/**
 * One set of weights from several people's (GW1–GW4), each person's brought to sum 1 first so that large numbers
 * give nobody more say. The arithmetic mean is what swing weights use: a zero of one person is one small vote. The
 * geometric mean, renormalised, belongs to ratios such as AHP priorities: it does not matter whether one asks how
 * much more or how much less, but one zero brings the criterion to zero for all.
 * Source: Forman & Peniwati (1998), Aggregating individual judgments and priorities with the analytic hierarchy
 * process, European Journal of Operational Research 108:165–169. O(people × criteria).
 */
export function groupWeights(
  people: readonly (readonly number[])[],
  mean: GroupMean,
):
  | { ok: true; weights: number[] }
  | { ok: false; reason: "no-people" | "lengths-differ" | "all-zero" }
  /** `person` is a place in `people`. */
  | { ok: false; reason: "unusable-person"; person: number } {
  const [first] = people;
  if (!first) return { ok: false, reason: "no-people" };
  if (people.some((each) => each.length !== first.length)) return { ok: false, reason: "lengths-differ" };
  const shares: number[][] = [];
  for (const [person, points] of people.entries()) {
    const own = directWeights(points);
    if (!own.ok) return { ok: false, reason: "unusable-person", person };
    shares.push(own.weights);
  }
  const together = directWeights(
    first.map((_, at) => {
      const column = shares.map((each) => each[at] ?? 0);
      return mean === "geometric" && column.includes(0) ? 0 : MEANS[mean](column);
    }),
  );
  return together.ok ? together : { ok: false, reason: "all-zero" };
}

/** In ascending order, so that the order of the people changes no bit. */
const arithmeticMean = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b).reduce((sum, each) => sum + each, 0) / numbers.length;

const MEANS = { arithmetic: arithmeticMean, geometric: geometricMean };
