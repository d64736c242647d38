"use client";

import { useTranslations } from "next-intl";
import { useRef, useState } from "react";
import { Button } from "../ui/button";
import { TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import { useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./history.module.css";
import type { HistoryActions } from "./history-types";
import { NAME_FAILURES } from "./name-failures";

/** The present state as a version with a name. */
export function KeepForm({ keep }: { keep: NonNullable<HistoryActions["keep"]> }) {
  const t = useTranslations("history");
  const text = useFailureText();
  const form = useRef<HTMLFormElement>(null);
  const [kept, setKept] = useState<string | null>(null);
  const { onSubmit, failure, disabled } = useSubmit(keep, ({ name }) => {
    setKept(name);
    form.current?.reset();
  });
  const ofName = text(failure, NAME_FAILURES);
  return (
    <>
      {failure && !ofName ? (
        <div className={styles.failure}>
          <Note kind="danger" alert>
            {text(failure)}
          </Note>
        </div>
      ) : null}
      <form ref={form} className={styles.keep} method="post" onSubmit={onSubmit} aria-label={t("keep")}>
        <TextField
          name="name"
          label={t("name")}
          placeholder={t("nameExample")}
          autoComplete="off"
          error={ofName}
        />
        <Button type="submit" kind="primary" disabled={disabled}>
          {t("keepNow")}
        </Button>
      </form>
      <p className={styles.kept} role="status">
        {kept !== null && failure === null ? (
          <>
            <Icon name="check" /> {t("kept", { name: kept })}
          </>
        ) : null}
      </p>
    </>
  );
}
