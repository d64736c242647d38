"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Note } from "../ui/note";
import { type Failure, useFailureText, useHydrated } from "../ui/use-submit";
import styles from "./admin.module.css";

interface Props {
  open: boolean;
  setOpen: (open: boolean) => Promise<{ ok: true } | Refusal>;
}

/** Whether anybody may make an account. */
export function SignupToggle({ open, setOpen }: Props) {
  const t = useTranslations("admin");
  const text = useFailureText();
  const ready = useHydrated();
  const [failure, setFailure] = useState<Failure | null>(null);
  async function change() {
    setFailure(null);
    try {
      const result = await setOpen(!open);
      if (!result.ok) setFailure(result.error);
    } catch {
      // Out of reach, or failed and logged: the switch shows what still holds.
      setFailure({ code: "unavailable" });
    }
  }
  return (
    <>
      <div className={styles.toggle}>
        <button
          type="button"
          role="switch"
          aria-checked={open}
          aria-labelledby="open-signup"
          aria-describedby="open-signup-text"
          disabled={!ready}
          onClick={() => void change()}
        />
        <div>
          <b id="open-signup">{t("openSignup")}</b>
          <p id="open-signup-text" className={styles.text}>
            {open ? t("signupIsOpen") : t("signupIsClosed")}
          </p>
        </div>
      </div>
      {failure ? (
        <Note kind="danger" alert>
          {text(failure)}
        </Note>
      ) : null}
    </>
  );
}
