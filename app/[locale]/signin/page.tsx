import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { SignInForm } from "@/components/auth/sign-in-form";
import { safeNextPath } from "@/lib/auth/next-path";
import { currentUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { isSignupOpen } from "@/lib/db/queries/settings";
import { hasAdministrator } from "@/lib/db/queries/setup";
import { Link, getPathname, redirect } from "@/lib/i18n/navigation";
import { SitePage } from "../site-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("signIn") };
}

export default async function SignInPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string | string[] }>;
}) {
  const next = safeNextPath((await searchParams).next);
  const locale = await getLocale();
  if (await currentUser()) return redirect({ href: next, locale });
  // Nobody can sign in yet: the front page says what to do.
  if (!(await hasAdministrator(getDb()))) return redirect({ href: "/", locale });
  const t = await getTranslations("auth");
  const below = (await isSignupOpen(getDb()))
    ? t.rich("noAccountYet", { link: (chunks) => <Link href="/signup">{chunks}</Link> })
    : t("noAccountClosed");
  return (
    <SitePage user={null}>
      <Door title={t("signIn")} lead={next === "/" ? undefined : t("signInToGoOn")} below={below}>
        <SignInForm next={getPathname({ href: next, locale })} />
      </Door>
    </SitePage>
  );
}
