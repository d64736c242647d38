/** The shape of a template file, and what else must hold in it. A text is one string, or one per language. */
import { z } from "zod";
import type { ErrorCode, ErrorValues } from "../errors";
import { storableText } from "../text-limits";
import { GROUP_PREFIX, MAX_ROLES, isInherited } from "./keys";
import { MAX_TEXT, MAX_TITLE } from "./texts";

/** What is wrong with a file and where: the code names `errors.<code>` in `messages/`. */
export interface TemplateProblem {
  code: ErrorCode;
  values: ErrorValues;
}

const LIMITS = {
  roles: MAX_ROLES,
  phases: 50,
  groups: 100,
  tasks: 500,
  flows: 2_000,
  options: 50,
  criteria: 50,
};

const id = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,47}$/)
  .refine((value) => !isInherited(value));
const text = z.string().overwrite(storableText);
/** Anything a reference may say: whether it leads somewhere is checked with the lists at hand. */
const reference = z.string().max(MAX_TITLE);

const localized = (text: z.ZodString) =>
  z
    .union([text, z.object({ fr: text, en: text.optional() }), z.object({ en: text, fr: text.optional() })])
    .transform((value) => {
      if (typeof value === "string") return { fr: value, en: value };
      return { fr: value.fr ?? value.en ?? "", en: value.en ?? value.fr ?? "" };
    });
const title = localized(text.trim().min(1).max(MAX_TITLE));
const short = localized(text.trim().max(MAX_TITLE)).default({ fr: "", en: "" });
const long = localized(text.trim().max(MAX_TEXT)).default({ fr: "", en: "" });
const roleList = z.array(reference).max(LIMITS.roles);
const roles = roleList.default([]);

const FILE = z.object({
  title: title.default({ fr: "Tableau sans titre", en: "Untitled board" }),
  question: long,
  optionNoun: z.object({ one: title, many: title }).nullable().default(null),
  source: text.max(MAX_TEXT).default(""),
  roles: z
    .array(z.object({ id, title, definition: long }))
    .max(LIMITS.roles)
    .default([]),
  phases: z
    .array(z.object({ id, title, purpose: long }))
    .max(LIMITS.phases)
    .default([]),
  groups: z
    .array(z.object({ id, phase: reference, title, note: long, roles }))
    .max(LIMITS.groups)
    .default([]),
  tasks: z
    .array(
      z.object({
        id,
        title,
        phase: reference.nullable().default(null),
        group: reference.nullable().default(null),
        roles,
        inScope: z.boolean().default(true),
      }),
    )
    .max(LIMITS.tasks),
  flows: z
    .array(z.object({ from: reference, to: reference, label: short }))
    .max(LIMITS.flows)
    .default([]),
  criteria: z
    .array(
      z.object({
        id,
        title,
        question: long,
        low: short,
        high: short,
        scoredBy: roleList.nullable().default(null),
        source: z.enum(["vote", "map"]).default("vote"),
        knockOutBelow: z.number().min(1).max(5).nullable().default(null),
      }),
    )
    .max(LIMITS.criteria)
    .default([]),
  options: z.array(z.object({ id, title })).max(LIMITS.options).default([]),
  ratings: z
    .record(
      z.string(),
      z.record(z.string(), z.enum(["efficient", "mixed", "inefficient", "uncovered", "not-applicable"])),
    )
    .default({}),
});
export type TemplateFile = z.output<typeof FILE>;

export function fitsTemplate(
  json: unknown,
): { ok: true; file: TemplateFile } | { ok: false; problem: TemplateProblem } {
  const read = FILE.safeParse(json);
  return read.success ? { ok: true, file: read.data } : { ok: false, problem: problemOf(read.error.issues) };
}

function problemOf(issues: readonly z.core.$ZodIssue[]): TemplateProblem {
  const issue = deepest(issues[0]);
  const where = place(issue?.path ?? []);
  if (issue?.code === "too_big" && issue.origin === "array") {
    return { code: "template-too-large", values: { where, max: Number(issue.maximum) } };
  }
  if (issue?.code === "too_big" && issue.origin === "string") {
    return { code: "template-text-too-long", values: { where, max: Number(issue.maximum) } };
  }
  return { code: "template-bad-field", values: { where } };
}

/** A text that fits none of its forms reports one list per form: the form that got furthest says what is wrong. */
function deepest(issue: z.core.$ZodIssue | undefined): z.core.$ZodIssue | undefined {
  if (issue?.code !== "invalid_union") return issue;
  const inside = issue.errors.flat().find((inner) => inner.code === "too_big" || inner.path.length > 0);
  return inside ? { ...inside, path: [...issue.path, ...inside.path] } : issue;
}

/** `tasks[3].title`: as people who write JSON say it. */
function place(path: readonly PropertyKey[]): string {
  if (path.length === 0) return "{}";
  return path
    .map((part, i) => (typeof part === "number" ? `[${part}]` : `${i === 0 ? "" : "."}${String(part)}`))
    .join("")
    .slice(0, MAX_TITLE);
}

/** Ids that are there twice, references that lead nowhere. */
export function findFault(file: TemplateFile): TemplateProblem | null {
  for (const list of ["roles", "phases", "groups", "tasks", "options", "criteria"] as const) {
    const seen = new Set<string>();
    for (const [i, { id }] of file[list].entries()) {
      if (seen.has(id)) return { code: "template-duplicate-id", values: { where: `${list}[${i}].id`, id } };
      seen.add(id);
    }
  }
  for (const { where, reference, known } of references(file)) {
    if (!known.has(reference)) return { code: "template-bad-reference", values: { where, reference } };
  }
  const loop = file.flows.findIndex((flow) => flow.from === flow.to);
  if (loop >= 0) return { code: "template-bad-field", values: { where: `flows[${loop}].to` } };
  return null;
}

function* references(
  file: TemplateFile,
): Generator<{ where: string; reference: string; known: Set<string> }> {
  const ids = (list: readonly { id: string }[]) => new Set(list.map((entry) => entry.id));
  const known = { roles: ids(file.roles), phases: ids(file.phases), groups: ids(file.groups) };
  const tasks = ids(file.tasks);
  const options = ids(file.options);
  const ends = new Set([...tasks, ...[...known.groups].map((group) => GROUP_PREFIX + group)]);
  const roleLists = function* (where: string, list: readonly string[]) {
    for (const [i, role] of list.entries())
      yield { where: `${where}[${i}]`, reference: role, known: known.roles };
  };
  for (const [i, group] of file.groups.entries()) {
    yield { where: `groups[${i}].phase`, reference: group.phase, known: known.phases };
    yield* roleLists(`groups[${i}].roles`, group.roles);
  }
  for (const [i, task] of file.tasks.entries()) {
    if (task.phase !== null) yield { where: `tasks[${i}].phase`, reference: task.phase, known: known.phases };
    if (task.group !== null) yield { where: `tasks[${i}].group`, reference: task.group, known: known.groups };
    yield* roleLists(`tasks[${i}].roles`, task.roles);
  }
  for (const [i, flow] of file.flows.entries()) {
    yield { where: `flows[${i}].from`, reference: flow.from, known: ends };
    yield { where: `flows[${i}].to`, reference: flow.to, known: ends };
  }
  for (const [i, criterion] of file.criteria.entries()) {
    yield* roleLists(`criteria[${i}].scoredBy`, criterion.scoredBy ?? []);
  }
  for (const [option, row] of Object.entries(file.ratings)) {
    yield { where: "ratings", reference: option, known: options };
    for (const task of Object.keys(row)) yield { where: `ratings.${option}`, reference: task, known: tasks };
  }
}
