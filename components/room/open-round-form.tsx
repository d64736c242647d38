"use client";

import { useTranslations } from "next-intl";
import { Fragment, useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Link, useRouter } from "@/lib/i18n/navigation";
import { shortHash } from "../frame/frame-props";
import { viewPath } from "../shell/board-header";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./open-round-form.module.css";
import type { RoomActions, RoomFrame } from "./room-props";

interface Props {
  boardId: string;
  number: number;
  /** Null before the first lock. */
  frame: RoomFrame | null;
  draftReady: boolean;
  actions: RoomActions;
}

type Deadline = "none" | "minutes" | "at";

/** What the next round asks, until when, on which frame. */
export function OpenRoundForm({ boardId, number, frame, draftReady, actions }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const [scores, setScores] = useState(true);
  const [weights, setWeights] = useState(true);
  const [deadline, setDeadline] = useState<Deadline>("none");
  const [minutes, setMinutes] = useState("15");
  const [at, setAt] = useState("");
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const run = async (action: () => Promise<{ ok: true } | Refusal>) => {
    setBusy(true);
    const answer = await action().catch((): Refusal => ({ ok: false, error: { code: "unavailable" } }));
    setBusy(false);
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok) router.refresh();
  };
  const when = (): { minutes: number } | { at: string } | null => {
    if (deadline === "minutes") return { minutes: Number(minutes) };
    // The field speaks the browser's local time; the server gets an instant.
    if (deadline === "at") return { at: at === "" ? "" : new Date(at).toISOString() };
    return null;
  };
  const error = refused ? (
    <p role="alert" className={styles.error}>
      {t(`errors.${refused.code}`, refused.values)}
    </p>
  ) : null;
  if (!frame) {
    return (
      <section className={styles.form}>
        <h3>{t("room.open.lockFirst")}</h3>
        <p className={styles.help}>{t(draftReady ? "room.open.lockFirstText" : "room.open.notReadyText")}</p>
        {draftReady ? (
          <Button kind="primary" size="l" disabled={busy} onClick={() => void run(actions.lockDraft)}>
            <Icon name="lock" /> {t("room.open.lock", { number: 1 })}
          </Button>
        ) : null}
        {error}
        <Link
          href={viewPath(boardId, "frame")}
          className={buttonClass(draftReady ? "line" : "primary", draftReady ? "m" : "l")}
        >
          {t("room.open.seeFrame")}
        </Link>
      </section>
    );
  }
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => actions.open({ scores, weights, deadline: when() }));
      }}
    >
      <h3>{t("room.open.title", { number })}</h3>
      <p className={styles.help}>
        {t.rich("room.open.onFrame", {
          number: frame.number,
          hash: shortHash(frame.hash, 3),
          code: (text) => <code>{text}</code>,
        })}
      </p>
      {frame.draftDiffers ? (
        <div className={styles.differs}>
          <Icon name="warn" />
          <p>
            {t("room.open.differs", { number: frame.number })}{" "}
            {frame.draftReady ? null : t("room.open.differsNotReady")}
          </p>
          <div>
            {frame.draftReady ? (
              <Button size="s" disabled={busy} onClick={() => void run(actions.lockDraft)}>
                {t("room.open.lock", { number: frame.number + 1 })}
              </Button>
            ) : null}
            <Link href={viewPath(boardId, "frame")} className={buttonClass("ghost", "s")}>
              {t("room.open.seeFrame")}
            </Link>
          </div>
        </div>
      ) : null}
      <fieldset>
        <legend>{t("room.open.asks")}</legend>
        <label>
          <input type="checkbox" checked={scores} onChange={(event) => setScores(event.target.checked)} />
          <span>
            <b>{t("room.open.scores")}</b>
            <small>{t("room.open.scoresText")}</small>
          </span>
        </label>
        <label>
          <input type="checkbox" checked={weights} onChange={(event) => setWeights(event.target.checked)} />
          <span>
            <b>{t("room.open.weights")}</b>
            <small>{t("room.open.weightsText")}</small>
          </span>
        </label>
      </fieldset>
      <fieldset>
        <legend>{t("room.open.deadline")}</legend>
        {(["none", "minutes", "at"] as const).map((each) => (
          <Fragment key={each}>
            <label>
              <input
                type="radio"
                name="deadline"
                checked={deadline === each}
                onChange={() => setDeadline(each)}
              />
              <b>{t(`room.open.deadlines.${each}`)}</b>
            </label>
            {each === "minutes" && deadline === each ? (
              <label className={styles.inline}>
                <input
                  type="number"
                  inputMode="numeric"
                  min={1}
                  max={527_040}
                  required
                  value={minutes}
                  onChange={(event) => setMinutes(event.target.value)}
                />
                {t("room.open.minutes")}
              </label>
            ) : null}
            {each === "at" && deadline === each ? (
              <label className={styles.inline}>
                <span className="sr">{t("room.open.deadlines.at")}</span>
                <input
                  type="datetime-local"
                  required
                  value={at}
                  onChange={(event) => setAt(event.target.value)}
                />
              </label>
            ) : null}
          </Fragment>
        ))}
      </fieldset>
      {error}
      <Button kind="primary" size="l" type="submit" disabled={busy || (!scores && !weights)}>
        {t("room.open.submit", { number })}
      </Button>
    </form>
  );
}
