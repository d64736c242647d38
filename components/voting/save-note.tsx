"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { BallotSnapshot, BallotStore } from "./ballot-store";
import styles from "./save-note.module.css";

/** The truth of saving, in a word. What went wrong stands in `SaveTrouble`. */
export function SaveNote({ save }: { save: BallotSnapshot["save"] }) {
  const t = useTranslations("vote");
  return (
    <span className={styles.note} role="status" data-state={save.state}>
      {save.state === "saved" ? <Icon name="check" /> : save.state === "failed" ? <Icon name="warn" /> : null}
      {save.state === "untouched" ? null : t(`save.${save.state}`)}
    </span>
  );
}

/** Why answers are not on the server, that they are kept here, and what to do. */
export function SaveTrouble({ save, store }: { save: BallotSnapshot["save"]; store: BallotStore }) {
  const t = useTranslations();
  if (save.state !== "failed") return null;
  return (
    <div className={styles.trouble} role="alert">
      <Icon name="warn" size={18} />
      <p>
        <b>{t("vote.notSaved")}</b> {t(`errors.${save.code}`, save.values)}{" "}
        {save.retrying ? t("vote.keptRetrying") : t("vote.keptHere")}
      </p>
      <div>
        {save.code === "round-not-open" || save.code === "not-yours-to-score" || save.code === "bad-input" ? (
          <Button size="s" onClick={() => (store.discard(), location.reload())}>
            {t("vote.discard")}
          </Button>
        ) : (
          <Button size="s" onClick={() => void store.flush()}>
            {t("vote.tryAgain")}
          </Button>
        )}
      </div>
    </div>
  );
}
