import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { SetupForm } from "@/components/auth/setup-form";
import { Note } from "@/components/ui/note";
import { getDb } from "@/lib/db/client";
import { hasAdministrator, isSetupToken } from "@/lib/db/queries/setup";
import { hashSetupToken } from "@/lib/db/queries/setup-token";
import { SitePage } from "../../site-page";
import { setUp } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auth");
  return { title: t("setupTitle") };
}

export default async function SetupPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("auth");
  if (await isSetupToken(getDb(), hashSetupToken(token))) {
    return (
      <SitePage user={null}>
        <Door title={t("setupTitle")} lead={t("setupLead")}>
          <SetupForm create={setUp.bind(null, token)} />
        </Door>
      </SitePage>
    );
  }
  const errors = await getTranslations("errors");
  const done = await hasAdministrator(getDb());
  return (
    <SitePage signIn={done}>
      <Door
        title={t("setupTitle")}
        notice={
          <Note kind="warn" icon={done ? "lock" : "warn"}>
            {done ? errors("setup-done") : t("setupWrongLink")}
          </Note>
        }
      />
    </SitePage>
  );
}
