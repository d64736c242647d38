"use server";

import type { TemplateInBothLanguages } from "@/components/home/new-board-types";
import { can } from "@/lib/access/can";
import { requireUser } from "@/lib/auth/user";
import { type Template, parseTemplateText } from "@/lib/board/template";
import { builtInTemplate, isTemplateId } from "@/lib/board/templates/catalogue";
import { getDb } from "@/lib/db/client";
import { createBoard as storeBoard } from "@/lib/db/queries/new-board";
import { AppError, type Refusal, answer } from "@/lib/errors";
import { isLocale } from "@/lib/i18n/locales";
import { offer } from "./offered-template";

function requireTemplate(text: string): Template {
  const parsed = parseTemplateText(text);
  if (!parsed.ok) throw new AppError(parsed.problem.code, parsed.problem.values);
  return parsed.template;
}

/** Reads a file without making anything of it. */
export async function checkTemplate(
  text: string,
): Promise<{ ok: true; template: TemplateInBothLanguages } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    if (!can(user, "board:create", { kind: "instance" })) throw new AppError("guests-take-part");
    return { template: offer(requireTemplate(String(text)), true) };
  });
}

export async function createBoard(form: FormData): Promise<{ ok: true; boardId: string } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    const typed = (name: string): string => {
      const value = form.get(name);
      return typeof value === "string" ? value : "";
    };
    const choice = typed("template");
    const locale = typed("locale");
    if (!isLocale(locale)) throw new AppError("bad-input");
    const template = isTemplateId(choice) ? builtInTemplate(choice) : requireTemplate(typed("file"));
    const boardId = await storeBoard(getDb(), user, {
      template,
      locale,
      title: typed("title"),
      question: typed("question"),
      optionNoun: { one: typed("one"), many: typed("many") },
      withRatings: typed("ratings") === "with",
      roleId: typed("role") || null,
    });
    return { boardId };
  });
}
