"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { TextField } from "../ui/field";
import { Note } from "../ui/note";
import { type Failure, useFailureText, useSubmit } from "../ui/use-submit";
import styles from "./history.module.css";
import type { HistoryActions, VersionItem } from "./history-types";
import { NAME_FAILURES } from "./name-failures";

interface Props {
  version: VersionItem;
  name: NonNullable<HistoryActions["name"]>;
  onClose: () => void;
}

/** Give, change or take away a version's name. */
export function NameDialog({ version, name, onClose }: Props) {
  const t = useTranslations("history");
  const common = useTranslations("common");
  const text = useFailureText();
  const { onSubmit, failure, disabled } = useSubmit((form) => {
    const typed = form.get("name");
    return name(version.id, typeof typed === "string" ? typed : "");
  }, onClose);
  const [notTaken, setNotTaken] = useState<Failure | null>(null);
  const ofName = text(failure, NAME_FAILURES);
  const ofAll = notTaken ?? (ofName ? null : failure);

  async function takeAway() {
    try {
      const result = await name(version.id, null);
      if (result.ok) onClose();
      else setNotTaken(result.error);
    } catch {
      // Out of reach, or failed and logged: the name stays.
      setNotTaken({ code: "unavailable" });
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t("nameTitle")}
      description={t("nameText")}
    >
      {ofAll ? (
        <div className={styles.failure}>
          <Note kind="danger" alert>
            {text(ofAll)}
          </Note>
        </div>
      ) : null}
      <form className={styles.form} method="post" onSubmit={onSubmit}>
        <TextField
          name="name"
          label={t("name")}
          defaultValue={version.name ?? ""}
          autoComplete="off"
          error={ofName}
        />
        <div className={styles.buttons}>
          {version.name === null ? null : (
            <Button kind="ghost" className={styles.apart ?? ""} onClick={() => void takeAway()}>
              {t("takeNameAway")}
            </Button>
          )}
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" kind="primary" disabled={disabled}>
            {common("save")}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
