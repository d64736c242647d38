"use client";

import { useTranslations } from "next-intl";
import type { FitEntry, Option } from "@/lib/board/types";
import type { OptionId } from "@/lib/ids";
import { FitMark } from "../ui/fit-mark";
import { Icon } from "../ui/icon";
import { RoleBadge } from "../ui/role-mark";
import { CountBar } from "./count-bar";
import { FitReasons } from "./fit-reasons";
import { InlineText } from "./inline-text";
import { PaintStrip } from "./paint-strip";
import { Switch } from "./switch";
import styles from "./table-phone.module.css";
import type { Row, Section } from "./table-rows";
import type { TableProps } from "./table-props";
import { TaskActions } from "./task-actions";
import { TaskFlows } from "./task-flows";
import { TaskPlace } from "./task-place";
import { TaskRoles } from "./task-roles";
import { useScore, useWho } from "./wording";

/** The table on a phone: one option at a time, tasks as a list of large targets. */
export function TablePhone(props: TableProps & { sections: Section[] }) {
  const { board, sections, lens } = props;
  const t = useTranslations("table");
  const words = useTranslations("map");
  const column = board.options.findIndex((option) => option.id === lens);
  const option = board.options[column];
  return (
    <div className={styles.phone}>
      {option ? <Picker {...props} option={option} /> : <p className={styles.none}>{words("noOptions")}</p>}
      {sections.map(({ phase, taskCount, inScope, parts }) => (
        <section key={phase?.id ?? "none"} aria-label={phase?.title ?? words("noPhase")}>
          <h2 className={styles.section}>
            <b>{phase?.title ?? words("noPhase")}</b>
            <span className="num">
              {t(inScope === taskCount ? "taskCount" : "phaseCount", { count: taskCount, inScope })}
            </span>
          </h2>
          {parts.map(({ key, group, isRest, rows }) => (
            <div key={key}>
              {group || isRest ? <h3 className={styles.group}>{group?.title ?? t("noGroup")}</h3> : null}
              <ul>
                {rows.map((row) => (
                  <Item key={row.task.id} {...props} row={row} option={option} entry={row.entries[column]} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
    </div>
  );
}

function Picker({ board, standings, option, onLens }: TableProps & { option: Option }) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const score = useScore();
  const at = board.options.indexOf(option);
  const standing = standings.all[at];
  const step = (by: 1 | -1) => {
    const next = board.options[(at + by + board.options.length) % board.options.length];
    if (next) onLens(next.id);
  };
  return (
    <div className={styles.picker}>
      <div className={styles.pick}>
        <button type="button" aria-label={words("lensBefore")} onClick={() => step(-1)}>
          <Icon name="left" />
        </button>
        <span className={styles.select}>
          <select
            aria-label={t("option")}
            value={option.id}
            onChange={(event) => onLens(event.target.value as OptionId)}
          >
            {board.options.map((each) => (
              <option key={each.id} value={each.id}>
                {each.title}
              </option>
            ))}
          </select>
          <Icon name="down" size={14} />
        </span>
        <button type="button" aria-label={words("lensAfter")} onClick={() => step(1)}>
          <Icon name="right" />
        </button>
      </div>
      {standing ? (
        <>
          <p className={`num ${styles.total}`}>
            <span>
              <b>{score(standing.coverage.value)}</b>
              {standing.rank === null
                ? null
                : words.rich("rank", {
                    rank: standing.rank,
                    count: standings.all.length,
                    sup: (chunks) => <sup>{chunks}</sup>,
                  })}
            </span>
            <span>
              {t("coveredOf", {
                covered: standing.coverage.covered,
                total: standing.coverage.covered + standing.coverage.counts.uncovered,
              })}
            </span>
          </p>
          <CountBar counts={standing.coverage.counts} height={8} />
        </>
      ) : null}
    </div>
  );
}

type ItemProps = TableProps & { row: Row; option: Option | undefined; entry: FitEntry | undefined };

function Item(props: ItemProps) {
  const { row, option, entry, roles, openTask, onOpenTask } = props;
  const words = useTranslations("map");
  const { task } = row;
  const open = openTask === task.id;
  const fit = !task.inScope ? "out" : option ? (entry?.fit ?? "unrated") : null;
  const mine = roles.filter((role) => task.roles.some((id) => id === role.id));
  return (
    <li className={styles.item} data-open={open || undefined} data-out={!task.inScope || undefined}>
      <button type="button" aria-expanded={open} onClick={() => onOpenTask(open ? null : task.id)}>
        {fit ? <FitMark fit={fit} size={24} /> : <span />}
        <span className={styles.text}>
          <span className={styles.name}>{task.title}</span>
          <span className={styles.under}>
            {mine.map((role) => (
              <RoleBadge key={role.id} tone={role.tone} name={role.name} />
            ))}
            {fit ? words(`fit.${fit}`) : null}
          </span>
        </span>
        <Icon name={open ? "down" : "right"} />
      </button>
      {open ? <Opened {...props} /> : null}
    </li>
  );
}

function Opened({ connection, board, row, roles, option, entry, edits, onOpenTask, onShowOnMap }: ItemProps) {
  const words = useTranslations("map");
  const who = useWho();
  const { task } = row;
  return (
    <div className={styles.opened}>
      {edits && option && task.inScope ? (
        <PaintStrip
          size="touch"
          label={words("fitOf", { option: option.title })}
          value={entry?.fit ?? null}
          onPaint={(fit) => edits.paint(task.id, option.id, fit)}
        />
      ) : null}
      {entry && task.inScope ? (
        <div className={styles.why}>
          <p className="num muted">{who(entry)}</p>
          <FitReasons entry={entry} edits={edits} />
        </div>
      ) : null}
      {edits ? (
        <div>
          <InlineText
            value={task.title}
            label={words("taskTitle")}
            opens={words("rename")}
            onCommit={(title) => edits.setTaskTitle(task.id, title)}
          />
        </div>
      ) : null}
      <TaskRoles task={task} roles={roles} edits={edits} />
      <TaskFlows board={board} task={task} onTask={onOpenTask} edits={edits} />
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
      <TaskActions
        connection={connection}
        board={board}
        task={task}
        edits={edits}
        onShowOnMap={() => onShowOnMap(task.id)}
      />
    </div>
  );
}
