import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { currentUser } from "@/lib/auth/user";
import { FrontPage } from "./front-page";
import { HomePage } from "./home-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("home");
  return (await currentUser()) ? { title: t("title") } : { description: t("front.lead") };
}

export default async function Page() {
  const user = await currentUser();
  return user ? <HomePage user={user} /> : <FrontPage />;
}
