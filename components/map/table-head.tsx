"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Board } from "@/lib/board/types";
import { CountBar } from "./count-bar";
import type { Edits } from "./edits";
import { InlineText } from "./inline-text";
import { OptionMenu } from "./option-menu";
import type { Standing, Standings } from "./standings";
import styles from "./table-view.module.css";
import { useScore } from "./wording";

interface Props {
  board: Board;
  standings: Standings;
  edits: Edits | null;
}

export function TableHead({ board, standings, edits }: Props) {
  const t = useTranslations("table");
  const words = useTranslations("map");
  const inScope = board.tasks.filter((task) => task.inScope).length;
  return (
    <thead>
      <tr>
        <th scope="col" className={styles.corner}>
          <b>{t("task")}</b>
          <span>
            {t("inScopeCount", { count: inScope })} ·{" "}
            {standings.policy === "zero" ? words("coverageTimesEfficiency") : words("meanOverCovered")}
          </span>
        </th>
        {standings.all.map((standing) => (
          <OptionHead
            key={standing.option.id}
            standing={standing}
            leads={standing.rank === 1}
            edits={edits}
          />
        ))}
        <th scope="col" className={styles.signalsHead}>
          {t("reasons")}
        </th>
      </tr>
    </thead>
  );
}

function OptionHead({ standing, leads, edits }: { standing: Standing; leads: boolean; edits: Edits | null }) {
  const words = useTranslations("map");
  const score = useScore();
  const [renaming, setRenaming] = useState(false);
  const { option, coverage, rank } = standing;
  const { counts } = coverage;
  return (
    <th scope="col" data-leads={leads || undefined}>
      <div className={styles.optionName}>
        {edits && renaming ? (
          <InlineText
            value={option.title}
            label={words("optionName")}
            startOpen
            onCommit={(title) => edits.renameOption(option.id, title)}
            onClose={() => setRenaming(false)}
          />
        ) : (
          <b>{option.title}</b>
        )}
        {edits && !renaming ? (
          <span className={styles.optionMenu}>
            <OptionMenu
              option={option}
              painted={coverage.tasksInScope - counts.unrated}
              onRename={() => setRenaming(true)}
              onRemove={() => edits.removeOption(option.id)}
            />
          </span>
        ) : null}
      </div>
      <div className={`num ${styles.optionScore}`}>
        {score(coverage.value)}
        <small>
          {rank === null ? null : (
            <>{words.rich("rankAlone", { rank, sup: (chunks) => <sup>{chunks}</sup> })} · </>
          )}
          {coverage.covered}/{coverage.covered + counts.uncovered}
        </small>
      </div>
      <CountBar counts={counts} height={6} />
    </th>
  );
}
