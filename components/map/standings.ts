import { mapSnapshot } from "@/lib/board/map-snapshot";
import type { Board, Option, UncoveredPolicy } from "@/lib/board/types";
import { type Coverage, coverageOf } from "@/lib/decision/coverage";

/** One option on the painted map: what it is worth and where that puts it. */
export interface Standing {
  option: Option;
  coverage: Coverage;
  /** 1-2-2-4; null when there is nothing to rank by. */
  rank: number | null;
}

export interface Standings {
  policy: UncoveredPolicy;
  all: Standing[];
  /** The first of the ranking, null when nothing is rated. */
  leader: Standing | null;
}

/** Two values closer than this are the same. */
const TIE = 1e-9;

export function standingsOf(board: Board, policy: UncoveredPolicy = board.policies.uncovered): Standings {
  const map = mapSnapshot(board);
  const scored = board.options.map((option) => ({ option, coverage: coverageOf(map, option.id, policy) }));
  const all = scored.map(({ option, coverage }): Standing => {
    const { value } = coverage;
    if (value === null) return { option, coverage, rank: null };
    const better = scored.filter((other) => (other.coverage.value ?? -1) > value + TIE).length;
    return { option, coverage, rank: better + 1 };
  });
  return { policy, all, leader: all.find((standing) => standing.rank === 1) ?? null };
}
