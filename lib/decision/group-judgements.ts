import { type ComparisonProblem, type Comparisons, readComparisons } from "./ahp-weights";
import { geometricMean } from "./geometric-mean";

/**
 * One matrix of pairwise comparisons from several people's (GJ1–GJ3), entry by entry by geometric mean over those
 * who gave it. Only the geometric mean keeps the matrix reciprocal: with 3 and 1/3 the arithmetic mean of the
 * answers is 5/3 both ways. Weights then come from `ahpWeights`, whose ratio is the group's: averaging hides each
 * person's own contradictions, so look at those too.
 * Source: Aczél & Saaty (1983), Procedures for synthesizing ratio judgements, Journal of Mathematical Psychology
 * 27:93–102. O(people × criteria²).
 */
export function groupJudgements(people: readonly Comparisons[]):
  | { ok: true; matrix: (number | null)[][] }
  | { ok: false; reason: "no-people" | "sizes-differ" }
  /** `person` is a place in `people`. */
  | { ok: false; reason: "unusable-person"; person: number; why: ComparisonProblem } {
  const [first] = people;
  if (!first) return { ok: false, reason: "no-people" };
  if (people.some((each) => each.length !== first.length)) return { ok: false, reason: "sizes-differ" };
  const matrices: (number | null)[][][] = [];
  for (const [person, comparisons] of people.entries()) {
    const read = readComparisons(comparisons);
    if (!read.ok) return { ok: false, reason: "unusable-person", person, why: read.reason };
    matrices.push(read.matrix);
  }
  const mean = (i: number, j: number): number | null => {
    const given = matrices.map((each) => each[i]?.[j] ?? null).filter((each) => each !== null);
    return given.length === 0 ? null : geometricMean(given);
  };
  const matrix = first.map((_, i) =>
    first.map((_, j) => {
      if (i === j) return 1;
      const above = i < j ? mean(i, j) : mean(j, i);
      return above === null || i < j ? above : 1 / above;
    }),
  );
  return { ok: true, matrix };
}
