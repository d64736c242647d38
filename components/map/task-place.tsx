"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Board, Task } from "@/lib/board/types";
import type { Edits } from "./edits";
import styles from "./task-place.module.css";

/** "Exploration › Model training", or nothing. */
export function placeName(board: Board, task: Task): string {
  const phase = board.phases.find((each) => each.id === task.phase)?.title;
  const group = board.groups.find((each) => each.id === task.group)?.title;
  return [phase, group].filter(Boolean).join(" › ");
}

/** Phase and group as one choice: they are one value on the board, too. */
export function TaskPlace({ board, task, edits }: { board: Board; task: Task; edits: Edits }) {
  const t = useTranslations("map");
  const id = useId();
  const choose = (value: string) => {
    const group = board.groups.find((each) => each.id === value);
    const phase = board.phases.find((each) => each.id === (group?.phase ?? value));
    edits.setTaskParent(task, { phase: phase?.id ?? null, group: group?.id ?? null });
  };
  return (
    <div className={styles.place}>
      <label htmlFor={id}>{t("place")}</label>
      <select
        id={id}
        value={task.group ?? task.phase ?? ""}
        onChange={(event) => choose(event.target.value)}
        onKeyDown={(event) => event.stopPropagation()}
      >
        <option value="">{t("noPhase")}</option>
        {board.phases.map((phase) => (
          <PhaseOptions key={phase.id} board={board} phase={phase} />
        ))}
      </select>
    </div>
  );
}

function PhaseOptions({ board, phase }: { board: Board; phase: Board["phases"][number] }) {
  return (
    <>
      <option value={phase.id}>{phase.title}</option>
      {board.groups
        .filter((group) => group.phase === phase.id)
        .map((group) => (
          <option key={group.id} value={group.id}>
            {phase.title} › {group.title}
          </option>
        ))}
    </>
  );
}
