"use client";

import { useTranslations } from "next-intl";
import { isWebLink } from "@/lib/board/fits";
import type { FitEntry } from "@/lib/board/types";
import { Icon } from "../ui/icon";
import type { Edits } from "./edits";
import styles from "./fit-reasons.module.css";
import { InlineText } from "./inline-text";

/** Why a fit: the note and the link it rests on. Something must be painted first: a reason belongs to a fit. */
export function FitReasons({ entry, edits }: { entry: FitEntry; edits: Edits | null }) {
  const t = useTranslations("map");
  return (
    <>
      {entry.note || edits ? (
        <div className={styles.reason}>
          <InlineText
            key={`${entry.task}|${entry.option}`}
            value={entry.note}
            label={t("note")}
            placeholder={t("addNote")}
            multiline
            onCommit={edits ? (note) => edits.setNote(entry.task, entry.option, note) : undefined}
          />
        </div>
      ) : null}
      {entry.evidence || edits ? <Evidence entry={entry} edits={edits} /> : null}
    </>
  );
}

function Evidence({ entry, edits }: { entry: FitEntry; edits: Edits | null }) {
  const t = useTranslations("map");
  // What is stored came from anyone with edit access: only a web address becomes a link.
  const link = isWebLink(entry.evidence) ? entry.evidence : null;
  const shown = link ? new URL(link).host + new URL(link).pathname.replace(/\/$/, "") : entry.evidence;
  return (
    <div className={styles.evidence}>
      {link ? (
        <a href={link} target="_blank" rel="noopener noreferrer nofollow">
          <Icon name="link" />
          <u>{shown}</u>
        </a>
      ) : null}
      <InlineText
        key={`${entry.task}|${entry.option}`}
        value={entry.evidence}
        label={t("evidence")}
        placeholder={t("addEvidence")}
        problems={{ "bad-input": t("evidenceProblem") }}
        {...(link ? { opens: t("changeEvidence") } : {})}
        onCommit={edits ? (text) => edits.setEvidence(entry.task, entry.option, text) : undefined}
      />
    </div>
  );
}
