import { standingsUnder } from "@/components/home/standing";
import type { ThumbnailCard } from "@/components/home/board-thumbnail";
import { layoutOf } from "@/lib/board/canvas-layout";
import type { Board } from "@/lib/board/types";
import { isAppError } from "@/lib/errors";
import { getBoardHub } from "@/lib/sync/board-hub";

/** What a list says of a board's document. */
export interface BoardSummary {
  tasks: number;
  options: number;
  optionNoun: { one: string; many: string };
  painted: number;
  /** Fits there are to paint: tasks in scope × options. */
  cells: number;
  cards: ThumbnailCard[];
}

const KEPT = 500;
const kept = new Map<string, { changed: number; summary: BoardSummary }>();

/** Cheap while the board does not change: opening its room once per change is what it costs. */
export async function boardSummary(boardId: string, updatedAt: Date): Promise<BoardSummary | null> {
  const known = kept.get(boardId);
  if (known?.changed === updatedAt.getTime()) return known.summary;
  try {
    const summary = summarise(await getBoardHub().readBoard(boardId));
    kept.delete(boardId);
    kept.set(boardId, { changed: updatedAt.getTime(), summary });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break;
      kept.delete(oldest);
    }
    return summary;
  } catch (error) {
    // The list is worth showing without it: title, people and stage come from elsewhere.
    if (isAppError(error)) return null;
    throw error;
  }
}

export function summarise(board: Board): BoardSummary {
  const inScope = new Set(board.tasks.filter((task) => task.inScope).map((task) => task.id));
  return {
    tasks: board.tasks.length,
    options: board.options.length,
    optionNoun: board.optionNoun,
    painted: board.fits.filter((fit) => inScope.has(fit.task)).length,
    cells: inScope.size * board.options.length,
    cards: thumbnail(board),
  };
}

/** The map as painted for the option that leads. */
function thumbnail(board: Board): ThumbnailCard[] {
  const lens = standingsUnder(board, board.policies.uncovered)[0]?.option.id;
  const fits = new Map(board.fits.filter((fit) => fit.option === lens).map((fit) => [fit.task, fit.fit]));
  const layout = layoutOf(board);
  return board.tasks.flatMap((task) => {
    const box = layout.tasks.get(task.id);
    if (!box) return [];
    const [x, y, w, h] = box;
    return [{ x, y, w, h, fit: task.inScope ? (fits.get(task.id) ?? "unrated") : "out" } as ThumbnailCard];
  });
}
