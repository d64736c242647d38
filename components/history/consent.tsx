"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { Note } from "../ui/note";
import { type Failure, useFailureText } from "../ui/use-submit";
import styles from "./history.module.css";

interface Props {
  /** What will happen, one sentence each. */
  happens: readonly string[];
  /** The button's words. */
  action: string;
  act: () => Promise<{ ok: true } | Refusal>;
  onClose: () => void;
  onDone: () => void;
}

/** The end of a dialog: what will happen, and the button that makes it happen. */
export function Consent({ happens, action, act, onClose, onDone }: Props) {
  const t = useTranslations();
  const text = useFailureText();
  const [failure, setFailure] = useState<Failure | null>(null);
  const [busy, setBusy] = useState(false);

  async function run() {
    setBusy(true);
    setFailure(null);
    try {
      const result = await act();
      if (result.ok) return onDone();
      setFailure(result.error);
    } catch {
      // Out of reach, or failed and logged: what holds shows when the page is loaded again.
      setFailure({ code: "unavailable" });
    }
    setBusy(false);
  }

  return (
    <>
      <h3 className={styles.subtitle}>{t("history.whatHappens")}</h3>
      <ul className={styles.happens}>
        {happens.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      {failure ? (
        <div className={styles.failure}>
          <Note kind="danger" alert>
            {text(failure)}
          </Note>
        </div>
      ) : null}
      <div className={styles.buttons}>
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button kind="primary" disabled={busy} onClick={() => void run()}>
          {action}
        </Button>
      </div>
    </>
  );
}
