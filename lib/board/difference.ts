import type { Board, FitEntry } from "./types";

export const COMPARED = ["tasks", "options", "criteria"] as const;
const REST = ["title", "question", "policies", "phases", "groups", "flows"] as const;
type RestPart = (typeof REST)[number];

/** What one kind of thing was then and is now. */
export interface KindDifference {
  then: number;
  now: number;
  /** Titles of what is there then and not now, in the board's order. */
  onlyThen: string[];
  onlyNow: string[];
  /** In both, and not the same. */
  changed: number;
}

/** Two states of one board, in the numbers and titles by which somebody chooses between them. */
export interface BoardDifference extends Record<(typeof COMPARED)[number], KindDifference> {
  /** Painted cells. */
  fits: { then: number; now: number; onlyThen: number; onlyNow: number; changed: number };
  /** What else is not the same; where things stand on the canvas is not looked at. */
  rest: RestPart[];
}

/** O(entries of both). */
export function boardDifference(then: Board, now: Board): BoardDifference {
  const fits = differenceOf(then.fits.map(said), now.fits.map(said), ({ cell }) => cell);
  return {
    tasks: titled(then.tasks, now.tasks),
    options: titled(then.options, now.options),
    criteria: titled(then.criteria, now.criteria),
    fits: { ...fits, onlyThen: fits.onlyThen.length, onlyNow: fits.onlyNow.length },
    rest: REST.filter((part) => restOf(part, then) !== restOf(part, now)),
  };
}

/** `readBoard` puts all of it in order but the roles of the quorum. */
function restOf(part: RestPart, { [part]: value, policies }: Board): string {
  const { quorum, ...rules } = policies;
  return JSON.stringify(part === "policies" ? [rules, Object.entries(quorum).sort()] : value);
}

/** Painting the same again, at another time or by another hand, says nothing new. */
const said = ({ task, option, fit, note, evidence }: FitEntry) => ({
  cell: `${task}|${option}`,
  ...{ fit, note, evidence },
});

interface Titled {
  id: string;
  title: string;
}

function titled(then: readonly Titled[], now: readonly Titled[]): KindDifference {
  const found = differenceOf(then, now, (entry) => entry.id);
  return {
    ...found,
    onlyThen: found.onlyThen.map((entry) => entry.title),
    onlyNow: found.onlyNow.map((entry) => entry.title),
  };
}

function differenceOf<T>(then: readonly T[], now: readonly T[], keyOf: (entry: T) => string) {
  const before = new Map(then.map((entry) => [keyOf(entry), JSON.stringify(entry)]));
  const after = new Map(now.map((entry) => [keyOf(entry), JSON.stringify(entry)]));
  return {
    then: then.length,
    now: now.length,
    onlyThen: then.filter((entry) => !after.has(keyOf(entry))),
    onlyNow: now.filter((entry) => !before.has(keyOf(entry))),
    changed: [...before].filter(([key, entry]) => (after.get(key) ?? entry) !== entry).length,
  };
}
