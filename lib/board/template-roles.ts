import type { RoleId } from "../ids";
import type { Locale } from "../i18n/locales";
import type { Template } from "./template";

/** A stakeholder role as a new board gets it. Roles live in SQL, not in the document: access hangs on them. */
export interface TemplateRole {
  id: RoleId;
  name: string;
  definition: string;
  /** Colour and glyph, 0…4. */
  tone: number;
  position: number;
}

const TONES = 5;

export function templateRoles(template: Template, locale: Locale): TemplateRole[] {
  return template.roles.map((role, position) => ({
    id: role.id as RoleId,
    name: role.title[locale],
    definition: role.definition[locale],
    tone: position % TONES,
    position,
  }));
}
