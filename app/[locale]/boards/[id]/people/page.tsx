import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { PeopleLive } from "@/components/people/people-live";
import { PeoplePage } from "@/components/people/people-page";
import type { LinkItem } from "@/components/people/people-types";
import { BoardHeader } from "@/components/shell/board-header";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/access/can";
import { invitationLink, linksStayHere } from "@/lib/auth/invitation-link";
import { getDb } from "@/lib/db/client";
import { type ListedInvitation, listInvitations } from "@/lib/db/queries/invitations";
import { listMembers } from "@/lib/db/queries/members";
import { shortDay } from "@/lib/i18n/day";
import { loadBoardPage } from "../board-page";
import { changePerson, createLink, removePerson, revokeLink } from "./actions";

type Params = { params: Promise<{ locale: string; id: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("people");
  return { title: t("title") };
}

export default async function Page({ params }: Params) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, `/boards/${id}/people`, "people:read");
  const manages = can(user, "people:manage", { kind: "board", access: standing.access });
  const [t, locale] = [await getTranslations("people"), await getLocale()];
  const members = await listMembers(getDb(), user, id);
  const linkItem = (invitation: ListedInvitation): LinkItem => ({
    ...invitationLink(invitation.id),
    id: invitation.id,
    roleId: invitation.roleId,
    access: invitation.access,
    uses: invitation.uses,
    maxUses: invitation.maxUses,
    state: invitation.state,
    expires: invitation.expiresAt.toISOString(),
  });
  const manage = manages
    ? {
        members: { change: changePerson.bind(null, id), remove: removePerson.bind(null, id) },
        links: (await listInvitations(getDb(), user, id)).map(linkItem),
        linkActions: { create: createLink.bind(null, id), revoke: revokeLink.bind(null, id) },
        note: linksStayHere() ? <Note kind="quiet">{t("linksStayHere")}</Note> : null,
      }
    : null;
  return (
    <>
      <BoardHeader boardId={id} title={standing.title} view={null} voteLeadsTo={manages ? "room" : "vote"} />
      <PeoplePage
        people={members.map((member) => ({
          userId: member.userId,
          name: member.name,
          isGuest: member.isGuest,
          isMe: member.userId === user.userId,
          roleId: member.roleId,
          access: member.access,
          joined: t("since", { date: shortDay(member.joinedAt, locale) }),
        }))}
        roles={roles.map(({ id: roleId, name, tone }) => ({ id: roleId, name, tone }))}
        manage={manage}
      />
      <PeopleLive boardId={id} />
    </>
  );
}
