"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Board, Task } from "@/lib/board/types";
import type { BoardConnection } from "../canvas/board-connection";
import { Button } from "../ui/button";
import { ConfirmDialog } from "./confirm-dialog";
import type { Edits } from "./edits";
import styles from "./task-actions.module.css";
import { useOnMap } from "./use-on-map";

interface Props {
  connection: BoardConnection;
  board: Board;
  task: Task;
  edits: Edits | null;
  /** Undefined on the map itself. */
  onShowOnMap?: (() => void) | undefined;
}

/** What can happen to a whole task: on and off the map, and off the board. */
export function TaskActions({ connection, board, task, edits, onShowOnMap }: Props) {
  const t = useTranslations("map");
  const onMap = useOnMap(connection, task.id);
  const [asking, setAsking] = useState(false);
  const fits = board.fits.filter((entry) => entry.task === task.id).length;
  const flows = board.flows.filter((flow) => flow.from === task.id || flow.to === task.id).length;
  return (
    <div className={styles.actions}>
      {onMap && onShowOnMap ? (
        <Button size="s" onClick={onShowOnMap}>
          {t("showOnMap")}
        </Button>
      ) : null}
      {edits ? (
        <>
          <Button kind="ghost" size="s" onClick={() => (onMap ? edits.takeOffMap : edits.putOnMap)(task.id)}>
            {onMap ? t("takeOffMap") : t("putOnMap")}
          </Button>
          <Button kind="ghost" size="s" className={styles.remove ?? ""} onClick={() => setAsking(true)}>
            {t("removeTask")}
          </Button>
          <ConfirmDialog
            open={asking}
            onOpenChange={setAsking}
            title={t("removeTaskTitle", { task: task.title })}
            description={t("removeTaskText", { fits, flows })}
            action={t("removeTask")}
            onConfirm={() => edits.removeTask(task.id)}
          />
        </>
      ) : null}
    </div>
  );
}
