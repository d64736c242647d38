"use client";

import { useTranslations } from "next-intl";
import { FITS, type Board } from "@/lib/board/types";
import type { TaskId } from "@/lib/ids";
import { Icon } from "../ui/icon";
import { AddMenu } from "./add-menu";
import type { RoleView } from "./board-props";
import type { Edits } from "./edits";
import type { Filters } from "./table-rows";
import styles from "./table-toolbar.module.css";

interface Props {
  board: Board;
  roles: RoleView[];
  filters: Filters;
  onFilters: (filters: Filters) => void;
  shown: number;
  edits: Edits | null;
  onAdded: (task: TaskId) => void;
}

/** Search, filters, what they leave, and what can be added. */
export function TableToolbar({ board, roles, filters, onFilters, shown, edits, onAdded }: Props) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const change = (part: Partial<Filters>) => onFilters({ ...filters, ...part });
  return (
    <div className={styles.bar} role="search" aria-label={t("filters")}>
      <label className={styles.field}>
        <Icon name="search" size={14} />
        <span className="sr">{t("search")}</span>
        <input
          type="search"
          placeholder={t("search")}
          value={filters.search}
          onChange={(event) => change({ search: event.target.value })}
        />
      </label>
      <Choice
        label={t("phase")}
        all={t("allPhases")}
        value={filters.phase}
        options={board.phases.map((phase) => [phase.id, phase.title])}
        onChange={(phase) => change({ phase })}
      />
      <Choice
        label={t("role")}
        all={t("allRoles")}
        value={filters.role}
        options={roles.map((role) => [role.id, role.name])}
        onChange={(role) => change({ role })}
      />
      <Choice
        label={t("fit")}
        all={t("any")}
        value={filters.fit}
        options={[...FITS, "unrated" as const].map((fit) => [fit, words(`fit.${fit}`)])}
        onChange={(fit) => change({ fit: fit as Filters["fit"] })}
      />
      <button
        type="button"
        className={styles.toggle}
        aria-pressed={filters.outOfScope}
        onClick={() => change({ outOfScope: !filters.outOfScope })}
      >
        {filters.outOfScope ? <Icon name="check" size={14} /> : null}
        {t("showOutOfScope")}
      </button>
      <p className={`num ${styles.count}`} role="status">
        {t("count", { shown, total: board.tasks.length })}
      </p>
      {edits ? <AddMenu board={board} edits={edits} onTask={onAdded} /> : null}
    </div>
  );
}

function Choice({
  label,
  all,
  value,
  options,
  onChange,
}: {
  label: string;
  all: string;
  value: string | null;
  options: (readonly [string, string])[];
  onChange: (value: string | null) => void;
}) {
  return (
    <label className={styles.field} data-on={value !== null || undefined}>
      <span>{label}</span>
      <select value={value ?? ""} onChange={(event) => onChange(event.target.value || null)}>
        <option value="">{all}</option>
        {options.map(([id, name]) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
      <Icon name="down" size={14} />
    </label>
  );
}
