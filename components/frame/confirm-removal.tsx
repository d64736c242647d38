"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import styles from "./add-item.module.css";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** What will go. */
  text: string;
  onConfirm: () => Promise<Refusal["error"] | null>;
}

export function ConfirmRemoval({ open, onOpenChange, title, text, onConfirm }: Props) {
  const t = useTranslations();
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const [busy, setBusy] = useState(false);
  const confirm = async () => {
    setBusy(true);
    const problem = await onConfirm();
    setBusy(false);
    setRefused(problem);
    if (!problem) onOpenChange(false);
  };
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={text}>
      {refused ? (
        <p role="alert" className={styles.error}>
          {t(`errors.${refused.code}`, refused.values)}
        </p>
      ) : null}
      <div className={styles.buttons}>
        <Button onClick={() => onOpenChange(false)}>{t("common.cancel")}</Button>
        <Button kind="danger" disabled={busy} onClick={() => void confirm()}>
          {t("frame.remove")}
        </Button>
      </div>
    </Dialog>
  );
}
