"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import styles from "./add-item.module.css";

/** "+ Add a …": asks for a title, nothing else. */
export function AddItem({
  label,
  field,
  onAdd,
}: {
  label: string;
  field: string;
  onAdd: (title: string) => Promise<Refusal["error"] | null>;
}) {
  const t = useTranslations();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState("");
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const problem = await onAdd(title);
    setBusy(false);
    setRefused(problem);
    if (problem) return;
    setTitle("");
    setOpen(false);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={label}
      trigger={
        <button type="button" className={styles.add}>
          <Icon name="plus" size={14} /> {label}
        </button>
      }
    >
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <TextField
          label={field}
          value={title}
          onChange={(event) => setTitle(event.target.value)}
          error={refused ? t(`errors.${refused.code}`, refused.values) : undefined}
          autoFocus
        />
        <div className={styles.buttons}>
          <Button onClick={() => setOpen(false)}>{t("common.cancel")}</Button>
          <Button kind="primary" type="submit" disabled={busy}>
            {t("frame.add")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
