import path from "node:path";
import type { Metadata } from "next";
import { getFormatter, getLocale, getTranslations } from "next-intl/server";
import { notFound } from "next/navigation";
import { AdminPage } from "@/components/admin/admin-page";
import type { LinkItem } from "@/components/people/people-types";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/access/can";
import { invitationLink, linksStayHere } from "@/lib/auth/invitation-link";
import { currentUser } from "@/lib/auth/user";
import { getDb, getEngine } from "@/lib/db/client";
import { getBoardHub } from "@/lib/sync/board-hub";
import { freeMegabytes } from "@/lib/db/embedded/disk-space";
import { type ListedInvitation, listAccountInvitations } from "@/lib/db/queries/invitations";
import { isSignupOpen } from "@/lib/db/queries/settings";
import { listUsers } from "@/lib/db/queries/users";
import { shortDay } from "@/lib/i18n/day";
import { redirect } from "@/lib/i18n/navigation";
import packageJson from "@/package.json";
import { SitePage } from "../site-page";
import { changeSignup, createAccountLink, revokeAccountLink } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("admin");
  return { title: t("title") };
}

export default async function Page() {
  const [user, locale] = [await currentUser(), await getLocale()];
  if (!user) return redirect({ href: { pathname: "/signin", query: { next: "/admin" } }, locale });
  if (!can(user, "instance:administer", { kind: "instance" })) notFound();
  const [t, people] = [await getTranslations("admin"), await getTranslations("people")];
  const linkItem = (invitation: ListedInvitation): LinkItem => ({
    ...invitationLink(invitation.id),
    id: invitation.id,
    roleId: null,
    access: null,
    uses: invitation.uses,
    maxUses: invitation.maxUses,
    state: invitation.state,
    expires: invitation.expiresAt.toISOString(),
  });
  return (
    <SitePage user={user}>
      <AdminPage
        signup={{ open: await isSignupOpen(getDb()), setOpen: changeSignup }}
        links={(await listAccountInvitations(getDb(), user)).map(linkItem)}
        linkActions={{ create: createAccountLink, revoke: revokeAccountLink }}
        linkNote={linksStayHere() ? <Note kind="quiet">{people("linksStayHere")}</Note> : null}
        users={(await listUsers(getDb(), user)).map((each) => ({
          id: each.id,
          name: each.name,
          contact: each.email ?? t("guest"),
          isAdmin: each.isAdmin,
          since: t("since", { date: shortDay(each.createdAt, locale) }),
        }))}
        status={await status()}
      />
    </SitePage>
  );
}

async function status(): Promise<[string, string][]> {
  const [t, format] = [await getTranslations("admin"), await getFormatter()];
  const engine = getEngine();
  const lines: [string, string][] = [
    [t("version"), packageJson.version],
    [t("engine"), t(`engines.${engine}`)],
  ];
  const instances = getBoardHub().instances();
  if (instances !== "alone") lines.push([t("instances"), t(`instanceStates.${instances}`)]);
  if (engine === "pglite") {
    const folder = path.resolve(/* turbopackIgnore: true */ process.env.DATA_DIR || ".data");
    const free = await freeMegabytes(folder);
    lines.push(
      [t("dataFolder"), folder],
      [t("free"), t("gigabytes", { size: format.number(free / 1000, { maximumFractionDigits: 1 }) })],
    );
  }
  return lines;
}
