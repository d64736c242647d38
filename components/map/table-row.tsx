"use client";

import { useTranslations } from "next-intl";
import { memo } from "react";
import type { FitEntry, Option } from "@/lib/board/types";
import { FitMark } from "../ui/fit-mark";
import { Icon } from "../ui/icon";
import { RoleBadge } from "../ui/role-mark";
import type { RoleView } from "./board-props";
import { PAINT_KEYS } from "./paint-strip";
import type { Row } from "./table-rows";
import styles from "./table-view.module.css";

interface Props {
  row: Row;
  options: Option[];
  roles: RoleView[];
  open: boolean;
  /** The column of the table's one tab stop when it is in this row. */
  stop: number | null;
  canPaint: boolean;
}

/** Keys and clicks are handled by the grid: a row only draws, and only when something it shows changed. */
export const TableRow = memo(function TableRow({ row, options, roles, open, stop, canPaint }: Props) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const { task, entries } = row;
  const mine = roles.filter((role) => task.roles.some((id) => id === role.id));
  return (
    <tr className={styles.row} data-open={open || undefined} data-out={!task.inScope || undefined}>
      <th scope="row">
        <button
          type="button"
          className={styles.task}
          data-task={task.id}
          data-column={0}
          tabIndex={stop === 0 ? 0 : -1}
          aria-expanded={open}
        >
          <Icon name={open ? "down" : "right"} size={14} />
          <span className={styles.taskTitle}>{task.title}</span>
          <span className={styles.roles}>
            {mine.map((role) => (
              <RoleBadge key={role.id} tone={role.tone} name={role.name} />
            ))}
          </span>
        </button>
      </th>
      {task.inScope ? (
        options.map((option, at) => {
          const entry = entries[at];
          const fit = entry?.fit ?? "unrated";
          const column = at + 1;
          return (
            <td
              key={option.id}
              className={styles.cell}
              data-fit={fit}
              data-task={task.id}
              data-column={column}
              tabIndex={stop === column ? 0 : -1}
              aria-label={t("cell", { task: task.title, option: option.title, fit: words(`fit.${fit}`) })}
              aria-keyshortcuts={canPaint ? "1 2 3 4 0" : undefined}
            >
              <span className={styles.fill}>
                <FitMark fit={fit} size={18} />
                <span className={styles.word}>{words(`fit.${fit}`)}</span>
              </span>
              {stop === column && canPaint ? <Brushes value={entry?.fit ?? null} /> : null}
            </td>
          );
        })
      ) : (
        <td
          className={styles.out}
          colSpan={Math.max(1, options.length)}
          data-task={task.id}
          data-column={1}
          tabIndex={stop !== null && stop > 0 ? 0 : -1}
          aria-label={t("outCell", { task: task.title })}
        >
          <span className={styles.fill}>
            <FitMark fit="out" size={18} />
            {words("fit.out")}
          </span>
        </td>
      )}
      <td className={styles.signals}>
        <Signals entries={entries} />
      </td>
    </tr>
  );
}, sameRow);

/** The keys of the focused cell, for those who point. Out of the tab order: the keys themselves are quicker. */
function Brushes({ value }: { value: FitEntry["fit"] | null }) {
  const words = useTranslations("map");
  return (
    <span className={styles.brushes}>
      {Object.entries(PAINT_KEYS)
        .sort(([a], [b]) => Number(a === "0") - Number(b === "0"))
        .map(([key, fit]) => (
          <button
            key={key}
            type="button"
            tabIndex={-1}
            data-paint={key}
            aria-pressed={fit === value}
            aria-label={fit === null ? words("clearFit") : words(`fit.${fit}`)}
            // The cell keeps the focus, and with it this bar.
            onMouseDown={(event) => event.preventDefault()}
          >
            <FitMark fit={fit ?? "unrated"} size={16} />
            <span className="num">{key}</span>
          </button>
        ))}
    </span>
  );
}

/** How many of the row's fits say why, and rest on something. */
function Signals({ entries }: { entries: (FitEntry | undefined)[] }) {
  const t = useTranslations("table");
  const notes = entries.filter((entry) => entry?.note).length;
  const links = entries.filter((entry) => entry?.evidence).length;
  return (
    <>
      {notes > 0 ? (
        <span title={t("notes", { count: notes })}>
          <Icon name="note" size={14} />
          <span aria-hidden="true">{notes}</span>
          <span className="sr">{t("notes", { count: notes })}</span>
        </span>
      ) : null}
      {links > 0 ? (
        <span title={t("links", { count: links })}>
          <Icon name="link" size={14} />
          <span aria-hidden="true">{links}</span>
          <span className="sr">{t("links", { count: links })}</span>
        </span>
      ) : null}
    </>
  );
}

function sameRow(a: Props, b: Props): boolean {
  return (
    a.open === b.open &&
    a.stop === b.stop &&
    a.canPaint === b.canPaint &&
    a.roles === b.roles &&
    a.row.task.title === b.row.task.title &&
    a.row.task.inScope === b.row.task.inScope &&
    a.row.task.roles.join() === b.row.task.roles.join() &&
    a.options.length === b.options.length &&
    a.options.every(
      (option, at) => option.id === b.options[at]?.id && option.title === b.options[at]?.title,
    ) &&
    a.row.entries.every((entry, at) => sameCell(entry, b.row.entries[at]))
  );
}

const sameCell = (a: FitEntry | undefined, b: FitEntry | undefined): boolean =>
  a?.fit === b?.fit && !a?.note === !b?.note && !a?.evidence === !b?.evidence;
