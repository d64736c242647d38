import * as Y from "yjs";
import { readBoard } from "@/lib/board/read";
import { seedBoard } from "@/lib/board/seed";
import { builtInTemplate } from "@/lib/board/templates/catalogue";
import type { Board } from "@/lib/board/types";
import type { Locale } from "@/lib/i18n/locales";

const made = new Map<Locale, Board>();

/** The built-in template as a board, painted with its published ratings: what the front page shows. */
export function templateBoard(locale: Locale): Board {
  const known = made.get(locale);
  if (known) return known;
  const doc = new Y.Doc();
  Y.applyUpdate(doc, seedBoard(builtInTemplate("ml-lifecycle"), { locale, withRatings: true }));
  const board = readBoard(doc);
  doc.destroy();
  made.set(locale, board);
  return board;
}
