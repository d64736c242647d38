"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { Refusal } from "@/lib/errors";
import { Link, useRouter } from "@/lib/i18n/navigation";
import { shortHash } from "../frame/frame-props";
import { viewPath } from "../shell/board-header";
import { Button, buttonClass } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Icon, type IconName } from "../ui/icon";
import { LocalTime } from "../voting/local-time";
import { Countdown } from "./countdown";
import styles from "./reveal-panel.module.css";
import { type RoomActions, type RoomProgress, type RoomRound, rolesUnderQuorum } from "./room-props";

interface Props {
  boardId: string;
  round: RoomRound;
  progress: RoomProgress;
  /** Undefined for those who follow and do not lead. */
  actions: RoomActions | undefined;
}

/** The rail of a round under way: time, what is still missing, close, reveal. */
export function RevealPanel({ boardId, round, progress, actions }: Props) {
  const t = useTranslations();
  const router = useRouter();
  const [asking, setAsking] = useState<"close" | "reveal" | null>(null);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal["error"] | null>(null);
  const under = rolesUnderQuorum(progress);
  const expected = progress.roles.filter((role) => role.expected);
  const waiting = progress.seats - progress.submitted;
  const run = async (action: () => Promise<{ ok: true } | Refusal>) => {
    setBusy(true);
    const answer = await action().catch((): Refusal => ({ ok: false, error: { code: "unavailable" } }));
    setBusy(false);
    setRefused(answer.ok ? null : answer.error);
    if (answer.ok) {
      setAsking(null);
      router.refresh();
    }
  };
  const error = refused ? (
    <p role="alert" className={styles.error}>
      {t(`errors.${refused.code}`, refused.values)}
    </p>
  ) : null;
  const open = round.state === "open";
  const closed = round.state === "closed";
  return (
    <>
      {open && round.closesAt ? (
        <div className={styles.count}>
          <Countdown key={round.closesAt} closesAt={round.closesAt} now={round.now} />
          {actions ? (
            <Button disabled={busy} onClick={() => void run(() => actions.extend(round.id, 2))}>
              <Icon name="plus" /> {t("room.twoMinutes")}
            </Button>
          ) : null}
        </div>
      ) : null}
      <section className={styles.checks}>
        <h3>
          {t(
            round.state === "revealed"
              ? "room.check.revealed"
              : closed
                ? "room.check.ready"
                : "room.check.before",
          )}
        </h3>
        <ul>
          <Check icon="check" title={t("room.check.frame", { number: round.frame.number })}>
            {t.rich("room.check.hash", {
              hash: shortHash(round.frame.hash, 3),
              code: (text) => <code>{text}</code>,
            })}
          </Check>
          {round.state === "revealed" ? null : (
            <Check icon="check" title={t("room.check.unread")}>
              {t.rich("room.check.since", { time: () => <LocalTime at={round.openedAt} form="short" /> })}
            </Check>
          )}
          <Check
            icon={under.length > 0 ? "warn" : "check"}
            title={t("room.check.quorum", { met: expected.length - under.length, roles: expected.length })}
          >
            {under.length > 0
              ? t("room.check.underQuorum", {
                  roles: under.map((role) => role.name).join(", "),
                  count: under.length,
                })
              : t("room.ballots", { submitted: progress.submitted, seats: progress.seats })}
          </Check>
          <Check icon={open ? "clock" : "check"} title={t("room.check.closed")}>
            {open
              ? t(round.closesAt ? "room.check.atEndOrNow" : "room.check.whenYouClose")
              : round.closedAt
                ? t.rich("room.check.closedAt", {
                    time: () => <LocalTime at={round.closedAt ?? ""} form="short" />,
                  })
                : null}
          </Check>
        </ul>
      </section>
      {round.state === "revealed" ? (
        <Link href={viewPath(boardId, "results")} className={`${buttonClass("primary", "l")} ${styles.wide}`}>
          {t("room.results")} <Icon name="right" />
        </Link>
      ) : actions ? (
        <>
          <button
            type="button"
            className={styles.reveal}
            data-ready={closed ? "" : undefined}
            disabled={!closed || busy}
            aria-describedby="reveal-why"
            onClick={() => setAsking("reveal")}
          >
            {t("room.reveal")}
            <small id="reveal-why">
              {closed
                ? t("room.revealEverywhere")
                : t(under.length > 0 ? "room.revealAfterBoth" : "room.revealAfter")}
            </small>
          </button>
          {open ? (
            <Button
              size="l"
              className={`${styles.wide} ${styles.close}`}
              disabled={busy}
              onClick={() =>
                under.length > 0 || waiting > 0 ? setAsking("close") : void run(() => actions.close(round.id))
              }
            >
              <Icon name="lock" /> {t(under.length > 0 || waiting > 0 ? "room.closeNowAsk" : "room.closeNow")}
            </Button>
          ) : null}
          {asking ? null : error}
          <p className={styles.note}>
            {closed
              ? t("room.revealFinal")
              : under.length > 0
                ? t("room.closeUnder", {
                    roles: under.map((role) => role.name).join(", "),
                    count: under.length,
                  })
                : t("room.closeNote")}
          </p>
        </>
      ) : (
        <p className={styles.note}>{t(closed ? "room.follow.closed" : "room.follow.open")}</p>
      )}
      {actions ? (
        <Dialog
          open={asking === "close"}
          onOpenChange={(open) => !open && setAsking(null)}
          title={t("room.closeTitle")}
        >
          <div className={styles.dialog}>
            {waiting > 0 ? <p>{t("room.closeWaiting", { count: waiting })}</p> : null}
            {under.length > 0 ? (
              <p>
                {t("room.closeUnder", {
                  roles: under.map((role) => role.name).join(", "),
                  count: under.length,
                })}
              </p>
            ) : null}
            <p>{t("room.closeFinal")}</p>
            {error}
            <div className={styles.buttons}>
              <Button onClick={() => setAsking(null)}>{t("room.keepOpen")}</Button>
              <Button kind="primary" disabled={busy} onClick={() => void run(() => actions.close(round.id))}>
                {t("room.closeNow")}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
      {actions ? (
        <Dialog
          open={asking === "reveal"}
          onOpenChange={(open) => !open && setAsking(null)}
          title={t("room.revealTitle")}
        >
          <div className={styles.dialog}>
            <p>{t("room.revealFinal")}</p>
            {error}
            <div className={styles.buttons}>
              <Button onClick={() => setAsking(null)}>{t("room.notYet")}</Button>
              <Button kind="primary" disabled={busy} onClick={() => void run(() => actions.reveal(round.id))}>
                {t("room.revealNow")}
              </Button>
            </div>
          </div>
        </Dialog>
      ) : null}
    </>
  );
}

function Check({ icon, title, children }: { icon: IconName; title: string; children: ReactNode }) {
  return (
    <li data-icon={icon}>
      <Icon name={icon} size={18} />
      <div>
        <b>{title}</b>
        <span>{children}</span>
      </div>
    </li>
  );
}
