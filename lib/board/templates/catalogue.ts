import { type ParsedTemplate, parseTemplate, type Template } from "../template";
import empty from "./empty.json";
import mlLifecycle from "./ml-lifecycle.json";

/** The templates that come with the product; a board may also start from a file. */
export const TEMPLATE_IDS = ["ml-lifecycle", "empty"] as const;
export type TemplateId = (typeof TEMPLATE_IDS)[number];

const FILES: Record<TemplateId, unknown> = { "ml-lifecycle": mlLifecycle, empty };

export const isTemplateId = (value: unknown): value is TemplateId =>
  TEMPLATE_IDS.includes(value as TemplateId);

export function builtInTemplate(id: TemplateId): Template {
  const parsed: ParsedTemplate = parseTemplate(FILES[id]);
  if (!parsed.ok) throw new Error(`built-in template ${id}: ${JSON.stringify(parsed.problem)}`);
  return parsed.template;
}
