"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import { cellKey, type Mark } from "@/lib/record/ballot-rules";
import { Icon } from "../ui/icon";
import type { BallotOption } from "./ballot-props";
import type { Answers } from "./ballot-store";
import styles from "./criterion-step.module.css";
import { MapFacts } from "./map-facts";
import { Marks } from "./marks";

interface Props {
  criterion: FrameCriterion;
  /** Position among the criteria of this ballot, from 1. */
  position: number;
  of: number;
  options: BallotOption[];
  optionsName: string;
  answers: Pick<Answers, "scores" | "reasons">;
  onMark: (key: string, mark: Mark) => void;
  onReason: (optionId: string) => void;
  note?: ReactNode;
  /** A picture of the step, for the frame's preview. */
  preview?: boolean;
}

/** One criterion on a phone: its question, its anchors, every option under them. */
export function CriterionStep({
  criterion,
  position,
  of,
  options,
  optionsName,
  answers,
  onMark,
  onReason,
  note,
  preview,
}: Props) {
  const t = useTranslations("vote");
  return (
    <>
      <section className={styles.ask}>
        <p className={styles.overline}>
          {t("criterionOf", { position, of })}
          {note}
        </p>
        <h2 tabIndex={-1}>{criterion.title}</h2>
        <p>{criterion.question}</p>
      </section>
      <div className={preview ? styles.anchorsStill : styles.anchors}>
        <div className={styles.ends}>
          <span>
            <b>1</b> {criterion.low}
          </span>
          <span>
            {criterion.high} <b>5</b>
          </span>
        </div>
        <span className={styles.onMap}>
          <Icon name="map" size={14} /> {t("onTheMap")}
        </span>
      </div>
      <section aria-label={optionsName}>
        {options.map((option) => {
          const key = cellKey(criterion.id, option.id);
          const reason = answers.reasons[key];
          return (
            <article key={option.id} className={styles.option}>
              <div className={styles.top}>
                <h3>{option.title}</h3>
                <MapFacts coverage={option.coverage} />
                <button
                  type="button"
                  className={styles.why}
                  data-has={reason ? "" : undefined}
                  disabled={preview}
                  onClick={() => onReason(option.id)}
                  aria-label={t(reason ? "reasonOfGiven" : "reasonOf", { option: option.title })}
                >
                  <Icon name="reason" size={17} />
                  {t("reason")}
                </button>
              </div>
              <Marks
                label={option.title}
                value={answers.scores[key]}
                low={criterion.low}
                high={criterion.high}
                onChange={(mark) => onMark(key, mark)}
                disabled={preview ?? false}
              />
              {reason ? (
                <p className={styles.said}>
                  <span>{t("quoted", { text: reason })}</span>
                </p>
              ) : null}
            </article>
          );
        })}
      </section>
    </>
  );
}
