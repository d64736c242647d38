"use server";

import { getLocale } from "next-intl/server";
import { parseInvitationToken } from "@/lib/auth/invitation-token";
import { countArrival } from "@/lib/auth/rate-limit";
import { requestPlace, signInAs } from "@/lib/auth/sign-in";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { joinAsGuest, joinBoard } from "@/lib/db/queries/invitations";
import { type Refusal, answer } from "@/lib/errors";
import { requireName } from "@/lib/text-limits";
import { afterJoining, announceMember } from "./after-joining";

type Result = Promise<{ ok: true; next: string } | Refusal>;

const chosenRole = (form: FormData): string | null => {
  const role = form.get("role");
  return typeof role === "string" ? role : null;
};

export async function join(token: string, form: FormData): Result {
  return answer(async () => {
    const user = await requireUser();
    const boardId = await joinBoard(getDb(), user, parseInvitationToken(token), chosenRole(form));
    announceMember(boardId, user.userId);
    return { next: await afterJoining(boardId) };
  });
}

export async function joinWithName(token: string, form: FormData): Result {
  return answer(async () => {
    const guest = {
      name: requireName(form.get("name")),
      locale: await getLocale(),
      roleId: chosenRole(form),
    };
    await countArrival(await requestPlace());
    const { userId, boardId } = await joinAsGuest(getDb(), parseInvitationToken(token), guest);
    await signInAs(userId);
    announceMember(boardId, userId);
    return { next: await afterJoining(boardId) };
  });
}
