import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { InvitationFacts, OtherWays } from "@/components/auth/invitation-facts";
import { JoinForm } from "@/components/auth/join-form";
import { Note } from "@/components/ui/note";
import { currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { findStanding, listRoles } from "@/lib/db/queries/boards";
import { Link, redirect } from "@/lib/i18n/navigation";
import { SitePage } from "../../site-page";
import { join, joinWithName } from "./actions";
import { joinedPath } from "./after-joining";
import { loadInvitation } from "./load-invitation";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("invitationTitle"), robots: { index: false } };
}

export default async function JoinPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [user, locale] = [await currentUser(), await getLocale()];
  const found = await loadInvitation(token, user?.userId);
  const board = found.invitation?.board ?? null;
  // Who is on the board goes straight in, also through a link that has run out.
  if (user && board && (await findStanding(getDb(), user.userId, board.id))) {
    return redirect({ href: await joinedPath(board.id), locale });
  }
  const t = await getTranslations("auth");
  const errors = await getTranslations("errors");
  if (!found.ok) {
    return (
      <SitePage user={user} signIn>
        <Door title={t("invitationTitle")} notice={<Note kind="warn">{errors(found.code)}</Note>} />
      </SitePage>
    );
  }
  if (!board) {
    if (!user) return redirect({ href: { pathname: "/signup", query: { invitation: token } }, locale });
    return (
      <SitePage user={user}>
        <Door
          title={t("invitationTitle")}
          notice={
            <Note kind="quiet" icon="check">
              {t("accountAlready")}
            </Note>
          }
        />
      </SitePage>
    );
  }
  const roles = await listRoles(getDb(), board.id);
  const fixed = roles.find((role) => role.id === board.roleId);
  const lead = (
    <InvitationFacts
      inviter={t.rich("invitesYou", { name: found.invitation.invitedBy, b: (chunks) => <b>{chunks}</b> })}
      role={fixed ? { label: t("asRole", { role: fixed.name }), tone: fixed.tone } : null}
      access={t(`accessMeans.${board.access}`)}
    />
  );
  const choice = fixed ? [] : roles;
  return (
    <SitePage user={user}>
      <Door title={board.title} lead={lead}>
        {user ? (
          <JoinForm join={join.bind(null, token)} name={user.name} roles={choice} />
        ) : (
          <>
            <JoinForm join={joinWithName.bind(null, token)} name={null} roles={choice} />
            <OtherWays>
              <p>
                {t.rich("orSignIn", {
                  link: (chunks) => (
                    <Link href={{ pathname: "/signin", query: { next: `/join/${token}` } }}>{chunks}</Link>
                  ),
                })}
              </p>
              <p>
                {t.rich("orSignUp", {
                  link: (chunks) => (
                    <Link href={{ pathname: "/signup", query: { invitation: token } }}>{chunks}</Link>
                  ),
                })}
              </p>
            </OtherWays>
          </>
        )}
      </Door>
    </SitePage>
  );
}
