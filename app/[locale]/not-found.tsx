import { getTranslations } from "next-intl/server";
import { Door } from "@/components/auth/door";
import { Link } from "@/lib/i18n/navigation";
import { SitePage } from "./site-page";

/** The same page for what is not there and for what is not yours. */
export default async function NotFound() {
  const t = await getTranslations("common.notFound");
  return (
    <SitePage signIn>
      <Door title={t("title")} lead={t("text")} below={<Link href="/">{t("home")}</Link>} />
    </SitePage>
  );
}
