"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Board, Task } from "@/lib/board/types";
import type { OptionId, TaskId } from "@/lib/ids";
import type { BoardConnection } from "../canvas/board-connection";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import type { RoleView } from "./board-props";
import type { Edits } from "./edits";
import { FitReasons } from "./fit-reasons";
import { InlineText } from "./inline-text";
import styles from "./inspector.module.css";
import { Switch } from "./switch";
import { TaskActions } from "./task-actions";
import { fitOf, TaskFits } from "./task-fits";
import { TaskFlows } from "./task-flows";
import { TaskPlace, placeName } from "./task-place";
import { TaskRoles } from "./task-roles";

interface Props {
  connection: BoardConnection;
  board: Board;
  task: Task;
  roles: RoleView[];
  lens: OptionId | null;
  edits: Edits | null;
  onTask: (id: TaskId) => void;
  onClose: () => void;
}

/** Everything about the selected task; at the right of the canvas, on a phone a sheet from below. */
export function Inspector({ connection, board, task, roles, lens, edits, onTask, onClose }: Props) {
  const t = useTranslations("map");
  const [chosen, setChosen] = useState<{ lens: OptionId | null; option: OptionId | null }>({
    lens,
    option: lens,
  });
  // Turning the lens turns the inspector with it.
  const optionId = chosen.lens === lens ? chosen.option : lens;
  const option = board.options.find((each) => each.id === optionId);
  const entry = option ? fitOf(board, task, option) : undefined;
  return (
    <aside className={styles.inspector} aria-label={t("inspector")}>
      <header className={styles.head}>
        <div className={styles.crumb}>
          <span>{placeName(board, task) || t("noPhase")}</span>
          <Button kind="ghost" size="s" icon aria-label={t("closeInspector")} onClick={onClose}>
            <Icon name="close" />
          </Button>
        </div>
        <h2>
          <InlineText
            value={task.title}
            label={t("taskTitle")}
            onCommit={edits ? (title) => edits.setTaskTitle(task.id, title) : undefined}
          />
        </h2>
        <TaskRoles task={task} roles={roles} edits={edits} />
      </header>
      {board.options.length > 0 ? (
        <TaskFits
          board={board}
          task={task}
          option={optionId}
          onOption={(next) => setChosen({ lens, option: next })}
          edits={edits}
        />
      ) : null}
      {option && entry && (edits || entry.note || entry.evidence) ? (
        <section>
          <h3>{t("reasonsFor", { option: option.title })}</h3>
          <FitReasons entry={entry} edits={edits} />
        </section>
      ) : null}
      <section>
        <TaskFlows board={board} task={task} onTask={onTask} edits={edits} />
      </section>
      {edits ? (
        <section>
          <TaskPlace board={board} task={task} edits={edits} />
        </section>
      ) : null}
      <section>
        {edits ? (
          <Switch
            label={t("inScope")}
            checked={task.inScope}
            onChange={(inScope) => edits.setTaskScope(task.id, inScope)}
          />
        ) : (
          <p>{task.inScope ? t("isInScope") : t("isOutOfScope")}</p>
        )}
      </section>
      {edits ? (
        <section>
          <TaskActions connection={connection} board={board} task={task} edits={edits} />
        </section>
      ) : null}
    </aside>
  );
}
