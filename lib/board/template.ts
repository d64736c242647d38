import type { ErrorCode, ErrorValues } from "../errors";
import type { Locale } from "../i18n/locales";
import { findFault, fitsTemplate, type TemplateFile, type TemplateProblem } from "./template-file";
import { fromFlatForm } from "./template-flat-form";
import { GROUP_PREFIX } from "./keys";

/** A text in both languages; a file that gives only one says the same in the other. */
export type Localized = Record<Locale, string>;

/** How a template says one option does one task: a fit, or that the question does not arise. */
export type Rating = "efficient" | "mixed" | "inefficient" | "uncovered" | "not-applicable";

/** A board to start from. Every reference in it has been checked; group ids carry their prefix. */
export interface Template {
  title: Localized;
  question: Localized;
  optionNoun: { one: Localized; many: Localized } | null;
  source: string;
  roles: { id: string; title: Localized; definition: Localized }[];
  phases: { id: string; title: Localized; purpose: Localized }[];
  groups: { id: string; phase: string; title: Localized; note: Localized; roles: string[] }[];
  tasks: {
    id: string;
    title: Localized;
    phase: string | null;
    group: string | null;
    roles: string[];
    inScope: boolean;
  }[];
  flows: { from: string; to: string; label: Localized }[];
  criteria: {
    id: string;
    title: Localized;
    question: Localized;
    low: Localized;
    high: Localized;
    scoredBy: string[] | null;
    source: "vote" | "map";
    knockOutBelow: number | null;
  }[];
  options: { id: string; title: Localized }[];
  ratings: { option: string; task: string; rating: Rating }[];
}

export type ParsedTemplate = { ok: true; template: Template } | { ok: false; problem: TemplateProblem };

/** A template with everything in it stays under 200 kB; this leaves room and spares the parser. */
export const MAX_TEMPLATE_BYTES = 1_000_000;

/** The text of a file that somebody chose. */
export function parseTemplateText(text: string): ParsedTemplate {
  if (text.length > MAX_TEMPLATE_BYTES) {
    return refuse("template-file-too-large", { max: MAX_TEMPLATE_BYTES / 1000 });
  }
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return refuse("template-not-json", {});
  }
  return parseTemplate(json);
}

/** The first thing that is wrong, or the template. Nothing is guessed: a bad reference refuses the whole file. */
export function parseTemplate(json: unknown): ParsedTemplate {
  const read = fitsTemplate(fromFlatForm(json));
  if (!read.ok) return read;
  const fault = findFault(read.file);
  return fault ? { ok: false, problem: fault } : { ok: true, template: toTemplate(read.file) };
}

function refuse(code: ErrorCode, values: ErrorValues): ParsedTemplate {
  return { ok: false, problem: { code, values } };
}

function toTemplate(file: TemplateFile): Template {
  return {
    ...file,
    groups: file.groups.map((group) => ({ ...group, id: GROUP_PREFIX + group.id })),
    tasks: file.tasks.map((task) => ({
      ...task,
      group: task.group === null ? null : GROUP_PREFIX + task.group,
    })),
    ratings: Object.entries(file.ratings).flatMap(([option, row]) =>
      Object.entries(row).map(([task, rating]) => ({ option, task, rating })),
    ),
  };
}
