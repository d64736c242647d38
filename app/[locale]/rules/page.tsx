import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import french from "@/components/rules/rules.fr.md";
import { RulesPage } from "@/components/rules/rules-page";
import { translatedRules } from "@/components/rules/translated-rules";
import rules from "@/lib/decision/RULES.md";
import { parseRules } from "@/lib/decision/rules-text";
import { SitePage } from "../site-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rules");
  return { title: t("title") };
}

/** For anybody: whoever holds a record may ask what its figures stand on. */
export default async function Page() {
  const locale = await getLocale();
  return (
    <SitePage signIn>
      <RulesPage rules={translatedRules(parseRules(rules), locale === "fr" ? parseRules(french) : null)} />
    </SitePage>
  );
}
