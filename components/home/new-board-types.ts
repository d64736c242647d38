import type { Locale } from "@/lib/i18n/locales";
import type { ThumbnailCard } from "./board-thumbnail";

/** A template as the form offers it, in one language. */
export interface OfferedTemplate {
  /** Empty where the person names the board themselves. */
  title: string;
  question: string;
  optionNoun: { one: string; many: string };
  roles: { id: string; name: string; tone: number }[];
  tasks: number;
  options: number;
  criteria: number;
  hasRatings: boolean;
  cards: ThumbnailCard[];
}

export type TemplateInBothLanguages = Record<Locale, OfferedTemplate>;

export const TEMPLATE_CHOICES = ["ml-lifecycle", "empty", "file"] as const;
export type TemplateChoice = (typeof TEMPLATE_CHOICES)[number];

/** A file larger than this is not even sent. */
export const MAX_FILE_BYTES = 1_000_000;
