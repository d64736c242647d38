"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { mapSnapshot } from "@/lib/board/map-snapshot";
import type { Board, Group } from "@/lib/board/types";
import { coverageOf } from "@/lib/decision/coverage";
import { Icon } from "../ui/icon";
import { RoleBadge } from "../ui/role-mark";
import type { RoleView } from "./board-props";
import { ConfirmDialog } from "./confirm-dialog";
import { CountBar } from "./count-bar";
import type { Edits } from "./edits";
import { InlineText } from "./inline-text";
import menu from "./menu.module.css";
import type { Section } from "./table-rows";
import styles from "./table-view.module.css";

/** A phase: its name, how much of it counts, and each option's counts over it. */
export function PhaseRow({ board, section, edits }: { board: Board; section: Section; edits: Edits | null }) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const { phase, taskCount, inScope } = section;
  const map = useMemo(() => {
    const tasks = board.tasks.filter((task) => task.phase === (phase?.id ?? null));
    return mapSnapshot({ ...board, tasks });
  }, [board, phase]);
  return (
    <tr className={styles.phase}>
      <th scope="rowgroup">
        <span className={styles.phaseName}>
          {phase ? (
            <b>
              <InlineText
                value={phase.title}
                label={t("phaseTitle")}
                onCommit={edits ? (title) => edits.setPhaseTitle(phase.id, title) : undefined}
              />
            </b>
          ) : (
            <b>{words("noPhase")}</b>
          )}
          <span>{t(inScope === taskCount ? "taskCount" : "phaseCount", { count: taskCount, inScope })}</span>
          {phase && edits ? (
            <RemoveButton
              label={t("removePhase", { phase: phase.title })}
              text={t("removePhaseText")}
              onRemove={() => edits.removePhase(phase.id)}
            />
          ) : null}
        </span>
      </th>
      {board.options.map((option) => (
        <td key={option.id}>
          {inScope > 0 ? (
            <CountBar counts={coverageOf(map, option.id, board.policies.uncovered).counts} />
          ) : null}
        </td>
      ))}
      <td />
    </tr>
  );
}

export function GroupRow({
  group,
  roles,
  columns,
  edits,
}: {
  /** Null: the tasks of the phase that are in none. */
  group: Group | null;
  roles: RoleView[];
  columns: number;
  edits: Edits | null;
}) {
  const t = useTranslations("table");
  if (!group) {
    return (
      <tr className={styles.group}>
        <th scope="rowgroup" colSpan={columns}>
          {t("noGroup")}
        </th>
      </tr>
    );
  }
  const own = roles.filter((role) => group.roles.some((id) => id === role.id));
  return (
    <tr className={styles.group}>
      <th scope="rowgroup" colSpan={columns}>
        <span className={styles.phaseName}>
          <InlineText
            value={group.title}
            label={t("groupTitle")}
            onCommit={edits ? (title) => edits.setGroupTitle(group.id, title) : undefined}
          />
          {own.map((role) => (
            <RoleBadge key={role.id} tone={role.tone} name={role.name} />
          ))}
          {group.note ? <span className={styles.groupNote}>{group.note}</span> : null}
          {edits ? (
            <RemoveButton
              label={t("removeGroup", { group: group.title })}
              text={t("removeGroupText")}
              onRemove={() => edits.removeGroup(group.id)}
            />
          ) : null}
        </span>
      </th>
    </tr>
  );
}

function RemoveButton({ label, text, onRemove }: { label: string; text: string; onRemove: () => void }) {
  const words = useTranslations("map");
  const [asking, setAsking] = useState(false);
  return (
    <span className={styles.sectionRemove}>
      <button
        type="button"
        className={menu.trigger}
        aria-label={label}
        title={label}
        onClick={() => setAsking(true)}
      >
        <Icon name="trash" size={14} />
      </button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={label}
        description={text}
        action={words("remove")}
        onConfirm={onRemove}
      />
    </span>
  );
}
