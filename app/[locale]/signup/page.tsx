import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { Note } from "@/components/ui/note";
import { currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { listRoles } from "@/lib/db/queries/boards";
import { isSignupOpen } from "@/lib/db/queries/settings";
import { Link, redirect } from "@/lib/i18n/navigation";
import { loadInvitation } from "../join/[token]/load-invitation";
import { SitePage } from "../site-page";
import { signUp, signUpInvited } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("createAccount") };
}

export default async function SignUpPage({
  searchParams,
}: {
  searchParams: Promise<{ invitation?: string | string[] }>;
}) {
  const { invitation: token } = await searchParams;
  const locale = await getLocale();
  if (await currentUser()) return redirect({ href: "/", locale });
  const t = await getTranslations("auth");
  const errors = await getTranslations("errors");
  const below = t.rich("haveAccount", {
    link: (chunks) => (
      <Link
        href={
          typeof token === "string" ? { pathname: "/signin", query: { next: `/join/${token}` } } : "/signin"
        }
      >
        {chunks}
      </Link>
    ),
  });

  if (typeof token === "string") {
    const found = await loadInvitation(token, undefined);
    if (!found.ok) {
      return (
        <SitePage user={null} signIn>
          <Door
            title={t("invitationTitle")}
            below={below}
            notice={<Note kind="warn">{errors(found.code)}</Note>}
          />
        </SitePage>
      );
    }
    const { board, invitedBy } = found.invitation;
    const roles = board && board.roleId === null ? await listRoles(getDb(), board.id) : [];
    const lead = board
      ? t.rich("invitedToBoard", { name: invitedBy, title: board.title, b: (chunks) => <b>{chunks}</b> })
      : t.rich("invitedToInstance", { name: invitedBy, b: (chunks) => <b>{chunks}</b> });
    return (
      <SitePage user={null}>
        <Door title={t("createAccount")} lead={lead} below={below}>
          <SignUpForm create={signUpInvited.bind(null, token)} roles={roles} />
        </Door>
      </SitePage>
    );
  }

  if (!(await isSignupOpen(getDb()))) {
    return (
      <SitePage user={null}>
        <Door
          title={t("createAccount")}
          below={below}
          notice={
            <Note kind="quiet" icon="lock">
              {errors("signup-closed")}
            </Note>
          }
        />
      </SitePage>
    );
  }
  return (
    <SitePage user={null}>
      <Door title={t("createAccount")} below={below}>
        <SignUpForm create={signUp} roles={[]} />
      </Door>
    </SitePage>
  );
}
