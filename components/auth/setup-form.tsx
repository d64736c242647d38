"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/errors";
import { AccountForm } from "./account-form";

export function SetupForm({
  create,
}: {
  create: (form: FormData) => Promise<{ ok: true; next: string } | Refusal>;
}) {
  const t = useTranslations("auth");
  return <AccountForm create={create} action={t("becomeAdministrator")} />;
}
