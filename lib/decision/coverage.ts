/** What the painted map says of one option: how many tasks it covers, and how well it does those. */

/** The painted map, reduced to what the value of an option is computed from. */
export interface MapSnapshot {
  tasks: { id: string; title: string; inScope: boolean }[];
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
  /** `value` if every unrated task turned out worst, and best. Equal to it when nothing is unrated. */
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
  const ratio = (part: number, whole: number): number | null =>
    rated > 0 && whole > 0 ? part / whole : null;
  return {
    tasksInScope,
    counts,
    covered,
    coverage: ratio(covered, rated),
    efficiency: ratio(worth, covered),
    value: ratio(worth, counted),
    low: ratio(worth, counted + counts.unrated),
    high: ratio(worth + counts.unrated, counted + counts.unrated),
  };
}
