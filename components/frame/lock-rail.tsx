"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { Link } from "@/lib/i18n/navigation";
import type { Refusal } from "@/lib/errors";
import { viewPath } from "../shell/board-header";
import { Button, buttonClass } from "../ui/button";
import { CopyHash } from "./copy-hash";
import { Icon } from "../ui/icon";
import { type FrameActions, type FrameView, type RunEdit, shortHash } from "./frame-props";
import styles from "./lock-rail.module.css";

interface Props {
  view: FrameView;
  /** The newest locked frame is what the page shows. */
  sealed: boolean;
  actions: FrameActions;
  run: RunEdit;
}

/** May the frame be locked, what is missing, and what locking means. */
export function LockRail({ view, sealed, actions, run }: Props) {
  const t = useTranslations();
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const [busy, setBusy] = useState(false);
  const { locked } = view;
  if (sealed && locked) {
    return (
      <section className={styles.box}>
        <h3>{t("frame.rail.locked")}</h3>
        <p className={styles.hash}>
          <span title={view.hash}>{shortHash(view.hash)}</span>
          <CopyHash text={view.hash} label={t("frame.rail.copyHash")} />
        </p>
        <p className={styles.what}>{t("frame.rail.hashLocked")}</p>
        <ul>
          <li>
            <Icon name="lock" size={18} />
            {locked.rounds.length > 0
              ? t("frame.rail.fixedFor", { rounds: locked.rounds.length, round: locked.rounds.join(", ") })
              : t("frame.rail.fixed")}
          </li>
          <li>
            <Icon name="redo" size={18} />
            {t("frame.rail.changeMakes", { number: locked.number + 1 })}
          </li>
        </ul>
        <Link
          href={viewPath(view.boardId, "room")}
          className={`${buttonClass("primary", "l")} ${styles.wide}`}
        >
          {t("frame.rail.room")} <Icon name="right" />
        </Link>
      </section>
    );
  }
  const lock = async () => {
    setBusy(true);
    setRefused(await run(actions.lock));
    setBusy(false);
  };
  const blocked = view.blockers.length > 0;
  const has = (...codes: string[]) =>
    [...view.blockers, ...view.warnings].some((each) => codes.includes(each.code));
  const fine = [
    ...(has("too-few-options", "option-untitled")
      ? []
      : [t("frame.check.options", { count: view.draft.options.length, noun: view.optionNoun.many })]),
    ...(has(
      "no-vote-criteria",
      "criterion-untitled",
      "criterion-without-question",
      "criterion-without-anchors",
    )
      ? []
      : [t("frame.check.worded")]),
    ...(has("no-vote-criteria", "no-roles", "criterion-without-role") ? [] : [t("frame.check.scored")]),
    ...(has("no-roles", "quorum-out-of-reach") ? [] : [t("frame.check.quorum")]),
  ];
  return (
    <section className={styles.box}>
      <h3>{t(blocked ? "frame.rail.notReady" : "frame.rail.ready")}</h3>
      <p className={styles.hash}>
        <span title={view.hash}>{shortHash(view.hash)}</span>
      </p>
      <p className={styles.what}>{t("frame.rail.hashLive")}</p>
      <ul id="lock-checks">
        {view.blockers.map((each) => (
          <li key={JSON.stringify(each)} data-kind="block">
            <Icon name="close" size={18} />
            {t(`frame.blocker.${each.code}`, { ...each })}
          </li>
        ))}
        {fine.map((text) => (
          <li key={text}>
            <Icon name="check" size={18} />
            {text}
          </li>
        ))}
        {view.warnings.map((each) => (
          <li key={JSON.stringify(each)} data-kind="warn">
            <Icon name="warn" size={18} />
            {t(`frame.warning.${each.code}`, { ...each })}
          </li>
        ))}
      </ul>
      {view.canLock ? (
        <Button
          kind="primary"
          size="l"
          className={styles.wide ?? ""}
          disabled={blocked || busy}
          aria-describedby="lock-checks"
          onClick={() => void lock()}
        >
          <Icon name="lock" />
          {t("frame.rail.lock", { number: (locked?.number ?? 0) + 1 })}
        </Button>
      ) : null}
      {refused ? (
        <p role="alert" className={styles.error}>
          {t(`errors.${refused.code}`, refused.values)}
        </p>
      ) : null}
      <p className={styles.help}>
        {view.canLock
          ? t("frame.rail.after", { number: (locked?.number ?? 0) + 2 })
          : t("frame.rail.facilitatorLocks")}
      </p>
    </section>
  );
}
