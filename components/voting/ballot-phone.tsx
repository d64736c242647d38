"use client";

import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import { cellKey } from "@/lib/record/ballot-rules";
import styles from "./ballot-phone.module.css";
import type { BallotProps } from "./ballot-view";
import { CriterionStep } from "./criterion-step";
import { PhoneBar } from "./phone-bar";
import { SaveNote, SaveTrouble } from "./save-note";
import { WeightsStep } from "./weights-step";

/** The ballot on a phone: one criterion at a time, then the weights, then off it goes. */
export function BallotPhone({
  sheet,
  ballot,
  store,
  tally,
  step,
  onStep,
  openReason,
  onSend,
  sending,
  problem,
}: BallotProps) {
  const t = useTranslations("vote");
  const format = useFormatter();
  const { answers, save } = ballot;
  const scored = sheet.round.asksScores ? sheet.scored : [];
  const steps = scored.length + (sheet.round.asksWeights ? 1 : 0);
  const criterion = scored[step];
  const body = useRef<HTMLDivElement>(null);
  const [moved, setMoved] = useState(false);
  const go = (to: number) => {
    setMoved(true);
    onStep(to);
  };
  useEffect(() => {
    if (!moved) return;
    window.scrollTo({ top: 0 });
    body.current?.querySelector("h2")?.focus({ preventScroll: true });
  }, [step, moved]);

  const done = (index: number): number => {
    const each = scored[index];
    if (!each) return tally.weightsAsked === 0 ? 0 : tally.weights / tally.weightsAsked;
    const given = sheet.options.filter((option) => answers.scores[cellKey(each.id, option.id)] !== undefined);
    return sheet.options.length === 0 ? 0 : given.length / sheet.options.length;
  };
  const missing = criterion
    ? sheet.options.filter((option) => answers.scores[cellKey(criterion.id, option.id)] === undefined).length
    : tally.weightsAsked - tally.weights;
  const last = step === steps - 1;
  const next = scored[step + 1];
  const note = <SaveNote save={save} />;
  return (
    <div className={styles.phone}>
      <div className={styles.head}>
        <PhoneBar
          boardId={sheet.boardId}
          boardTitle={sheet.boardTitle}
          role={sheet.role}
          closesAt={sheet.round.closesAt}
        />
        <nav
          className={styles.steps}
          aria-label={t("steps")}
          style={{
            gridTemplateColumns: `repeat(${scored.length}, 1fr)${sheet.round.asksWeights ? " 1.25fr" : ""}`,
          }}
        >
          {Array.from({ length: steps }, (_, index) => {
            const share = done(index);
            const percent = format.number(share, { style: "percent", maximumFractionDigits: 0 });
            const title = scored[index]?.title;
            return (
              <button
                key={title ?? "weights"}
                type="button"
                aria-current={index === step ? "step" : undefined}
                aria-label={
                  title === undefined
                    ? t("stepWeights", { percent })
                    : t("stepCriterion", { position: index + 1, criterion: title, percent })
                }
                onClick={() => go(index)}
              >
                <span className={styles.name}>
                  {title === undefined ? t("weights") : index + 1}
                  {share === 1 ? <Icon name="check" size={14} /> : null}
                </span>
                <span className={styles.bar}>
                  <i style={{ width: `${share * 100}%` }} />
                </span>
              </button>
            );
          })}
        </nav>
      </div>
      <div ref={body} className={styles.body}>
        {criterion ? (
          <CriterionStep
            criterion={criterion}
            position={step + 1}
            of={scored.length}
            options={sheet.options}
            optionsName={sheet.optionNoun.many}
            answers={answers}
            onMark={(key, mark) => store.change({ scores: { [key]: mark } })}
            onReason={(optionId) => openReason(criterion.id, optionId)}
            note={note}
          />
        ) : (
          <WeightsStep
            criteria={sheet.criteria}
            optionNoun={sheet.optionNoun.one}
            weights={answers.weights}
            onWeights={(weights) => store.change({ weights })}
            note={note}
          />
        )}
      </div>
      <footer className={styles.foot}>
        <SaveTrouble save={save} store={store} />
        {problem}
        <p className={styles.secret}>
          <Icon name="hidden" />
          {ballot.submittedAt ? t("countedAlready") : t("secret")}
        </p>
        <div className={styles.nav}>
          <Button
            size="l"
            className={styles.back ?? ""}
            aria-label={t("previous")}
            disabled={step === 0}
            onClick={() => go(step - 1)}
          >
            <Icon name="left" size={20} />
          </Button>
          <Button
            kind="primary"
            size="l"
            className={styles.next ?? ""}
            disabled={sending}
            onClick={() => (last ? onSend() : go(step + 1))}
          >
            <span>
              <small>
                {last
                  ? t("holds", { answers: tally.answered, weights: tally.weights })
                  : missing === 0
                    ? t("allAnswered")
                    : t("unanswered", {
                        count: missing,
                        noun: missing === 1 ? sheet.optionNoun.one : sheet.optionNoun.many,
                      })}
              </small>
              {last ? t(ballot.submittedAt ? "sendAgain" : "send") : (next?.title ?? t("weightsOfCriteria"))}
            </span>
            <Icon name="right" size={20} />
          </Button>
        </div>
      </footer>
    </div>
  );
}
