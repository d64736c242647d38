"use client";

import { useTranslations } from "next-intl";
import { DropdownMenu } from "radix-ui";
import { useState } from "react";
import type { Option } from "@/lib/board/types";
import { Icon } from "../ui/icon";
import { ConfirmDialog } from "./confirm-dialog";
import styles from "./menu.module.css";

interface Props {
  option: Option;
  /** How many tasks are painted for it: what goes with it. */
  painted: number;
  onRename: () => void;
  onRemove: () => void;
}

export function OptionMenu({ option, painted, onRename, onRemove }: Props) {
  const t = useTranslations("map");
  const [asking, setAsking] = useState(false);
  return (
    <>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className={styles.trigger}
          aria-label={t("optionMenu", { option: option.title })}
        >
          <Icon name="more" />
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className={styles.menu}
            align="start"
            sideOffset={4}
            onCloseAutoFocus={(event) => event.preventDefault()}
          >
            <DropdownMenu.Item className={styles.item ?? ""} onSelect={onRename}>
              <Icon name="edit" />
              {t("rename")}
            </DropdownMenu.Item>
            <DropdownMenu.Item className={styles.item ?? ""} data-danger onSelect={() => setAsking(true)}>
              <Icon name="trash" />
              {t("remove")}
            </DropdownMenu.Item>
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("removeOptionTitle", { option: option.title })}
        description={t("removeOptionText", { painted })}
        action={t("remove")}
        onConfirm={onRemove}
      />
    </>
  );
}
