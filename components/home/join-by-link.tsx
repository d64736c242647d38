"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import { pastedInvitation } from "@/lib/pasted-invitation";
import { Button } from "../ui/button";
import { useHydrated } from "../ui/use-submit";
import styles from "./front.module.css";

export function JoinByLink() {
  const t = useTranslations("home.front");
  const id = useId();
  const router = useRouter();
  const ready = useHydrated();
  const [wrong, setWrong] = useState(false);
  const go = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = pastedInvitation(String(new FormData(event.currentTarget).get("link")));
    setWrong(token === undefined);
    if (token !== undefined) router.push(`/join/${token}`);
  };
  return (
    <form className={styles.code} method="post" onSubmit={go} noValidate>
      <label htmlFor={id}>{t("invited")}</label>
      <div className={styles.fields}>
        <input
          id={id}
          name="link"
          aria-label={t("link")}
          aria-invalid={wrong || undefined}
          aria-describedby={wrong ? `${id}-error` : undefined}
          placeholder={t("linkHint")}
          autoComplete="off"
        />
        <Button type="submit" disabled={!ready}>
          {t("join")}
        </Button>
      </div>
      {wrong ? (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {t("notALink")}
        </p>
      ) : null}
    </form>
  );
}
