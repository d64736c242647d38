"use client";

import { useTranslations } from "next-intl";
import { useRef, useState, type KeyboardEvent } from "react";
import { type ErrorCode, type ErrorValues, isAppError } from "@/lib/errors";
import styles from "./inline-text.module.css";

interface Props {
  value: string;
  /** Names the field: "Title of the task". */
  label: string;
  /** Undefined where the person may not edit. Throws an `AppError` for a text that will not do. */
  onCommit: ((text: string) => void) | undefined;
  /** Shown in place of an empty text. */
  placeholder?: string;
  /** Opens the field where the text itself stands elsewhere: "Rename". */
  opens?: string;
  /** Sentences for refusals that mean something particular here. */
  problems?: Partial<Record<ErrorCode, string>>;
  multiline?: boolean;
  /** Start in the field, for something that was just added. */
  startOpen?: boolean;
  onClose?: () => void;
}

/** A text that turns into its own field: Enter keeps, Escape leaves it as it was, leaving the field keeps. */
export function InlineText({
  value,
  label,
  onCommit,
  placeholder,
  opens,
  problems,
  multiline = false,
  startOpen = false,
  onClose,
}: Props) {
  const t = useTranslations("errors");
  const [draft, setDraft] = useState<string | null>(startOpen ? value : null);
  const [problem, setProblem] = useState<{ code: ErrorCode; values: ErrorValues | undefined } | null>(null);
  const opener = useRef<HTMLButtonElement>(null);
  if (!onCommit) return value && !opens ? <span className={styles.text}>{value}</span> : null;

  const close = (refocus: boolean) => {
    setDraft(null);
    setProblem(null);
    onClose?.();
    if (refocus) requestAnimationFrame(() => opener.current?.focus());
  };
  const keep = (refocus: boolean) => {
    if (draft === null) return;
    try {
      if (draft.trim() !== value) onCommit(draft);
      close(refocus);
    } catch (error) {
      // What was typed stays in the field, with what is wrong under it.
      if (!isAppError(error)) throw error;
      setProblem({ code: error.code, values: error.values });
    }
  };
  const keys = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === "Escape") close(true);
    if (event.key === "Enter" && (!multiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      keep(true);
    }
  };

  if (draft === null) {
    return (
      <button
        ref={opener}
        type="button"
        className={value && !opens ? styles.opener : styles.empty}
        data-empty={value || opens ? undefined : ""}
        // Hidden text beside the value would be read with a space before its comma.
        aria-label={value ? `${opens ?? value}, ${label}` : undefined}
        title={label}
        onClick={() => setDraft(value)}
      >
        {opens ?? (value || placeholder)}
      </button>
    );
  }
  const field = {
    className: styles.field,
    value: draft,
    "aria-label": label,
    "aria-invalid": problem ? (true as const) : undefined,
    autoFocus: true,
    onBlur: () => keep(false),
    onKeyDown: keys,
  };
  return (
    <span className={styles.editing}>
      {multiline ? (
        <textarea {...field} rows={3} onChange={(event) => setDraft(event.target.value)} />
      ) : (
        <input
          {...field}
          onChange={(event) => setDraft(event.target.value)}
          onFocus={(event) => event.target.select()}
        />
      )}
      {problem ? (
        <span role="alert" className={styles.problem}>
          {problems?.[problem.code] ?? t(problem.code, problem.values)}
        </span>
      ) : null}
    </span>
  );
}
