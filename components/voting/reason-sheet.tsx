"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { FrameCriterion } from "@/lib/decision/frame";
import { cellKey, type Mark, REASON_MAX } from "@/lib/record/ballot-rules";
import { CountBar } from "../map/count-bar";
import { Button } from "../ui/button";
import { FitMark } from "../ui/fit-mark";
import { Icon } from "../ui/icon";
import type { BallotOption } from "./ballot-props";
import type { Answers } from "./ballot-store";
import { MapFacts } from "./map-facts";
import { Marks } from "./marks";
import styles from "./reason-sheet.module.css";

interface Props {
  criterion: FrameCriterion;
  option: BallotOption;
  roleName: string;
  answers: Pick<Answers, "scores" | "reasons">;
  onMark: (key: string, mark: Mark) => void;
  onReason: (key: string, text: string) => void;
  onClose: () => void;
}

const CONCERN = ["uncovered", "inefficient", "mixed", "unrated", "out", "efficient"];

/** One cell in full: the answer, why, and what the map says. From below on a phone, in the middle on a desktop. */
export function ReasonSheet({ criterion, option, roleName, answers, onMark, onReason, onClose }: Props) {
  const t = useTranslations("vote");
  const dialog = useRef<HTMLDialogElement>(null);
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open) return;
    element.showModal();
    // Opening a dialog moves the focus to its first button, after React's own autofocus.
    text.current?.focus();
  }, []);
  const key = cellKey(criterion.id, option.id);
  const reason = answers.reasons[key] ?? "";
  const { tasksInScope } = option.coverage;
  // What is not well done first; what is needs no list.
  const notable = option.myTasks
    .filter((task) => task.fit !== "efficient")
    .sort((a, b) => CONCERN.indexOf(a.fit) - CONCERN.indexOf(b.fit));
  const efficient = option.myTasks.length - notable.length;
  return (
    <dialog
      ref={dialog}
      className={styles.sheet}
      aria-labelledby="reason-sheet-title"
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
      onKeyDown={(event) => event.stopPropagation()}
    >
      <div className={styles.panel}>
        <header>
          <div>
            <p>{criterion.title}</p>
            <h2 id="reason-sheet-title">{option.title}</h2>
          </div>
          <button type="button" aria-label={t("close")} onClick={() => dialog.current?.close()}>
            <Icon name="close" size={20} />
          </button>
        </header>
        <Marks
          label={option.title}
          value={answers.scores[key]}
          low={criterion.low}
          high={criterion.high}
          onChange={(mark) => onMark(key, mark)}
        />
        <label className={styles.label} htmlFor="reason-text">
          {t.rich("yourReason", { muted: (text) => <span>{text}</span> })}
        </label>
        <textarea
          ref={text}
          id="reason-text"
          value={reason}
          maxLength={REASON_MAX}
          aria-describedby="reason-note"
          onChange={(event) => onReason(key, event.target.value)}
        />
        <p className={styles.under}>
          <span id="reason-note">{t("reasonSeen")}</span>
          <span className="num">
            {reason.length} / {REASON_MAX}
          </span>
        </p>
        {tasksInScope > 0 ? (
          <>
            <h3>{t.rich("onMapTasks", { count: tasksInScope, muted: (text) => <span>{text}</span> })}</h3>
            <CountBar counts={option.coverage.counts} height={10} />
            <p className={styles.facts}>
              <MapFacts coverage={option.coverage} spread />
            </p>
          </>
        ) : null}
        {option.myTasks.length > 0 ? (
          <>
            <h3>{t("myTasks", { count: option.myTasks.length, role: roleName })}</h3>
            <ul className={styles.tasks}>
              {notable.map((task) => (
                <li key={task.id}>
                  <FitMark fit={task.fit} size={18} />
                  {task.title}
                  <em>{t(`fit.${task.fit}`)}</em>
                </li>
              ))}
              {efficient > 0 ? (
                <li>
                  <FitMark fit="efficient" size={18} />
                  {t("efficientTasks", { count: efficient, all: notable.length === 0 ? "yes" : "no" })}
                  <em>{t("fit.efficient")}</em>
                </li>
              ) : null}
            </ul>
          </>
        ) : null}
        <div className={styles.foot}>
          <Button kind="primary" size="l" onClick={() => dialog.current?.close()}>
            {t("doneButton")}
          </Button>
        </div>
      </div>
    </dialog>
  );
}
