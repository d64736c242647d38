"use server";

import { refresh } from "next/cache";
import { signOutHere } from "@/lib/auth/sign-in";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { endSessions as endRows } from "@/lib/db/queries/sessions";
import { updateProfile } from "@/lib/db/queries/users";
import { AppError, type Refusal, answer } from "@/lib/errors";
import { type Locale, isLocale } from "@/lib/i18n/locales";
import { getBoardHub } from "@/lib/sync/board-hub";
import { requireName } from "@/lib/text-limits";

export async function saveProfile(form: FormData): Promise<{ ok: true; locale: Locale } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    const name = requireName(form.get("name"));
    const locale = form.get("locale");
    if (!isLocale(locale)) throw new AppError("bad-input");
    await updateProfile(getDb(), user, { name, locale });
    refresh();
    return { locale };
  });
}

export async function endSessions(here: boolean): Promise<{ ok: true } | Refusal> {
  return answer(async () => {
    const user = await requireUser();
    for (const ended of await endRows(getDb(), user, user.sessionId)) getBoardHub().sessionEnded(ended);
    if (here === true) await signOutHere(user.sessionId);
    else refresh();
    return {};
  });
}
