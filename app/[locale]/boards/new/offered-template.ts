import * as Y from "yjs";
import type { OfferedTemplate, TemplateInBothLanguages } from "@/components/home/new-board-types";
import { readBoard } from "@/lib/board/read";
import { seedBoard } from "@/lib/board/seed";
import type { Template } from "@/lib/board/template";
import { hasRatings } from "@/lib/board/template-ratings";
import { rolesOf } from "@/lib/db/queries/new-board";
import type { Locale } from "@/lib/i18n/locales";
import { summarise } from "../../board-summary";

/** What the form needs to know of a template. `named`: its title is one for the board, too. */
export function offer(template: Template, named: boolean): TemplateInBothLanguages {
  return { en: offerIn(template, "en", named), fr: offerIn(template, "fr", named) };
}

function offerIn(template: Template, locale: Locale, named: boolean): OfferedTemplate {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(template, { locale, withRatings: true }));
  const board = readBoard(doc);
  doc.destroy();
  return {
    title: named ? board.title : "",
    question: board.question,
    optionNoun: board.optionNoun,
    roles: rolesOf(template, locale).map(({ id, name, tone }) => ({ id, name, tone })),
    tasks: board.tasks.length,
    options: board.options.length,
    criteria: board.criteria.length,
    hasRatings: hasRatings(template),
    cards: summarise(board).cards,
  };
}
