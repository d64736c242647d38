"use client";

import { useTranslations } from "next-intl";
import { Suspense, use } from "react";
import { Dialog } from "../ui/dialog";
import { LocalMoment } from "../ui/local-moment";
import { Note } from "../ui/note";
import { useFailureText } from "../ui/use-submit";
import { Consent } from "./consent";
import { DifferenceTable } from "./difference-table";
import styles from "./history.module.css";
import type { HistoryActions, VersionItem } from "./history-types";
import { useVersionTitle } from "./version-words";

type Compared = Awaited<ReturnType<HistoryActions["compare"]>>;

interface Props {
  version: VersionItem;
  /** Never rejects. */
  compared: Promise<Compared>;
  /** Null to look only. */
  restore: HistoryActions["restore"];
  onClose: () => void;
  onRestored: () => void;
}

/** What a version holds beside the present; with `restore`, also what restoring it does. */
export function VersionDialog({ version, compared, restore, onClose, onRestored }: Props) {
  const t = useTranslations("history");
  const titleOf = useVersionTitle();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={restore ? t("restoreTitle") : t("compareTitle")}
      description={
        <>
          {titleOf(version)}, <LocalMoment at={version.at} />
        </>
      }
    >
      <div aria-live="polite">
        <Suspense fallback={<p className={styles.comparing}>{t("comparing")}</p>}>
          <Comparison compared={compared} />
        </Suspense>
      </div>
      {restore ? (
        <Consent
          happens={[t("happens.kept"), t("happens.reload"), t("happens.votes")]}
          action={t("restoreNow")}
          act={() => restore(version.id)}
          onClose={onClose}
          onDone={onRestored}
        />
      ) : null}
    </Dialog>
  );
}

function Comparison({ compared }: { compared: Promise<Compared> }) {
  const text = useFailureText();
  const answer = use(compared);
  if (answer.ok) return <DifferenceTable difference={answer.difference} />;
  return <Note kind="danger">{text(answer.error)}</Note>;
}
