"use client";

import { useTranslations } from "next-intl";
import { FitReasons } from "./fit-reasons";
import { InlineText } from "./inline-text";
import { Switch } from "./switch";
import type { Row } from "./table-rows";
import type { TableProps } from "./table-props";
import styles from "./table-view.module.css";
import { TaskActions } from "./task-actions";
import { TaskFlows } from "./task-flows";
import { TaskPlace, placeName } from "./task-place";
import { TaskRoles } from "./task-roles";
import { useWho } from "./wording";

/** The open row: who painted what and why under each option, then the task itself. */
export function TableDetails({
  connection,
  board,
  roles,
  row,
  edits,
  onOpenTask,
  onShowOnMap,
}: TableProps & { row: Row }) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const who = useWho();
  const { task, entries } = row;
  return (
    <>
      <tr className={styles.details}>
        <td>
          <div className={styles.own}>
            <p className="muted">{placeName(board, task) || words("noPhase")}</p>
            <TaskRoles task={task} roles={roles} edits={edits} />
            <InlineText
              value={task.title}
              label={words("taskTitle")}
              opens={words("rename")}
              onCommit={edits ? (title) => edits.setTaskTitle(task.id, title) : undefined}
            />
          </div>
        </td>
        {board.options.map((option, at) => {
          const entry = entries[at];
          return (
            <td key={option.id}>
              {entry && task.inScope ? (
                <div className={styles.why}>
                  <span className={`num ${styles.who}`}>{who(entry)}</span>
                  <FitReasons entry={entry} edits={edits} />
                </div>
              ) : null}
            </td>
          );
        })}
        <td />
      </tr>
      <tr className={styles.details} data-last>
        <td colSpan={board.options.length + 2}>
          <div className={styles.fields}>
            <TaskFlows board={board} task={task} onTask={onOpenTask} edits={edits} />
            <div className={styles.placeAndScope}>
              {edits ? <TaskPlace board={board} task={task} edits={edits} /> : null}
              {edits ? (
                <Switch
                  label={words("inScope")}
                  checked={task.inScope}
                  onChange={(inScope) => edits.setTaskScope(task.id, inScope)}
                />
              ) : (
                <p>{task.inScope ? words("isInScope") : words("isOutOfScope")}</p>
              )}
            </div>
            <div className={styles.actionsCell}>
              <TaskActions
                connection={connection}
                board={board}
                task={task}
                edits={edits}
                onShowOnMap={() => onShowOnMap(task.id)}
              />
              <button type="button" className={styles.link} onClick={() => onOpenTask(null)}>
                {t("closeRow")}
              </button>
            </div>
          </div>
        </td>
      </tr>
    </>
  );
}
