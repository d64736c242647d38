import type { FirmnessBars } from "../decision/frame";
import type { CriterionId, FlowId, GroupId, OptionId, PhaseId, RoleId, TaskId } from "../ids";

/** How one option does one task. Absent = unrated. */
export const FITS = ["efficient", "mixed", "inefficient", "uncovered"] as const;
export type Fit = (typeof FITS)[number];

/** What counts for a task that an option does not cover: zero, or left out of the mean. */
export const UNCOVERED_POLICIES = ["zero", "skip"] as const;
export type UncoveredPolicy = (typeof UNCOVERED_POLICIES)[number];

export interface Phase {
  id: PhaseId;
  title: string;
  purpose: string;
  order: number;
}
export interface Group {
  id: GroupId;
  phase: PhaseId;
  title: string;
  note: string;
  roles: RoleId[];
  order: number;
}
export interface Task {
  id: TaskId;
  title: string;
  phase: PhaseId | null;
  group: GroupId | null;
  roles: RoleId[];
  inScope: boolean;
  order: number;
}
/** An arrow: `from` comes before `to`. An end is a task or a group. */
export interface Flow {
  id: FlowId;
  from: TaskId | GroupId;
  to: TaskId | GroupId;
  label: string;
}
export interface Option {
  id: OptionId;
  title: string;
  order: number;
}
export interface Criterion {
  id: CriterionId;
  title: string;
  question: string;
  /** Words for the lowest and the highest mark. */
  low: string;
  high: string;
  /** Roles that may score it; null = every role. */
  scoredBy: RoleId[] | null;
  /** `map`: the value is computed from the painted map and nobody scores it. */
  source: "vote" | "map";
  /** An option whose overall mark lies under this bar is out; null = no bar. 1…5. */
  knockOutBelow: number | null;
  order: number;
}
/** One painted cell. `by` is a user id, or null for the template; `byName` was true when it was painted. */
export interface FitEntry {
  task: TaskId;
  option: OptionId;
  fit: Fit;
  by: string | null;
  byName: string;
  /** ISO instant, or null for the template. */
  at: string | null;
  note: string;
  evidence: string;
}
export interface Policies {
  uncovered: UncoveredPolicy;
  insideRole: "mean" | "median";
  /** Ballots needed in a role for its marks to count; absent = 1. */
  quorum: Record<string, number>;
  firmness: FirmnessBars;
}
/** A board document, parsed: what does not parse is not there. Plain data, no Yjs, no tldraw. */
export interface Board {
  schemaVersion: number;
  title: string;
  question: string;
  /** Language of the content, not of the screen. */
  locale: "fr" | "en";
  /** What the options are called, in the content's language: "platform", "plateforme". */
  optionNoun: { one: string; many: string };
  policies: Policies;
  phases: Phase[];
  groups: Group[];
  tasks: Task[];
  flows: Flow[];
  options: Option[];
  criteria: Criterion[];
  fits: FitEntry[];
  /** Entries that did not parse and were skipped. */
  skipped: number;
}
