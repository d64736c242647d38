import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import styles from "./new-board-form.module.css";
import type { OfferedTemplate } from "./new-board-types";

interface Props {
  onChoose: (file: File | undefined) => void;
  /** What is wrong with the file, and where. */
  error: string | undefined;
  found: OfferedTemplate | null;
}

/** A template from one's own disk; it is checked at once, and says what is in it. */
export function TemplateFileField({ onChoose, error, found }: Props) {
  const t = useTranslations("newBoard");
  const id = useId();
  const [name, setName] = useState("");
  return (
    <div className={styles.file}>
      <div className={styles.picker}>
        <label className={buttonClass("line")}>
          <Icon name="file" />
          {t("chooseFile")}
          <input
            className="sr"
            type="file"
            accept=".json,application/json"
            aria-label={t("fileLabel")}
            aria-describedby={error ? `${id}-error` : undefined}
            onChange={(event) => {
              const file = event.target.files?.[0];
              setName(file?.name ?? "");
              onChoose(file);
            }}
          />
        </label>
        <span>{name || t("noFile")}</span>
      </div>
      {error ? (
        <div id={`${id}-error`}>
          <Note kind="danger" alert>
            {error}
          </Note>
        </div>
      ) : null}
      {found ? (
        <Note kind="quiet" icon="check">
          {t("fileFound", { tasks: found.tasks, options: found.options, criteria: found.criteria })}
        </Note>
      ) : null}
    </div>
  );
}
