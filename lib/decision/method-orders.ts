import type { MethodOrder } from "./analysis";
import { byCodeUnit } from "./ballot";
import type { CrossCheck } from "./cross-check";
import type { Placed } from "./pairwise";
import { promethee } from "./promethee";
import { TIE } from "./ranks";
import { topsis } from "./topsis";
import type { ValueTable } from "./value-table";

/** Places that are shared stand together. */
function inOrder(entries: readonly Placed[]): string[][] {
  const places = [...new Set(entries.map((entry) => entry.rank))].sort((a, b) => a - b);
  return places.map((rank) =>
    entries
      .filter((entry) => entry.rank === rank)
      .map((entry) => entry.option)
      .sort(byCodeUnit),
  );
}

/** What the voting methods make of the voters' own rankings. */
export function votingOrders(check: CrossCheck): MethodOrder[] {
  const found = check.ok ? check.places : [];
  return (["schulze", "copeland", "borda", "kemeny"] as const).flatMap((method) =>
    found
      .filter((each) => each.method === method)
      .map(({ places }) => ({ method, order: inOrder(places), secondOpinion: false })),
  );
}

/** What methods that look at values make of the cells. */
export function secondOpinions(
  values: ValueTable,
  weights: readonly number[],
  options: readonly string[],
): MethodOrder[] {
  const byFigure = (method: "topsis" | "promethee", figures: readonly number[]): MethodOrder => ({
    method,
    order: inOrder(
      options.map((option, at) => ({
        option,
        rank: 1 + figures.filter((other) => other > (figures[at] ?? 0) + TIE).length,
      })),
    ),
    secondOpinion: true,
  });
  const closeness = topsis(values, weights, "none");
  const flows = promethee(
    values,
    weights,
    weights.map(() => ({ kind: "usual" as const })),
  );
  return [
    ...(closeness.ok
      ? [
          byFigure(
            "topsis",
            closeness.options.map((each) => each.closeness),
          ),
        ]
      : []),
    ...(flows.ok
      ? [
          byFigure(
            "promethee",
            flows.options.map((each) => each.net),
          ),
        ]
      : []),
  ];
}
