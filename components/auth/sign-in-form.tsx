"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./door.module.css";
import { requestSignIn } from "./request-sign-in";

export function SignInForm({ next }: { next: string }) {
  const t = useTranslations("auth");
  const failureText = useFailureText();
  const { onSubmit, failure, disabled } = useSubmit(
    (form) => requestSignIn(String(form.get("email")), String(form.get("password"))),
    // A full load: what was drawn for nobody is drawn again for this person.
    () => window.location.assign(next),
    { leaves: true },
  );
  return (
    <form className={styles.form} method="post" noValidate onSubmit={onSubmit}>
      <TextField
        label={t("email")}
        name="email"
        type="email"
        autoComplete="username"
        inputMode="email"
        required
      />
      <TextField
        label={t("password")}
        name="password"
        type="password"
        autoComplete="current-password"
        required
      />
      {failure ? (
        <Note kind="danger" alert>
          {failureText(failure)}
        </Note>
      ) : null}
      <Button type="submit" kind="primary" size="l" disabled={disabled}>
        {t("signIn")}
      </Button>
    </form>
  );
}
