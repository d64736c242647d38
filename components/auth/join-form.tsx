"use client";

import { useTranslations } from "next-intl";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./door.module.css";
import { type ChoosableRole, RoleChoice } from "./role-choice";

const NAME = ["name-missing", "name-too-long"] as const;
const ROLE = ["role-missing"] as const;

interface Props {
  join: (form: FormData) => Promise<{ ok: true; next: string } | Refusal>;
  /** Who is signed in; null asks for a name and joins as a guest. */
  name: string | null;
  /** Roles to choose from, where the link leaves that open. */
  roles: ChoosableRole[];
}

export function JoinForm({ join, name, roles }: Props) {
  const t = useTranslations("auth");
  const text = useFailureText();
  const { onSubmit, failure, disabled } = useSubmit(join, ({ next }) => window.location.assign(next), {
    leaves: true,
  });
  const shown = text(failure, [...NAME, ...(roles.length > 0 ? ROLE : [])]);
  return (
    <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
      {name === null ? (
        <TextField
          label={t("name")}
          name="name"
          autoComplete="name"
          hint={t("guestNameHint")}
          required
          error={text(failure, NAME)}
        />
      ) : null}
      {roles.length > 0 ? <RoleChoice roles={roles} error={text(failure, ROLE)} /> : null}
      {failure && !shown ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
      <Button type="submit" kind="primary" size="l" disabled={disabled}>
        {name === null ? t("joinAsGuest") : t("joinAs", { name })}
      </Button>
    </form>
  );
}
