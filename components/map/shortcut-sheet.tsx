"use client";

import { useTranslations } from "next-intl";
import { Dialog } from "../ui/dialog";
import styles from "./shortcut-sheet.module.css";

const EVERYWHERE = [
  ["[ ]", "lens"],
  ["?", "sheet"],
] as const;
const MAP = [
  ["1 2 3 4", "paint"],
  ["0", "clear"],
  ["escape", "deselect"],
] as const;
const TABLE = [
  ["← ↑ → ↓", "move"],
  ["1 2 3 4", "paint"],
  ["0", "clear"],
  ["enter", "open"],
  ["home", "rowStart"],
  ["end", "rowEnd"],
] as const;
const UNDO = [
  ["Ctrl/⌘ Z", "undo"],
  ["Ctrl/⌘ shift Z", "redo"],
] as const;

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  view: "map" | "table";
  canEdit: boolean;
}

/** Keys that keyboards name in their own language. */
const NAMED = ["escape", "enter", "home", "end", "shift"] as const;

/** The keys that exist here, for this person. */
export function ShortcutSheet({ open, onOpenChange, view, canEdit }: Props) {
  const t = useTranslations("map.keys");
  const here = (view === "map" ? MAP : TABLE).filter(
    ([, what]) => canEdit || (what !== "paint" && what !== "clear"),
  );
  const face = (key: string) => {
    const named = NAMED.find((each) => each === key);
    return named ? t(`names.${named}`) : key;
  };
  const rows = [...EVERYWHERE, ...here, ...(canEdit ? UNDO : [])];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")}>
      <dl className={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{face(key)}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
