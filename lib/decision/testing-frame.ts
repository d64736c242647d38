import fc from "fast-check";
import type { CastBallot, Mark } from "./ballot";
import type { FrameBody, FrameCriterion } from "./frame";

export const criterion = (id: string, more: Partial<FrameCriterion> = {}): FrameCriterion => ({
  id,
  title: id,
  question: "",
  low: "",
  high: "",
  scoredBy: null,
  source: "vote",
  knockOutBelow: null,
  ...more,
});

/** Options A and B, criteria c1 and c2, roles r1 and r2. */
export function frame(more: Partial<FrameBody> = {}): FrameBody {
  return {
    schema: "plateau-frame/1",
    options: ["A", "B"].map((id) => ({ id, title: id })),
    criteria: [criterion("c1"), criterion("c2")],
    roles: ["r1", "r2"].map((id) => ({ id, name: id })),
    scale: 5,
    weightsMethod: "swing",
    policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
    quorum: {},
    secrecy: "by-person",
    ...more,
  };
}

export const ballot = (
  voter: string,
  role: string,
  scores: Record<string, Mark>,
  weights: Record<string, number> = { c1: 100, c2: 100 },
): CastBallot => ({ voter, role, scores, weights });

/** Ballots for `frame()`, with words and gaps among the marks. */
export const anyBallots = fc
  .array(
    fc.record({
      role: fc.constantFrom("r1", "r2"),
      scores: fc.dictionary(
        fc.constantFrom("c1|A", "c1|B", "c2|A", "c2|B"),
        fc.oneof(
          fc.integer({ min: 1, max: 5 }),
          fc.constantFrom("abstain" as const, "not-applicable" as const),
        ),
      ),
      c1: fc.integer({ min: 0, max: 100 }),
      c2: fc.integer({ min: 0, max: 100 }),
    }),
    { maxLength: 6 },
  )
  .map((list) => list.map(({ role, scores, c1, c2 }, at) => ballot(`v${at}`, role, scores, { c1, c2 })));
