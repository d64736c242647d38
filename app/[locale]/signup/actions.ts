"use server";

import { getLocale } from "next-intl/server";
import { requireEmail } from "@/lib/auth/email";
import { parseInvitationToken } from "@/lib/auth/invitation-token";
import { hashPassword, requirePassword } from "@/lib/auth/password";
import { countArrival } from "@/lib/auth/rate-limit";
import { requestPlace, signInAs } from "@/lib/auth/sign-in";
import { getDb } from "@/lib/db/client";
import { signUpByInvitation } from "@/lib/db/queries/invitations";
import { signUpOpenly } from "@/lib/db/queries/settings";
import { type Refusal, answer } from "@/lib/errors";
import { requireName } from "@/lib/text-limits";
import { afterJoining, announceMember } from "../join/[token]/after-joining";

type Result = Promise<{ ok: true; next: string } | Refusal>;

/** Parsed before the password is hashed: what is wrong with the form costs nothing to say. */
async function typedAccount(form: FormData) {
  const name = requireName(form.get("name"));
  const email = requireEmail(form.get("email"));
  const password = requirePassword(form.get("password"));
  await countArrival(await requestPlace());
  return { name, email, passwordHash: await hashPassword(password), locale: await getLocale() };
}

export async function signUp(form: FormData): Result {
  return answer(async () => {
    await signInAs(await signUpOpenly(getDb(), await typedAccount(form)));
    return { next: await afterJoining(null) };
  });
}

export async function signUpInvited(token: string, form: FormData): Result {
  return answer(async () => {
    const account = await typedAccount(form);
    const role = form.get("role");
    const joined = await signUpByInvitation(
      getDb(),
      parseInvitationToken(token),
      account,
      typeof role === "string" ? role : null,
    );
    await signInAs(joined.userId);
    if (joined.boardId !== null) announceMember(joined.boardId, joined.userId);
    return { next: await afterJoining(joined.boardId) };
  });
}
