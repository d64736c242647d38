"use client";

import { useTranslations } from "next-intl";
import type { Board, Task } from "@/lib/board/types";
import type { FlowId, TaskId } from "@/lib/ids";
import { Icon } from "../ui/icon";
import type { Edits, FlowEndId } from "./edits";
import styles from "./task-flows.module.css";

interface Props {
  board: Board;
  task: Task;
  /** Go to a neighbour. */
  onTask: (id: TaskId) => void;
  edits: Edits | null;
}

interface Neighbour {
  flow: FlowId;
  end: FlowEndId;
  title: string;
  /** Null for a group, which has no details of its own. */
  task: TaskId | null;
  label: string;
}

/** The arrows of a task as two lists: what comes before it and what it leads to. */
export function TaskFlows({ board, task, onTask, edits }: Props) {
  const t = useTranslations("map");
  const before = board.flows.filter((flow) => flow.to === task.id);
  const after = board.flows.filter((flow) => flow.from === task.id);
  const neighbours = (flows: Board["flows"], end: "from" | "to") =>
    flows.flatMap((flow) => neighbour(board, flow, flow[end]));
  return (
    <div className={styles.flows}>
      <FlowList
        title={t("comesAfter")}
        neighbours={neighbours(before, "from")}
        candidates={candidates(
          board,
          task,
          before.map((flow) => flow.from),
        )}
        onTask={onTask}
        onAdd={edits ? (end) => edits.addFlow(end, task.id) : undefined}
        onRemove={edits?.removeFlow}
        addLabel={t("addBefore")}
      />
      <FlowList
        title={t("leadsTo")}
        neighbours={neighbours(after, "to")}
        candidates={candidates(
          board,
          task,
          after.map((flow) => flow.to),
        )}
        onTask={onTask}
        onAdd={edits ? (end) => edits.addFlow(task.id, end) : undefined}
        onRemove={edits?.removeFlow}
        addLabel={t("addAfter")}
      />
    </div>
  );
}

function neighbour(board: Board, flow: Board["flows"][number], end: FlowEndId): Neighbour[] {
  const task = board.tasks.find((each) => each.id === end);
  const found = task ?? board.groups.find((each) => each.id === end);
  return found ? [{ flow: flow.id, end, title: found.title, task: task?.id ?? null, label: flow.label }] : [];
}

function candidates(board: Board, task: Task, taken: FlowEndId[]): { id: FlowEndId; title: string }[] {
  const free = ({ id }: { id: FlowEndId }) => id !== task.id && !taken.includes(id);
  return [...board.tasks, ...board.groups].filter(free);
}

function FlowList({
  title,
  neighbours,
  candidates,
  onTask,
  onAdd,
  onRemove,
  addLabel,
}: {
  title: string;
  neighbours: Neighbour[];
  candidates: { id: FlowEndId; title: string }[];
  onTask: (id: TaskId) => void;
  onAdd: ((end: FlowEndId) => void) | undefined;
  onRemove: ((flow: FlowId) => void) | undefined;
  addLabel: string;
}) {
  const t = useTranslations("map");
  return (
    <div>
      <h4>{title}</h4>
      {neighbours.length === 0 && !onAdd ? <p className={styles.none}>{t("nothing")}</p> : null}
      <ul>
        {neighbours.map(({ flow, title: name, task, label }) => (
          <li key={flow}>
            {task ? (
              <button type="button" className={styles.go} onClick={() => onTask(task)}>
                {name}
              </button>
            ) : (
              <span className={styles.group}>{name}</span>
            )}
            {label ? <span className={styles.label}>{label}</span> : null}
            {onRemove ? (
              <button
                type="button"
                className={styles.remove}
                aria-label={t("removeFlow", { task: name })}
                title={t("removeFlow", { task: name })}
                onClick={() => onRemove(flow)}
              >
                <Icon name="close" size={12} />
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {onAdd ? (
        <select
          className={styles.add}
          aria-label={addLabel}
          value=""
          onChange={(event) => onAdd(event.target.value as FlowEndId)}
          onKeyDown={(event) => event.stopPropagation()}
        >
          <option value="">{t("addFlow")}</option>
          {candidates.map(({ id, title: name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </select>
      ) : null}
    </div>
  );
}
