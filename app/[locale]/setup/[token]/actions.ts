"use server";

import { getLocale } from "next-intl/server";
import { requireEmail } from "@/lib/auth/email";
import { hashPassword, requirePassword } from "@/lib/auth/password";
import { countArrival } from "@/lib/auth/rate-limit";
import { requestPlace, signInAs } from "@/lib/auth/sign-in";
import { getDb } from "@/lib/db/client";
import { createFirstAdministrator } from "@/lib/db/queries/setup";
import { hashSetupToken } from "@/lib/db/queries/setup-token";
import { type Refusal, answer } from "@/lib/errors";
import { getPathname } from "@/lib/i18n/navigation";
import { requireName } from "@/lib/text-limits";

export async function setUp(token: string, form: FormData): Promise<{ ok: true; next: string } | Refusal> {
  return answer(async () => {
    const name = requireName(form.get("name"));
    const email = requireEmail(form.get("email"));
    const password = requirePassword(form.get("password"));
    await countArrival(await requestPlace());
    const locale = await getLocale();
    const account = { name, email, passwordHash: await hashPassword(password), locale };
    await signInAs(await createFirstAdministrator(getDb(), hashSetupToken(token), account));
    return { next: getPathname({ href: "/", locale }) };
  });
}
