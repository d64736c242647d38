"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState, useSyncExternalStore } from "react";
import type { ErrorCode, ErrorValues } from "@/lib/errors";
import { saysSomething, weightsAreWhole } from "@/lib/record/ballot-rules";
import { BallotDesktop } from "./ballot-desktop";
import { BallotDone } from "./ballot-done";
import { BallotPhone } from "./ballot-phone";
import type { BallotSheet, SavedBallot } from "./ballot-props";
import type { BallotSnapshot, BallotStore } from "./ballot-store";
import { type Tally, tallyOf } from "./ballot-tally";
import styles from "./ballot-view.module.css";
import { ReasonSheet } from "./reason-sheet";
import { WhenReady } from "../ui/when-ready";
import { UnfinishedSheet } from "./unfinished-sheet";
import { useBallot } from "./use-ballot";

/** What both dresses of the ballot are given. */
export interface BallotProps {
  sheet: BallotSheet;
  ballot: BallotSnapshot;
  store: BallotStore;
  tally: Tally;
  step: number;
  onStep: (step: number) => void;
  openReason: (criterionId: string, optionId: string) => void;
  onSend: () => void;
  sending: boolean;
  /** Why the ballot could not be sent. */
  problem: ReactNode;
}

interface Props {
  sheet: BallotSheet;
  voterId: string;
  saved: SavedBallot | null;
  /** The board's top bar, for the desktop; the phone has its own. */
  header: ReactNode;
}

const WIDE = "(min-width: 1000px)";
const onWidth = (changed: () => void) => {
  const media = window.matchMedia(WIDE);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
};
/** Null on the server, which draws both and lets the style sheet choose. */
const useWide = (): boolean | null =>
  useSyncExternalStore<boolean | null>(
    onWidth,
    () => window.matchMedia(WIDE).matches,
    () => null,
  );

/** An open round's ballot: answering it, sending it, and what was counted. */
export function BallotView({ sheet, voterId, saved, header }: Props) {
  const t = useTranslations();
  const wide = useWide();
  const { store, ballot } = useBallot({ boardId: sheet.boardId, roundId: sheet.round.id, voterId, saved });
  const [step, setStep] = useState(0);
  const [shown, setShown] = useState<"ballot" | "done">(saved?.submittedAt ? "done" : "ballot");
  const [cell, setCell] = useState<{ criterionId: string; optionId: string } | null>(null);
  const [sending, setSending] = useState(false);
  const [refused, setRefused] = useState<{ code: ErrorCode; values: ErrorValues | undefined } | null>(null);
  const [asking, setAsking] = useState(false);
  const tally = tallyOf(sheet, ballot.answers);
  const weightsWhole = !sheet.round.asksWeights || weightsAreWhole(sheet.criteria, ballot.answers.weights);
  const empty = !saysSomething(ballot.answers);
  const weightless = tally.weightsAsked > 0 && tally.weights === 0;
  const complete = tally.answered === tally.cells && !weightless;

  const send = async () => {
    setAsking(false);
    setSending(true);
    const problem = await store.submit();
    setSending(false);
    // What the network lost is said where saving is said.
    setRefused(problem?.code === "unavailable" ? null : problem);
    if (problem === null) setShown("done");
  };
  const trySending = () => {
    if (empty) return setRefused({ code: "ballot-empty", values: undefined });
    if (!weightsWhole) {
      setRefused({ code: "weights-incomplete", values: undefined });
      setStep(sheet.round.asksScores ? sheet.scored.length : 0);
      document.getElementById("ballot-weights")?.scrollIntoView({ block: "end" });
      return;
    }
    if (complete || ballot.submittedAt) void send();
    else setAsking(true);
  };
  // What was missing and is there now is not said again.
  const settled =
    (refused?.code === "weights-incomplete" && weightsWhole) || (refused?.code === "ballot-empty" && !empty);

  if (shown === "done" && ballot.submittedAt) {
    return (
      <>
        <div className={styles.wide}>{header}</div>
        <BallotDone
          sheet={sheet}
          tally={tally}
          onChange={() => {
            setStep(0);
            setShown("ballot");
          }}
        />
      </>
    );
  }
  const criterion = sheet.scored.find((each) => each.id === cell?.criterionId);
  const option = sheet.options.find((each) => each.id === cell?.optionId);
  const props: BallotProps = {
    sheet,
    ballot,
    store,
    tally,
    step,
    onStep: setStep,
    openReason: (criterionId, optionId) => setCell({ criterionId, optionId }),
    onSend: trySending,
    sending,
    problem:
      refused && !settled && ballot.save.state !== "failed" ? (
        <p role="alert" className={styles.problem}>
          {t(`errors.${refused.code}`, refused.values)}
        </p>
      ) : null,
  };
  return (
    <>
      {wide === false ? null : (
        <div className={styles.wide}>
          {header}
          <main>
            <WhenReady>
              <BallotDesktop {...props} />
            </WhenReady>
          </main>
        </div>
      )}
      {wide === true ? null : (
        <main className={styles.narrow}>
          <WhenReady>
            <BallotPhone {...props} />
          </WhenReady>
        </main>
      )}
      {criterion && option ? (
        <ReasonSheet
          criterion={criterion}
          option={option}
          roleName={sheet.role.name}
          answers={ballot.answers}
          onMark={(key, mark) => store.change({ scores: { [key]: mark } })}
          onReason={(key, text) => store.change({ reasons: { [key]: text } })}
          onClose={() => setCell(null)}
        />
      ) : null}
      {asking ? (
        <UnfinishedSheet
          missing={tally.cells - tally.answered}
          weightless={weightless}
          onSend={() => void send()}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
