import type { DrawnRanks } from "./analysis";
import type { AnalysisTables } from "./analysis-tables";
import type { FrameBody } from "./frame";
import type { Evaluation } from "./outcome";
import { TIE } from "./ranks";
import { type Smaa, smaa } from "./smaa";
import { sharesOfPoints } from "./swing-weights";
import type { WeightModel } from "./weight-draws";

/** Rank acceptability under the three weight models; what is unrated on the map is drawn between worst and best. */
export function drawnRanks(
  { frame, seed, samples }: { frame: FrameBody; seed: number; samples: number },
  evaluation: Evaluation,
  { options, criteria, roles, values, weights: shares, people }: AnalysisTables,
): (DrawnRanks & { raw: Smaa })[] {
  const fromMap = new Set(frame.criteria.filter((each) => each.source === "map").map((each) => each.id));
  const spread = options.map((option) =>
    criteria.map((id): [number, number] | null => {
      const cover = fromMap.has(id) ? evaluation.map[option] : undefined;
      if (!cover || cover.low === null || cover.high === null || cover.high - cover.low <= TIE) return null;
      return [cover.low, cover.high];
    }),
  );
  const uncertain = spread.some((row) => row.some((cell) => cell !== null));
  // An option of which nothing is rated has no value there, and may turn out any.
  const drawnFrom = values.map((row, at) => row.map((value, k) => value ?? middleOf(spread[at]?.[k])));
  const given = roles.map((role) =>
    people
      .filter((each) => each.role === role)
      .map((each) => sharesOfPoints(each.points))
      .filter((each) => typeof each !== "string"),
  );
  const counted = new Set(evaluation.weights.roles.filter((each) => each.shares).map((each) => each.role));
  const models: [DrawnRanks["model"], WeightModel][] = [["uniform", { kind: "uniform" }]];
  if (evaluation.weights.from === "ballots") {
    models.push(["order", { kind: "order", ranks: ranksOf(shares) }]);
    models.push([
      "participants",
      { kind: "participants", roles: given, roleWeights: roles.map((role) => (counted.has(role) ? 1 : 0)) },
    ]);
  }
  return models.flatMap(([model, weights]) => {
    const raw = smaa({ values: drawnFrom, weights, samples, seed, ...(uncertain ? { spread } : {}) });
    if (!raw.ok) return [];
    const byOption = <T>(of: (at: number) => T) =>
      Object.fromEntries(options.map((option, at) => [option, of(at)]));
    return [
      {
        model,
        acceptability: byOption((at) => raw.acceptability[at] ?? []),
        centralWeights: byOption((at) => {
          const central = raw.centralWeights[at];
          return central ? Object.fromEntries(criteria.map((id, k) => [id, central[k] ?? 0])) : null;
        }),
        confidence: byOption((at) => raw.confidence[at] ?? null),
        standardError: Math.max(...raw.standardError.flat()),
        raw,
      },
    ];
  });
}

const middleOf = (ends: readonly [number, number] | null | undefined): number | null =>
  ends ? (ends[0] + ends[1]) / 2 : null;

/** 1 for the heaviest; equal weights share a rank. */
const ranksOf = (weights: readonly number[]): number[] =>
  weights.map((weight) => 1 + weights.filter((other) => other > weight + TIE).length);
