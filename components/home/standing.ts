import { mapSnapshot } from "@/lib/board/map-snapshot";
import type { Board, Option, UncoveredPolicy } from "@/lib/board/types";
import { type Coverage, coverageOf } from "@/lib/decision/coverage";

export interface Standing {
  option: Option;
  coverage: Coverage;
  value: number;
  rank: number;
}

/** Two values closer than this are the same. */
const TIE = 1e-9;

/** The options in the order of their value on the painted map; those with nothing rated are left out. */
export function standingsUnder(board: Board, policy: UncoveredPolicy): Standing[] {
  const map = mapSnapshot(board);
  const valued = board.options.flatMap((option) => {
    const coverage = coverageOf(map, option.id, policy);
    return coverage.value === null ? [] : [{ option, coverage, value: coverage.value }];
  });
  return valued
    .map((each) => ({ ...each, rank: 1 + valued.filter((other) => other.value > each.value + TIE).length }))
    .sort((a, b) => a.rank - b.rank || a.option.order - b.option.order);
}
