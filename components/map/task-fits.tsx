"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Board, FitEntry, Option, Task } from "@/lib/board/types";
import type { OptionId } from "@/lib/ids";
import { FitMark } from "../ui/fit-mark";
import type { Edits } from "./edits";
import { PaintStrip } from "./paint-strip";
import styles from "./task-fits.module.css";
import { useWho } from "./wording";

interface Props {
  board: Board;
  task: Task;
  /** The option whose strip is open, the lens at first. */
  option: OptionId | null;
  onOption: (option: OptionId) => void;
  edits: Edits | null;
}

export const fitOf = (board: Board, task: Task, option: Option): FitEntry | undefined =>
  board.fits.find((entry) => entry.task === task.id && entry.option === option.id);

/** How each option does one task, who said so and when; the chosen one can be painted. */
export function TaskFits({ board, task, option: chosen, onOption, edits }: Props) {
  const t = useTranslations("map");
  // The order stays while the strip walks down the list; only opening another task brings its lens to the top.
  const [first] = useState(chosen);
  const options = [...board.options].sort((a, b) => Number(b.id === first) - Number(a.id === first));
  const efficient = options.filter((each) => fitOf(board, task, each)?.fit === "efficient").length;
  return (
    <section className={styles.section}>
      <h3>
        {t("fitPerOption", { noun: board.optionNoun.one })}
        <span className="num">{t("efficientCount", { count: efficient, total: options.length })}</span>
      </h3>
      <ul className={styles.fits}>
        {options.map((option) => (
          <FitRow
            key={option.id}
            option={option}
            entry={fitOf(board, task, option)}
            open={option.id === chosen}
            onOpen={() => onOption(option.id)}
            onPaint={edits ? (fit) => edits.paint(task.id, option.id, fit) : undefined}
          />
        ))}
      </ul>
    </section>
  );
}

function FitRow({
  option,
  entry,
  open,
  onOpen,
  onPaint,
}: {
  option: Option;
  entry: FitEntry | undefined;
  open: boolean;
  onOpen: () => void;
  onPaint: ((fit: FitEntry["fit"] | null) => void) | undefined;
}) {
  const t = useTranslations("map");
  const who = useWho();
  const fit = entry?.fit ?? "unrated";
  return (
    <li data-open={open || undefined}>
      <button type="button" className={styles.row} aria-expanded={open} onClick={onOpen}>
        <FitMark fit={fit} size={18} />
        <span className={styles.names}>
          <span className={styles.name}>{option.title}</span>{" "}
          <span className={styles.word}>{t(`fit.${fit}`)}</span>
        </span>
        <span className={`num ${styles.who}`} title={entry ? who(entry) : undefined}>
          {entry ? who(entry) : null}
        </span>
      </button>
      {open && onPaint ? (
        <PaintStrip
          label={t("fitOf", { option: option.title })}
          value={entry?.fit ?? null}
          onPaint={onPaint}
        />
      ) : null}
    </li>
  );
}
