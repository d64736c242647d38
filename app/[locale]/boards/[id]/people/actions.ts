"use server";

import { ACCESS_LEVELS, type Access } from "@/lib/access/can";
import { requireUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { createInvitation, revokeInvitation } from "@/lib/db/queries/invitations";
import { changeMember, removeMember } from "@/lib/db/queries/members";
import { AppError, type Refusal, answer } from "@/lib/errors";
import { refresh } from "next/cache";
import { getBoardHub } from "@/lib/sync/board-hub";

type Done = Promise<{ ok: true } | Refusal>;

function requireAccess(value: unknown): Access {
  const access = ACCESS_LEVELS.find((level) => level === value);
  if (!access) throw new AppError("bad-input");
  return access;
}

/** The member's sockets are judged again at once; everybody else's list is drawn again. */
function announce(boardId: string, userId: string): void {
  getBoardHub().accessChanged(boardId, userId);
  getBoardHub().publish(boardId, { type: "people" });
  refresh();
}

export async function changePerson(
  boardId: string,
  userId: string,
  to: { roleId: string | null; access: Access },
): Done {
  return answer(async () => {
    const roleId = typeof to.roleId === "string" ? to.roleId : null;
    const access = requireAccess(to.access);
    await changeMember(getDb(), await requireUser(), boardId, userId, { roleId, access });
    announce(boardId, userId);
    return {};
  });
}

export async function removePerson(boardId: string, userId: string, also: { revokeLinks: boolean }): Done {
  return answer(async () => {
    const revokeLinks = also.revokeLinks === true;
    await removeMember(getDb(), await requireUser(), boardId, userId, { revokeLinks });
    announce(boardId, userId);
    return {};
  });
}

export async function createLink(
  boardId: string,
  form: FormData,
): Promise<{ ok: true; id: string } | Refusal> {
  return answer(async () => {
    const role = form.get("role");
    const uses = form.get("uses");
    const id = await createInvitation(getDb(), await requireUser(), boardId, {
      roleId: typeof role === "string" && role !== "" ? role : null,
      access: requireAccess(form.get("access")),
      days: Number(form.get("days")),
      maxUses: uses === "" ? null : Number(uses),
    });
    refresh();
    return { id };
  });
}

export async function revokeLink(boardId: string, invitationId: string): Done {
  return answer(async () => {
    await revokeInvitation(getDb(), await requireUser(), boardId, invitationId);
    refresh();
    return {};
  });
}
