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
  ["Esc", "deselect"],
] as const;
const TABLE = [
  ["← ↑ → ↓", "move"],
  ["1 2 3 4", "paint"],
  ["0", "clear"],
  ["Enter", "open"],
  ["Home", "rowStart"],
  ["End", "rowEnd"],
] as const;
const UNDO = [
  ["Ctrl/⌘ Z", "undo"],
  ["Ctrl/⌘ Shift Z", "redo"],
] as const;

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  view: "map" | "table";
  canEdit: boolean;
}

/** The keys that exist here, for this person. */
export function ShortcutSheet({ open, onOpenChange, view, canEdit }: Props) {
  const t = useTranslations("map.keys");
  const here = (view === "map" ? MAP : TABLE).filter(
    ([, what]) => canEdit || (what !== "paint" && what !== "clear"),
  );
  const rows = [...EVERYWHERE, ...here, ...(canEdit ? UNDO : [])];
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")}>
      <dl className={styles.keys}>
        {rows.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.split(" ").map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(what)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
