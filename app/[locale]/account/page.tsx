import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { AccountPage } from "@/components/admin/account-page";
import { currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { listSessions } from "@/lib/db/queries/sessions";
import { getProfile } from "@/lib/db/queries/users";
import { redirect } from "@/lib/i18n/navigation";
import { SitePage } from "../site-page";
import { endSessions, saveProfile } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("account");
  return { title: t("title") };
}

export default async function Page() {
  const [user, locale] = [await currentUser(), await getLocale()];
  if (!user) return redirect({ href: { pathname: "/signin", query: { next: "/account" } }, locale });
  const sessions = await listSessions(getDb(), user);
  return (
    <SitePage user={user}>
      <AccountPage
        profile={await getProfile(getDb(), user)}
        sessions={sessions.map((session) => ({
          id: session.id,
          started: session.startedAt.toISOString(),
          here: session.id === user.sessionId,
        }))}
        save={saveProfile}
        endSessions={endSessions}
      />
    </SitePage>
  );
}
