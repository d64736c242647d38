"use client";

import { useTranslations } from "next-intl";
import { useId } from "react";
import type { Mark } from "@/lib/record/ballot-rules";
import { Icon } from "../ui/icon";
import styles from "./marks.module.css";

const SCALE = [1, 2, 3, 4, 5] as const;
const WORDS = ["abstain", "not-applicable"] as const;

interface Props {
  /** Names the group: the option, and the criterion where it is not the heading above. */
  label: string;
  value: Mark | undefined;
  /** Worded anchors of the lowest and the highest mark. */
  low: string;
  high: string;
  onChange: (mark: Mark) => void;
  /** Icons alone for the two words, 32 px high: for the desktop grid. */
  compact?: boolean;
  /** A picture of the control, out of reach. */
  disabled?: boolean;
}

/** One answer: a mark 1…5, or one of two words that are as easy to give. One radio group of seven. */
export function Marks({ label, value, low, high, onChange, compact = false, disabled = false }: Props) {
  const t = useTranslations("vote");
  const name = useId();
  const anchor = (mark: number) =>
    mark === 1
      ? t("mark.anchored", { mark, anchor: low })
      : mark === 5
        ? t("mark.anchored", { mark, anchor: high })
        : `${mark}`;
  const radio = (mark: Mark, accessible: string) => (
    <input
      type="radio"
      name={name}
      value={mark}
      aria-label={accessible}
      checked={value === mark}
      disabled={disabled}
      onChange={() => onChange(mark)}
    />
  );
  return (
    <div className={compact ? styles.compact : styles.marks} role="radiogroup" aria-label={label}>
      <div className={styles.track}>
        {SCALE.map((mark) => {
          const filled = typeof value === "number" && mark < value;
          return (
            <label key={mark} className={value === mark ? styles.on : filled ? styles.under : undefined}>
              {radio(mark, anchor(mark))}
              <span className={styles.number} aria-hidden="true">
                {mark}
              </span>
            </label>
          );
        })}
      </div>
      <div className={styles.track}>
        {WORDS.map((word) => (
          <label
            key={word}
            className={value === word ? styles.wordOn : undefined}
            title={t(`answer.${word}`)}
          >
            {radio(word, t(`answer.${word}`))}
            <span className={styles.word} aria-hidden="true">
              <Icon name={word} size={compact ? 16 : 18} />
              {compact ? null : t(`answerShort.${word}`)}
            </span>
          </label>
        ))}
      </div>
    </div>
  );
}
