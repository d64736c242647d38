import type { Board, Fit, FitEntry, Group, Phase, Task } from "@/lib/board/types";
import type { OptionId, RoleId } from "@/lib/ids";

/** What the table shows of the board. */
export interface Filters {
  search: string;
  phase: string | null;
  role: string | null;
  /** Tasks that some option (or the one picked on a phone) does this way. */
  fit: Fit | "unrated" | null;
  outOfScope: boolean;
}

export const NO_FILTERS: Filters = { search: "", phase: null, role: null, fit: null, outOfScope: true };

export interface Row {
  task: Task;
  /** In the order of the options; undefined = unrated. */
  entries: (FitEntry | undefined)[];
}
export interface Section {
  /** Null: tasks in no phase. */
  phase: Phase | null;
  taskCount: number;
  inScope: number;
  parts: Part[];
}
/** The tasks of one group; or, without one, those that come before the groups, or the rest. */
interface Part {
  key: string;
  group: Group | null;
  isRest: boolean;
  rows: Row[];
}

/** The board as rows under their phases and groups; parts that the filters empty are left out. */
export function sectionsOf(board: Board, filters: Filters, only: OptionId | null = null): Section[] {
  const columns = new Map(board.options.map((option, at) => [option.id, at]));
  const entries = new Map<string, (FitEntry | undefined)[]>(
    board.tasks.map((task) => [task.id, board.options.map(() => undefined)]),
  );
  for (const entry of board.fits) {
    const column = columns.get(entry.option);
    const row = entries.get(entry.task);
    if (row && column !== undefined) row[column] = entry;
  }
  const onlyColumn = only === null ? undefined : columns.get(only);
  const rows = board.tasks.map((task): Row => ({ task, entries: entries.get(task.id) ?? [] }));
  const shown = rows.filter((row) => passes(row, filters, onlyColumn));
  const filtered = shown.length < rows.length;

  return [...board.phases, null].flatMap((phase): Section[] => {
    const id = phase?.id ?? null;
    const tasks = board.tasks.filter((task) => task.phase === id);
    const groups = board.groups.filter((group) => group.phase === id);
    const own = shown.filter(({ task }) => task.phase === id);
    const firstGrouped = Math.min(...tasks.map((task) => (task.group === null ? Infinity : task.order)));
    const single = (isRest: boolean): Part => ({
      key: isRest ? "rest" : "first",
      group: null,
      isRest,
      rows: own.filter(({ task }) => task.group === null && task.order > firstGrouped === isRest),
    });
    const parts = [
      single(false),
      ...groups.map((group) => ({
        key: group.id,
        group,
        isRest: false,
        rows: own.filter(({ task }) => task.group === group.id),
      })),
      single(true),
    ];
    const kept = parts.filter((part) => part.rows.length > 0 || (!filtered && part.group !== null));
    // An empty phase is shown as long as nothing is filtered: it was just made and wants tasks.
    if (kept.length === 0 && (phase === null || filtered)) return [];
    return [
      { phase, taskCount: tasks.length, inScope: tasks.filter((task) => task.inScope).length, parts: kept },
    ];
  });
}

export const rowsOf = (sections: Section[]): Row[] =>
  sections.flatMap((section) => section.parts.flatMap((part) => part.rows));

function passes({ task, entries }: Row, filters: Filters, only: number | undefined): boolean {
  if (!filters.outOfScope && !task.inScope) return false;
  if (filters.phase !== null && task.phase !== filters.phase) return false;
  if (filters.role !== null && !task.roles.includes(filters.role as RoleId)) return false;
  if (filters.search && !folded(task.title).includes(folded(filters.search))) return false;
  if (filters.fit === null) return true;
  if (!task.inScope) return false;
  const looked = only === undefined ? entries : [entries[only]];
  return looked.some((entry) => (entry?.fit ?? "unrated") === filters.fit);
}

/** Without case and accents: "evaluation" finds « Évaluation ». */
const folded = (text: string): string => text.trim().normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
