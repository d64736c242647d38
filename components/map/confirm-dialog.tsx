"use client";

import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import styles from "./confirm-dialog.module.css";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  /** Exactly what will go. */
  description: string;
  action: string;
  onConfirm: () => void;
}

export function ConfirmDialog({ open, onOpenChange, title, description, action, onConfirm }: Props) {
  const t = useTranslations("common");
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={title} description={description}>
      <div className={styles.actions}>
        <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
        <Button
          kind="danger"
          onClick={() => {
            onOpenChange(false);
            onConfirm();
          }}
        >
          {action}
        </Button>
      </div>
    </Dialog>
  );
}
