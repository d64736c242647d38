"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/errors";
import { AccountForm } from "./account-form";
import { type ChoosableRole, RoleChoice } from "./role-choice";

interface Props {
  create: (form: FormData) => Promise<{ ok: true; next: string } | Refusal>;
  /** Roles to choose from, where an invitation leaves that open. */
  roles: ChoosableRole[];
}

export function SignUpForm({ create, roles }: Props) {
  const t = useTranslations("auth");
  return (
    <AccountForm
      create={create}
      action={t("createAccount")}
      {...(roles.length > 0
        ? { role: (error: string | undefined) => <RoleChoice roles={roles} error={error} /> }
        : {})}
    />
  );
}
