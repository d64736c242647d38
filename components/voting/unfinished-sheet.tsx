"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Button } from "../ui/button";
import styles from "./unfinished-sheet.module.css";

interface Props {
  /** Cells without an answer. */
  missing: number;
  /** Weights were asked for and none is given. */
  weightless: boolean;
  onSend: () => void;
  onClose: () => void;
}

/** Asked once before a ballot with holes is sent: what is missing, and what that means. */
export function UnfinishedSheet({ missing, weightless, onSend, onClose }: Props) {
  const t = useTranslations("vote.unfinished");
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (element && !element.open) element.showModal();
  }, []);
  return (
    <dialog ref={dialog} className={styles.sheet} aria-labelledby="unfinished-title" onClose={onClose}>
      <h2 id="unfinished-title">{t("title")}</h2>
      {missing > 0 ? <p>{t("missing", { count: missing })}</p> : null}
      {weightless ? <p>{t("weightless")}</p> : null}
      <p>{t("later")}</p>
      <div>
        <Button size="l" onClick={() => dialog.current?.close()}>
          {t("goOn")}
        </Button>
        <Button kind="primary" size="l" onClick={onSend}>
          {t("send")}
        </Button>
      </div>
    </dialog>
  );
}
