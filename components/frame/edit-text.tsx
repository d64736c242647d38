"use client";

import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useState } from "react";
import type { Refusal } from "@/lib/errors";
import styles from "./edit-text.module.css";

interface Props {
  label: string;
  value: string;
  placeholder?: string;
  /** `plain` looks like the text it holds until it is touched. */
  look?: "plain" | "boxed";
  strong?: boolean;
  /** Enter keeps the text unless new lines belong in it. */
  multiline?: boolean;
  onSave: (text: string) => Promise<Refusal["error"] | null>;
}

/**
 * A text of the draft, kept when one leaves the field. What was typed stays until the page shows it as saved,
 * so a refusal or a lost connection loses nothing.
 */
export function EditText({
  label,
  value,
  placeholder,
  look = "plain",
  strong = false,
  multiline = false,
  onSave,
}: Props) {
  const t = useTranslations("errors");
  const id = useId();
  const [draft, setDraft] = useState<string | null>(null);
  /** What the page showed when the draft was taken over: as soon as it shows something else, that is it. */
  const [saved, setSaved] = useState<{ over: string; typed: string } | null>(null);
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  if (saved !== null && saved.over !== value) {
    setSaved(null);
    if (draft === saved.typed) setDraft(null);
  }
  const keep = async () => {
    if (draft === null) return;
    const text = (multiline ? draft : draft.replace(/\s+/g, " ")).trim();
    if (text === value) {
      setDraft(null);
      setRefused(null);
      return;
    }
    const problem = await onSave(text);
    setRefused(problem);
    if (problem === null) setSaved({ over: value, typed: draft });
  };
  const keys = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key === "Escape") {
      setDraft(null);
      setRefused(null);
    }
    if (event.key === "Enter" && (!multiline || event.metaKey || event.ctrlKey)) {
      event.preventDefault();
      event.currentTarget.blur();
    }
  };
  return (
    <>
      <textarea
        className={`${styles[look]} ${strong ? styles.strong : ""}`}
        rows={1}
        aria-label={label}
        aria-invalid={refused ? true : undefined}
        aria-describedby={refused ? id : undefined}
        placeholder={placeholder}
        value={draft ?? value}
        onChange={(event) =>
          setDraft(multiline ? event.target.value : event.target.value.replace(/\n/g, " "))
        }
        onBlur={() => void keep()}
        onKeyDown={keys}
      />
      {refused ? (
        <p id={id} role="alert" className={styles.error}>
          {t(refused.code, refused.values)}
        </p>
      ) : null}
    </>
  );
}
