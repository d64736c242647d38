import { parseInvitationToken } from "@/lib/auth/invitation-token";
import { getDb } from "@/lib/db/client";
import { type Invitation, readInvitation, requireOpen, requireWelcome } from "@/lib/db/queries/invitations";
import { type ErrorCode, isAppError } from "@/lib/errors";

/** What a link opens, or why it does not. `invitation` is also there when the link has only run out. */
export async function loadInvitation(
  token: string,
  userId: string | undefined,
): Promise<
  { ok: true; invitation: Invitation } | { ok: false; code: ErrorCode; invitation: Invitation | null }
> {
  let invitation: Invitation | null = null;
  try {
    invitation = await readInvitation(getDb(), parseInvitationToken(token));
    requireOpen(invitation);
    if (userId !== undefined) await requireWelcome(getDb(), invitation, userId);
    return { ok: true, invitation };
  } catch (error) {
    if (isAppError(error)) return { ok: false, code: error.code, invitation };
    throw error;
  }
}
