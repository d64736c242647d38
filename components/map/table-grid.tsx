"use client";

import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent } from "react";
import type { Fit } from "@/lib/board/types";
import type { TaskId } from "@/lib/ids";
import { PAINT_KEYS } from "./paint-strip";
import { TableDetails } from "./table-details";
import { TableHead } from "./table-head";
import { TableRow } from "./table-row";
import { type Section, rowsOf } from "./table-rows";
import { GroupRow, PhaseRow } from "./table-section";
import type { TableProps } from "./table-props";
import styles from "./table-view.module.css";

/** Column 0 is the task, then the options. */
interface Place {
  task: TaskId;
  column: number;
}

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** Tasks × options. One tab stop; arrows move, digits paint, Enter opens the row. */
export function TableGrid(props: TableProps & { sections: Section[] }) {
  const { board, sections, roles, standings, openTask, onOpenTask, edits } = props;
  const t = useTranslations("table");
  const words = useTranslations("map");
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place | null>(null);
  const [said, setSaid] = useState("");
  const rows = useMemo(() => rowsOf(sections), [sections]);
  const at = rows.findIndex((row) => row.task.id === place?.task);
  const columns = board.options.length + 1;
  const stop: Place | null =
    at >= 0 && place ? place : rows[0] ? { task: rows[0].task.id, column: Math.min(1, columns - 1) } : null;

  // A row that was opened from elsewhere (a flow, a new task, the map) comes into view, and takes the focus
  // when what had it is gone.
  useEffect(() => {
    if (openTask === null) return;
    const button = table.current?.querySelector<HTMLElement>(
      `[data-task="${CSS.escape(openTask)}"][data-column="0"]`,
    );
    button?.scrollIntoView({ block: "nearest" });
    if (document.activeElement === document.body) button?.focus();
  }, [openTask]);

  const goTo = (row: number, column: number) => {
    const target = rows[Math.max(0, Math.min(rows.length - 1, row))];
    if (!target) return;
    const next = Math.max(0, Math.min(columns - 1, column));
    // A task out of scope has one cell for all options.
    const shown = target.task.inScope ? next : Math.min(next, 1);
    const cell = table.current?.querySelector<HTMLElement>(
      `[data-task="${CSS.escape(target.task.id)}"][data-column="${shown}"]`,
    );
    setPlace({ task: target.task.id, column: next });
    cell?.focus();
  };
  const paint = (task: TaskId, column: number, fit: Fit | null) => {
    const option = board.options[column - 1];
    const row = rows.find((each) => each.task.id === task);
    if (!edits || !option || !row?.task.inScope) return;
    edits.paint(task, option.id, fit);
    setSaid(t("cell", { task: row.task.title, option: option.title, fit: words(`fit.${fit ?? "unrated"}`) }));
  };
  const toggle = (task: TaskId) => onOpenTask(openTask === task ? null : task);

  const onKeyDown = (event: KeyboardEvent) => {
    const cell = cellOf(event.target);
    if (!cell || event.altKey) return;
    const row = rows.findIndex((each) => each.task.id === cell.task);
    const column = place?.task === cell.task ? place.column : cell.column;
    const step = STEPS[event.key];
    const modified = event.ctrlKey || event.metaKey;
    if (step) goTo(row + step[0], column + step[1]);
    else if (event.key === "Home") goTo(modified ? 0 : row, 0);
    else if (event.key === "End") goTo(modified ? rows.length - 1 : row, columns - 1);
    else if (event.key === "Enter" && !modified) toggle(cell.task);
    else if (event.key === "Escape" && openTask !== null) onOpenTask(null);
    else if (Object.hasOwn(PAINT_KEYS, event.key) && !modified && cell.column > 0) {
      paint(cell.task, cell.column, PAINT_KEYS[event.key] ?? null);
    } else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const cell = cellOf(target);
    if (!cell) return;
    const brush = target?.closest<HTMLElement>("[data-paint]")?.dataset.paint;
    if (brush !== undefined) paint(cell.task, cell.column, PAINT_KEYS[brush] ?? null);
    else if (cell.column === 0) toggle(cell.task);
  };

  return (
    <div className={styles.scroll}>
      <table
        ref={table}
        role="grid"
        aria-label={t("grid")}
        className={styles.table}
        style={{ "--options": board.options.length } as React.CSSProperties}
        onKeyDown={onKeyDown}
        onClick={onClick}
        onFocus={(event) => {
          const cell = cellOf(event.target);
          if (cell && !(place?.task === cell.task && Math.min(place.column, cell.column) === cell.column))
            setPlace(cell);
        }}
      >
        <TableHead board={board} standings={standings} edits={edits} />
        {sections.map((section) => (
          <tbody key={section.phase?.id ?? "none"}>
            <PhaseRow board={board} section={section} edits={edits} />
            {section.parts.map(({ key, group, isRest, rows: own }) => [
              group || isRest ? (
                <GroupRow key={key} group={group} roles={roles} columns={columns + 1} edits={edits} />
              ) : null,
              ...own.map((row) => {
                const open = row.task.id === openTask;
                return [
                  <TableRow
                    key={row.task.id}
                    row={row}
                    options={board.options}
                    roles={roles}
                    open={open}
                    stop={stop?.task === row.task.id ? stop.column : null}
                    canPaint={edits !== null}
                  />,
                  open ? <TableDetails key={`${row.task.id} details`} {...props} row={row} /> : null,
                ];
              }),
            ])}
          </tbody>
        ))}
      </table>
      <p className="sr" aria-live="polite">
        {said}
      </p>
    </div>
  );
}

function cellOf(target: EventTarget | null): (Place & { column: number }) | null {
  if (!(target instanceof Element)) return null;
  const cell = target.closest<HTMLElement>("[data-column]");
  // Fields and menus inside a cell keep their keys.
  if (!cell || target.closest("input, textarea, select")) return null;
  const { task, column } = cell.dataset;
  return task === undefined ? null : { task: task as TaskId, column: Number(column) };
}
