"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { SelectField, TextArea, TextField } from "../ui/field";
import { Icon } from "../ui/icon";
import { Note } from "../ui/note";
import { type Failure, useFailureText } from "../ui/use-submit";
import { WhenReady } from "../ui/when-ready";
import type { DecisionDraft, SealAction } from "./decision-types";
import styles from "./record.module.css";
import { useDraft } from "./use-draft";

export interface OfferedOption {
  id: string;
  /** With its place in the vote. */
  label: string;
  /** A title for the decision, in the board's language. */
  suggestion: string;
}
interface Props {
  boardId: string;
  roundId: string;
  version: number;
  /** In the order of the ranking. */
  options: readonly OfferedOption[];
  /** A title for "no option chosen". */
  noneSuggestion: string;
  initial: DecisionDraft;
  /** The day after today at the earliest. */
  earliestReview: string;
  seal: SealAction;
}

/** What was decided, and why; sealing asks once and says what becomes final. */
export function DecisionForm({
  boardId,
  roundId,
  version,
  options,
  noneSuggestion,
  initial,
  earliestReview,
  seal,
}: Props) {
  const t = useTranslations("record.form");
  const router = useRouter();
  const failureText = useFailureText();
  const { draft, restored, change, forget } = useDraft(`plateau-record:${boardId}`, initial);
  const [asking, setAsking] = useState(false);
  const [sealing, setSealing] = useState(false);
  const [checked, setChecked] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const missing = {
    title: draft.title.trim() === "" ? t("titleMissing") : undefined,
    rationale: draft.rationale.trim() === "" ? t("rationaleMissing") : undefined,
  };
  const chosen = options.find((option) => option.id === draft.outcome);

  function choose(outcome: string) {
    const suggestionOf = (id: string) =>
      options.find((option) => option.id === id)?.suggestion ?? noneSuggestion;
    // A title that somebody wrote stays; one that was only suggested follows the choice.
    const suggested = draft.title === suggestionOf(draft.outcome);
    change({ outcome, ...(suggested ? { title: suggestionOf(outcome) } : {}) });
  }

  function ask(event: FormEvent) {
    event.preventDefault();
    setChecked(true);
    setFailure(null);
    if (!missing.title && !missing.rationale) setAsking(true);
  }

  async function sealNow() {
    setSealing(true);
    try {
      const result = await seal({ boardId, roundId, version, decision: draft });
      if (result.ok) {
        forget();
        router.push(`/boards/${boardId}/record?version=${result.version}`);
        router.refresh();
        return;
      }
      setFailure(result.error);
    } catch {
      // The server cannot be reached, or failed and has logged why: what was typed is all still here.
      setFailure({ code: "unavailable" });
    }
    setSealing(false);
    setAsking(false);
  }

  return (
    <form className={styles.form} method="post" onSubmit={ask} noValidate>
      {failure ? (
        <Note kind="danger" alert>
          {failureText(failure)}
        </Note>
      ) : restored ? (
        <Note kind="quiet" icon="file">
          {t("restored")}{" "}
          <button type="button" className={styles.textButton} onClick={forget}>
            {t("startOver")}
          </button>
        </Note>
      ) : null}
      <WhenReady>
        <SelectField
          label={t("outcome")}
          hint={t("outcomeHint")}
          value={draft.outcome}
          onChange={(event) => choose(event.target.value)}
        >
          {options.map((option) => (
            <option key={option.id} value={option.id}>
              {option.label}
            </option>
          ))}
          <option value="">{t("none")}</option>
        </SelectField>
        <TextField
          label={t("title")}
          value={draft.title}
          onChange={(event) => change({ title: event.target.value })}
          error={checked ? missing.title : undefined}
          autoComplete="off"
        />
        <TextArea
          label={t("rationale")}
          hint={t("rationaleHint")}
          rows={7}
          value={draft.rationale}
          onChange={(event) => change({ rationale: event.target.value })}
          error={checked ? missing.rationale : undefined}
        />
        <TextArea
          label={t("consequences")}
          hint={t("consequencesHint")}
          rows={4}
          value={draft.consequences}
          onChange={(event) => change({ consequences: event.target.value })}
        />
        <TextField
          label={t("review")}
          hint={t("reviewHint")}
          type="date"
          min={earliestReview}
          value={draft.reviewDate}
          onChange={(event) => change({ reviewDate: event.target.value })}
        />
        <div className={styles.formActions}>
          <Button type="submit" kind="primary" size="l">
            <Icon name="seal" />
            {t("seal", { version })}
          </Button>
        </div>
      </WhenReady>
      <Dialog
        open={asking}
        onOpenChange={(open) => (sealing ? undefined : setAsking(open))}
        title={t("ask.title", { version })}
        description={chosen ? t("ask.chosen", { option: chosen.label }) : t("ask.none")}
      >
        <ul className={styles.final}>
          <li>{t("ask.final")}</li>
          <li>{t("ask.holds")}</li>
          <li>{t("ask.later")}</li>
        </ul>
        <div className={styles.dialogActions}>
          <Button onClick={() => setAsking(false)} disabled={sealing}>
            {t("ask.back")}
          </Button>
          <Button kind="primary" onClick={() => void sealNow()} disabled={sealing}>
            <Icon name="seal" />
            {sealing ? t("ask.sealing") : t("ask.seal")}
          </Button>
        </div>
      </Dialog>
    </form>
  );
}
