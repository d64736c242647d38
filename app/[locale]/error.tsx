"use client";

import { useTranslations } from "next-intl";
import { Door } from "@/components/auth/door";
import { Button } from "@/components/ui/button";

/** A bug, or the database out of reach. The server has logged which. */
export default function ErrorPage({ retry }: { error: Error; retry: () => void }) {
  const t = useTranslations("common.failed");
  return <Door title={t("title")} lead={t("text")} below={<Button onClick={retry}>{t("again")}</Button>} />;
}
