"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { AddItem } from "./add-item";
import { ConfirmRemoval } from "./confirm-removal";
import { EditText } from "./edit-text";
import type { FrameActions, FrameView, RunEdit } from "./frame-props";
import styles from "./options-section.module.css";
import { Section } from "./section";

export function OptionsSection({
  view,
  editable,
  actions,
  run,
}: {
  view: FrameView;
  editable: boolean;
  actions: FrameActions;
  run: RunEdit;
}) {
  const t = useTranslations("frame");
  const { options } = view.draft;
  const [removing, setRemoving] = useState<{ id: string; title: string } | null>(null);
  return (
    <Section
      id="options"
      title={t("options")}
      aside={t("optionsCount", {
        count: options.length,
        noun: options.length === 1 ? view.optionNoun.one : view.optionNoun.many,
      })}
      action={
        editable ? (
          <AddItem
            label={t("addOption")}
            field={t("optionTitle")}
            onAdd={(title) => run(() => actions.addOption(title))}
          />
        ) : null
      }
    >
      {options.length === 0 ? <p className={styles.empty}>{t("noOptions")}</p> : null}
      <ul className={styles.options}>
        {options.map((option) => (
          <li key={option.id} data-locked={editable ? undefined : ""}>
            {editable ? (
              <>
                <EditText
                  label={t("optionNamed", { option: option.title })}
                  value={option.title}
                  onSave={(title) => run(() => actions.renameOption(option.id, title))}
                />
                <Button
                  kind="ghost"
                  size="s"
                  icon
                  aria-label={t("removeOf", { name: option.title })}
                  onClick={() => setRemoving(option)}
                >
                  <Icon name="close" size={14} />
                </Button>
              </>
            ) : (
              option.title
            )}
          </li>
        ))}
      </ul>
      <ConfirmRemoval
        open={removing !== null}
        onOpenChange={(open) => {
          if (!open) setRemoving(null);
        }}
        title={t("removeOptionTitle", { name: removing?.title ?? "" })}
        text={t("removeOptionText")}
        onConfirm={() => run(() => actions.removeOption(removing?.id ?? ""))}
      />
    </Section>
  );
}
