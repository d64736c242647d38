"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { FitMark, type FitState } from "../ui/fit-mark";
import { PolicyLine } from "./legend";
import { standingsOf } from "./standings";
import { TableGrid } from "./table-grid";
import type { TableProps } from "./table-props";
import { TablePhone } from "./table-phone";
import { NO_FILTERS, rowsOf, sectionsOf } from "./table-rows";
import { TableToolbar } from "./table-toolbar";
import styles from "./table-view.module.css";
import { useMedia } from "./use-media";
import { useUndoKeys } from "./use-undo-keys";

const LEGEND: readonly FitState[] = ["efficient", "mixed", "inefficient", "uncovered", "unrated", "out"];

/** The board as a table: every fact and every action of the map, for keyboards, readers and small screens. */
export function TableView(props: TableProps) {
  const { connection, board, roles, lens, edits } = props;
  const t = useTranslations("table");
  const words = useTranslations("map");
  const phone = useMedia("(max-width: 720px)");
  const [filters, setFilters] = useState(NO_FILTERS);
  const sections = useMemo(
    () => sectionsOf(board, filters, phone ? lens : null),
    [board, filters, phone, lens],
  );
  const otherwise = useMemo(
    () => standingsOf(board, board.policies.uncovered === "zero" ? "skip" : "zero"),
    [board],
  );
  useUndoKeys(connection, edits !== null);
  const shown = rowsOf(sections).length;
  const hidden = filters !== NO_FILTERS && shown < board.tasks.length;

  return (
    <main id="content" className={styles.view}>
      <TableToolbar
        board={board}
        roles={roles}
        filters={filters}
        onFilters={setFilters}
        shown={shown}
        edits={edits}
        onAdded={(task) => {
          setFilters(NO_FILTERS);
          props.onOpenTask(task);
        }}
      />
      {board.tasks.length === 0 ? (
        <p className={styles.empty}>{edits ? t("emptyEdit") : t("empty")}</p>
      ) : null}
      {hidden && shown === 0 ? (
        <p className={styles.empty}>
          {t("nothingFound")}{" "}
          <button type="button" className={styles.link} onClick={() => setFilters(NO_FILTERS)}>
            {t("showAll")}
          </button>
        </p>
      ) : null}
      {board.tasks.length > 0 && shown > 0 ? (
        phone ? (
          <TablePhone {...props} sections={sections} />
        ) : (
          <TableGrid {...props} sections={sections} />
        )
      ) : null}
      <footer className={styles.foot}>
        <ul className={styles.legend} aria-label={words("legend")}>
          {LEGEND.map((fit) => (
            <li key={fit}>
              <FitMark fit={fit} size={16} />
              {words(`fit.${fit}`)}
            </li>
          ))}
        </ul>
        <PolicyLine
          standings={props.standings}
          otherwise={otherwise}
          onPolicy={edits?.setUncovered}
          className={styles.policy ?? ""}
        />
      </footer>
    </main>
  );
}
