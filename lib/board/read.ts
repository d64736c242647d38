import type * as Y from "yjs";
import { DEFAULT_FIRMNESS, type FirmnessBars } from "../decision/frame";
import type { CriterionId, FlowId, GroupId, OptionId, PhaseId, RoleId, TaskId } from "../ids";
import { isWebLink } from "./fits";
import { isId, parseFitKey, parseIds } from "./keys";
import { MAX_QUORUM, firmnessKey, isFirmnessBar } from "./meta";
import { type DomainRoot, rootOf } from "./roots";
import { storableText } from "../text-limits";
import { MAX_TEXT, MAX_TITLE } from "./texts";
import {
  type Board,
  type Criterion,
  FITS,
  type Fit,
  type FitEntry,
  type Flow,
  type Group,
  type Option,
  type Phase,
  type Policies,
  type Task,
  UNCOVERED_POLICIES,
} from "./types";

/**
 * The document as plain data. Whoever may edit can write any bytes: an entry that does not parse is skipped
 * and counted, never thrown at the reader. What honest people leave behind by working at the same moment (a
 * fit of a removed task, a task in a removed group) is put right and not counted. O(keys).
 */
export function readBoard(doc: Y.Doc): Board {
  let skipped = 0;
  const read = <T>(root: DomainRoot, parse: (entry: Entry) => T | null): T[] => {
    const map = rootOf(doc, root);
    const found: T[] = [];
    for (const key of map.keys()) {
      if (key.includes("/")) continue;
      const parsed = parse({ key, base: map.get(key), get: (property) => map.get(`${key}/${property}`) });
      if (parsed === null) skipped++;
      else found.push(parsed);
    }
    return found;
  };

  const phases = inOrder(read("phases", parsePhase));
  const phaseIds = new Set<string>(phases.map((phase) => phase.id));
  const groups = inOrder(read("groups", parseGroup)).filter((group) => phaseIds.has(group.phase));
  const phaseOfGroup = new Map<string, PhaseId>(groups.map((group) => [group.id, group.phase]));
  const tasks = inOrder(read("tasks", parseTask)).map((task) => placed(task, phaseIds, phaseOfGroup));
  const taskIds = new Set<string>(tasks.map((task) => task.id));
  const options = inOrder(read("options", parseOption));
  const optionIds = new Set<string>(options.map((option) => option.id));
  const isEnd = (id: string) => taskIds.has(id) || phaseOfGroup.has(id);
  const flows = inOrder(read("flows", parseFlow)).filter((flow) => isEnd(flow.from) && isEnd(flow.to));
  const criteria = inOrder(read("criteria", parseCriterion));
  const fits = read("fits", parseFit)
    .filter((fit) => taskIds.has(fit.task) && optionIds.has(fit.option))
    .sort((a, b) => compare(a.task, b.task) || compare(a.option, b.option));

  return {
    ...readMeta(rootOf(doc, "meta")),
    phases,
    groups,
    tasks,
    flows: flows.map(({ order: _, ...flow }) => flow),
    options,
    criteria,
    fits,
    skipped,
  };
}

/** One entity of a flat root: its existence key, what that holds, and its properties. */
interface Entry {
  key: string;
  base: unknown;
  get: (property: string) => unknown;
}

/** A task that a group holds is in the group's phase, whoever moved which of the two. */
function placed(task: Task, phases: Set<string>, phaseOfGroup: Map<string, PhaseId>): Task {
  const groupPhase = task.group === null ? undefined : phaseOfGroup.get(task.group);
  if (groupPhase !== undefined) return { ...task, phase: groupPhase };
  return { ...task, group: null, phase: task.phase !== null && phases.has(task.phase) ? task.phase : null };
}

function parsePhase(entry: Entry): Phase | null {
  const common = parseCommon(entry);
  const purpose = text(entry.get("purpose"), MAX_TEXT);
  return common && purpose !== null ? { ...common, id: entry.key as PhaseId, purpose } : null;
}

function parseGroup(entry: Entry): Group | null {
  const common = parseCommon(entry);
  const phase = entry.get("phase");
  const note = text(entry.get("note"), MAX_TEXT);
  const roles = parseIds(entry.get("roles"));
  if (!common || !isId(phase) || note === null || !roles) return null;
  return { ...common, id: entry.key as GroupId, phase: phase as PhaseId, note, roles: roles as RoleId[] };
}

function parseTask(entry: Entry): Task | null {
  const common = parseCommon(entry);
  const parent = entry.get("parent") as { phase?: unknown; group?: unknown } | null | undefined;
  const phase = idOrNull(parent?.phase);
  const group = idOrNull(parent?.group);
  const roles = parseIds(entry.get("roles"));
  const inScope = entry.get("scope");
  if (!common || phase === undefined || group === undefined || !roles || typeof inScope !== "boolean")
    return null;
  return {
    ...common,
    id: entry.key as TaskId,
    phase: phase as PhaseId | null,
    group: group as GroupId | null,
    roles: roles as RoleId[],
    inScope,
  };
}

function parseFlow(entry: Entry): (Flow & { order: number }) | null {
  const order = parseOrder(entry);
  const ends = entry.get("ends");
  const label = text(entry.get("label"), MAX_TITLE);
  if (!isId(entry.key) || order === null || !Array.isArray(ends) || label === null) return null;
  const [from, to] = ends as unknown[];
  if (ends.length !== 2 || !isId(from) || !isId(to) || from === to) return null;
  return { id: entry.key as FlowId, from: from as TaskId, to: to as TaskId, label, order };
}

function parseOption(entry: Entry): Option | null {
  const common = parseCommon(entry);
  return common && { ...common, id: entry.key as OptionId };
}

function parseCriterion(entry: Entry): Criterion | null {
  const common = parseCommon(entry);
  const question = text(entry.get("question"), MAX_TEXT);
  const low = text(entry.get("low"), MAX_TITLE);
  const high = text(entry.get("high"), MAX_TITLE);
  const source = entry.get("source");
  const scoring = entry.get("scoredBy");
  const scoredBy = scoring === null ? null : parseIds(scoring);
  const bar = entry.get("knockOutBelow");
  if (!common || question === null || low === null || high === null) return null;
  if ((source !== "vote" && source !== "map") || (scoring !== null && scoredBy === null)) return null;
  if (bar !== null && !(typeof bar === "number" && bar >= 1 && bar <= 5)) return null;
  return {
    ...common,
    id: entry.key as CriterionId,
    question,
    low,
    high,
    scoredBy: scoredBy as RoleId[] | null,
    source,
    knockOutBelow: bar,
  };
}

function parseFit(entry: Entry): FitEntry | null {
  const cell = parseFitKey(entry.key);
  const value = entry.base as
    | { fit?: unknown; by?: unknown; byName?: unknown; at?: unknown }
    | null
    | undefined;
  const byName = text(value?.byName, MAX_TITLE);
  const note = text(entry.get("note") ?? "", MAX_TEXT);
  const evidence = text(entry.get("evidence") ?? "", MAX_TEXT);
  const by = value?.by ?? null;
  const at = value?.at ?? null;
  if (!cell || !FITS.includes(value?.fit as Fit) || byName === null || note === null || evidence === null)
    return null;
  if (by !== null && (typeof by !== "string" || by.length > MAX_TITLE || storableText(by) !== by))
    return null;
  if (at !== null && (typeof at !== "string" || at.length > 40 || Number.isNaN(Date.parse(at)))) return null;
  if (evidence !== "" && !isWebLink(evidence)) return null;
  const fit = value?.fit as Fit;
  return { task: cell.task as TaskId, option: cell.option as OptionId, fit, by, byName, at, note, evidence };
}

type Meta = Pick<Board, "schemaVersion" | "title" | "question" | "locale" | "optionNoun" | "policies">;

function readMeta(map: Y.Map<unknown>): Meta {
  const version = map.get("schemaVersion");
  const locale = map.get("locale") === "fr" ? "fr" : "en";
  const noun = map.get("optionNoun") as { one?: unknown; many?: unknown } | null | undefined;
  return {
    schemaVersion: typeof version === "number" ? version : 0,
    title: text(map.get("title"), MAX_TITLE) ?? "",
    question: text(map.get("question"), MAX_TEXT) ?? "",
    locale,
    optionNoun: {
      one: text(noun?.one, MAX_TITLE) || "option",
      many: text(noun?.many, MAX_TITLE) || "options",
    },
    policies: readPolicies(map),
  };
}

function readPolicies(map: Y.Map<unknown>): Policies {
  const uncovered = map.get("policy/uncovered");
  const quorum: Record<string, number> = {};
  for (const [key, value] of map.entries()) {
    const role = key.startsWith("quorum/") ? key.slice("quorum/".length) : null;
    if (!isId(role) || !Number.isInteger(value)) continue;
    if ((value as number) >= 1 && (value as number) <= MAX_QUORUM) quorum[role] = value as number;
  }
  return {
    uncovered: UNCOVERED_POLICIES.find((policy) => policy === uncovered) ?? "zero",
    insideRole: map.get("policy/insideRole") === "median" ? "median" : "mean",
    quorum,
    firmness: {
      lead: readBar(map, "lead"),
      firstPlace: readBar(map, "firstPlace"),
      ballots: readBar(map, "ballots"),
    },
  };
}

function readBar(map: Y.Map<unknown>, bar: keyof FirmnessBars): number {
  const value = map.get(firmnessKey(bar));
  return isFirmnessBar(value) ? value : DEFAULT_FIRMNESS[bar];
}

function parseCommon(entry: Entry): { title: string; order: number } | null {
  const title = text(entry.get("title"), MAX_TITLE);
  const order = parseOrder(entry);
  return isId(entry.key) && title !== null && title.trim() !== "" && order !== null ? { title, order } : null;
}

function parseOrder(entry: Entry): number | null {
  const moved = entry.get("order");
  const order = moved === undefined ? (entry.base as { order?: unknown } | null | undefined)?.order : moved;
  return typeof order === "number" && Number.isFinite(order) ? order : null;
}

function text(value: unknown, max: number): string | null {
  return typeof value === "string" && value.length <= max ? storableText(value) : null;
}

function idOrNull(value: unknown): string | null | undefined {
  return value === null || isId(value) ? value : undefined;
}

/** Numbers may meet when two people add at once; then the id decides, the same for everyone. */
function inOrder<T extends { id: string; order: number }>(entities: T[]): T[] {
  return entities.sort((a, b) => a.order - b.order || compare(a.id, b.id));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
