"use server";

import { refresh } from "next/cache";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { createAccountInvitation, revokeAccountInvitation } from "@/lib/db/queries/invitations";
import { setSignupOpen } from "@/lib/db/queries/settings";
import { type Refusal, answer } from "@/lib/errors";

type Done = Promise<{ ok: true } | Refusal>;

export async function changeSignup(open: boolean): Done {
  return answer(async () => {
    await setSignupOpen(getDb(), await requireUser(), open === true);
    refresh();
    return {};
  });
}

export async function createAccountLink(form: FormData): Promise<{ ok: true; id: string } | Refusal> {
  return answer(async () => {
    const uses = form.get("uses");
    const id = await createAccountInvitation(getDb(), await requireUser(), {
      days: Number(form.get("days")),
      maxUses: uses === "" ? null : Number(uses),
    });
    refresh();
    return { id };
  });
}

export async function revokeAccountLink(invitationId: string): Done {
  return answer(async () => {
    await revokeAccountInvitation(getDb(), await requireUser(), invitationId);
    refresh();
    return {};
  });
}
