import type { CastBallot, Mark } from "../../lib/decision/ballot";
import { scoreKey } from "../../lib/decision/ballot";
import type { EvaluationInput } from "../../lib/decision/evaluate";
import { seededRandom } from "../../lib/decision/random";

export interface Size {
  options: number;
  criteria: number;
  voters: number;
}

const ROLES = 5;

/** A whole vote from a seed: five roles, marks 1–5 with some abstentions, “not applicable” and gaps. */
export function problem({ options, criteria, voters }: Size, seed = 1): EvaluationInput {
  const random = seededRandom(seed);
  const ids = (letter: string, count: number) =>
    Array.from({ length: count }, (_, at) => `${letter}${String(at).padStart(3, "0")}`);
  const [optionIds, criterionIds, roleIds] = [ids("o", options), ids("c", criteria), ids("r", ROLES)];
  const mark = (): Mark | undefined => {
    const draw = random.below(100);
    if (draw < 4) return "abstain";
    if (draw < 8) return "not-applicable";
    return draw < 12 ? undefined : 1 + random.below(5);
  };
  const ballots = ids("v", voters).map((voter, at): CastBallot => {
    const scores: Record<string, Mark> = {};
    for (const criterion of criterionIds) {
      for (const option of optionIds) {
        const given = mark();
        if (given !== undefined) scores[scoreKey(criterion, option)] = given;
      }
    }
    const weights = Object.fromEntries(criterionIds.map((id) => [id, 1 + random.below(100)]));
    return { voter, role: roleIds[at % ROLES] ?? "", scores, weights };
  });
  return {
    ballots,
    map: { tasks: [], fits: {} },
    frame: {
      schema: "plateau-frame/1",
      options: optionIds.map((id) => ({ id, title: id })),
      criteria: criterionIds.map((id) => ({
        id,
        title: id,
        question: "",
        low: "",
        high: "",
        scoredBy: null,
        source: "vote",
        knockOutBelow: null,
      })),
      roles: roleIds.map((id) => ({ id, name: id })),
      scale: 5,
      weightsMethod: "swing",
      policies: { uncovered: "zero", insideRole: "mean", betweenRoles: "equal" },
      quorum: {},
      secrecy: "by-person",
    },
  };
}
