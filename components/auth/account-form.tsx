"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./door.module.css";

const NAME = ["name-missing", "name-too-long"] as const;
const EMAIL = ["email-invalid", "email-taken"] as const;
const PASSWORD = ["weak-password"] as const;
const ROLE = ["role-missing"] as const;

interface Props {
  /** Makes the account, signs in, and says where to go. */
  create: (form: FormData) => Promise<{ ok: true; next: string } | Refusal>;
  action: string;
  /** Choice of a role, where the invitation leaves it open; shows what is wrong with it. */
  role?: (error: string | undefined) => ReactNode;
}

/** A new account: name, e-mail, password. */
export function AccountForm({ create, action, role }: Props) {
  const t = useTranslations("auth");
  const text = useFailureText();
  const { onSubmit, failure, disabled } = useSubmit(create, ({ next }) => window.location.assign(next), {
    leaves: true,
  });
  const shown = text(failure, [...NAME, ...EMAIL, ...PASSWORD, ...(role ? ROLE : [])]);
  return (
    <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
      <TextField label={t("name")} name="name" autoComplete="name" required error={text(failure, NAME)} />
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        required
        error={text(failure, EMAIL)}
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="new-password"
        hint={t("passwordHint")}
        required
        error={text(failure, PASSWORD)}
      />
      {role?.(text(failure, ROLE))}
      {failure && !shown ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
      <Button type="submit" kind="primary" size="l" disabled={disabled}>
        {action}
      </Button>
    </form>
  );
}
