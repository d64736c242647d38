/** What the painted map says of one option: how many tasks it covers, and how well it does those. */
import { byCodeUnit } from "./ballot";

export interface MapTask {
  id: string;
  title: string;
  inScope: boolean;
  /** Snapshots taken before these were kept lack them: such a task belongs to no phase and no role. */
  phase?: string | null | undefined;
  roles?: string[] | undefined;
}

/** The painted map, reduced to what the value of an option is computed from. */
export interface MapSnapshot {
  tasks: MapTask[];
  /** Key `<taskId>|<optionId>`; absent = unrated. */
  fits: Record<string, "efficient" | "mixed" | "inefficient" | "uncovered">;
}

export interface FitCounts {
  efficient: number;
  mixed: number;
  inefficient: number;
  uncovered: number;
  unrated: number;
}

export interface Coverage {
  tasksInScope: number;
  /** Over the tasks in scope only: a task out of scope counts for no option. */
  counts: FitCounts;
  /** Tasks the option does, well or badly: efficient + mixed + inefficient. */
  covered: number;
  /** Share of the rated tasks that are covered; null when nothing is rated. */
  coverage: number | null;
  /** Mean worth of the covered tasks; null when none is covered. */
  efficiency: number | null;
  /** Worth of the option, 0…1, over the rated tasks; null when there is nothing to take a mean of. */
  value: number | null;
  /** `value` if every unrated task turned out worst, and best. Equal to it when nothing is unrated; 0…1 when all is. */
  low: number | null;
  high: number | null;
}

/** What a covered task is worth. An uncovered one is worth 0 under `zero` and is left out under `skip`. */
const WORTH = { efficient: 1, mixed: 0.5, inefficient: 0 } as const;

/**
 * Value of one option over the map (rules CO1–CO5). Under `zero` it equals coverage × efficiency, that is the
 * sum of the worths over the number of rated tasks in scope; under `skip` it is the efficiency alone, which
 * favours an option that was rated on few tasks. An unrated cell is unknown, not uncovered: it widens
 * `low … high` and leaves `value` alone. O(tasks).
 */
export function coverageOf(map: MapSnapshot, optionId: string, policy: "zero" | "skip"): Coverage {
  const counts: FitCounts = { efficient: 0, mixed: 0, inefficient: 0, uncovered: 0, unrated: 0 };
  let tasksInScope = 0;
  for (const task of map.tasks) {
    if (!task.inScope) continue;
    tasksInScope++;
    counts[map.fits[`${task.id}|${optionId}`] ?? "unrated"]++;
  }
  const covered = counts.efficient + counts.mixed + counts.inefficient;
  const rated = covered + counts.uncovered;
  const worth = counts.efficient * WORTH.efficient + counts.mixed * WORTH.mixed;
  const counted = policy === "zero" ? rated : covered;
  const possible = counted + counts.unrated;
  const ratio = (part: number, whole: number): number | null =>
    rated > 0 && whole > 0 ? part / whole : null;
  return {
    tasksInScope,
    counts,
    covered,
    coverage: ratio(covered, rated),
    efficiency: ratio(worth, covered),
    value: ratio(worth, counted),
    low: possible > 0 ? worth / possible : null,
    high: possible > 0 ? (worth + counts.unrated) / possible : null,
  };
}

/** The coverage of a part of the map; null = the tasks without a phase, or without a role. */
export interface PartCoverage {
  part: string | null;
  coverage: Coverage;
}

/**
 * Coverage phase by phase or role by role (CO6, CO7), in code-unit order of the parts, the rest last. A task
 * belongs to one phase and to every role that does it, so role figures overlap and do not add up to the whole. A
 * part whose tasks are all out of scope is listed with nothing in it. O(parts × tasks).
 */
export function coverageBy(
  map: MapSnapshot,
  optionId: string,
  policy: "zero" | "skip",
  by: "phase" | "role",
): PartCoverage[] {
  const partsOf = (task: MapTask): (string | null)[] => {
    const parts = by === "phase" ? [task.phase ?? null] : (task.roles ?? []);
    return parts.length === 0 ? [null] : parts;
  };
  const parts = [...new Set(map.tasks.flatMap(partsOf))].sort((a, b) =>
    a === null || b === null ? Number(a === null) - Number(b === null) : byCodeUnit(a, b),
  );
  return parts.map((part) => {
    const tasks = map.tasks.filter((task) => partsOf(task).includes(part));
    return { part, coverage: coverageOf({ tasks, fits: map.fits }, optionId, policy) };
  });
}
