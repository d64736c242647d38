import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import { viewPath } from "../shell/board-header";
import { buttonClass } from "../ui/button";
import { OpenRoundForm } from "./open-round-form";
import { RevealPanel } from "./reveal-panel";
import {
  type RoomActions,
  type RoomFrame,
  type RoomProgress,
  type RoomRound,
  rolesUnderQuorum,
} from "./room-props";
import styles from "./room-view.module.css";
import { WhenReady } from "../ui/when-ready";
import { RoundStates } from "./round-states";
import { Seats } from "./seats";

interface Props {
  boardId: string;
  round: RoomRound | null;
  progress: RoomProgress | null;
  frame: RoomFrame | null;
  draftReady: boolean;
  /** Undefined for those who follow and do not lead. */
  actions: RoomActions | undefined;
  /** May the reader cast a ballot in this round. */
  votes: boolean;
  /** The way in for those who come late. */
  join: ReactNode;
}

/** The live round: who has voted, what is missing, and for the facilitator the next step. */
export function RoomView({ boardId, round, progress, frame, draftReady, actions, votes, join }: Props) {
  const t = useTranslations("room");
  const state =
    round && round.state !== "revealed" ? round.state : round ? "revealed" : frame ? "locked" : "draft";
  const openForm =
    actions && (!round || round.state === "revealed") ? (
      <OpenRoundForm
        boardId={boardId}
        number={(round?.number ?? 0) + 1}
        frame={frame}
        draftReady={draftReady}
        actions={actions}
      />
    ) : null;
  return (
    <div className={styles.room}>
      <main className={styles.main}>
        <RoundStates now={state} />
        {round && progress ? (
          <>
            <div className={styles.top}>
              <div>
                <h2>
                  {t("roundTitle", {
                    number: round.number,
                    asks:
                      round.asksScores && round.asksWeights
                        ? "both"
                        : round.asksScores
                          ? "scores"
                          : "weights",
                  })}
                </h2>
                <p className={styles.sub}>
                  {t("ballots", { submitted: progress.submitted, seats: progress.seats })}{" "}
                  {summary(t, round, progress)}
                </p>
              </div>
              {votes && round.state === "open" ? (
                <Link href={viewPath(boardId, "vote")} className={buttonClass("line")}>
                  {t("myBallot")}
                </Link>
              ) : null}
            </div>
            <Seats progress={progress} revealed={round.state === "revealed"} />
          </>
        ) : (
          <div className={styles.top}>
            <div>
              <h2>{t("noRound")}</h2>
              <p className={styles.sub}>
                {t(!actions ? "noRoundFollow" : frame ? "noRoundLead" : "noFrameLead")}
              </p>
            </div>
          </div>
        )}
        {join}
      </main>
      <aside className={styles.rail} aria-label={t("rail")}>
        <WhenReady>
          {round && progress ? (
            <RevealPanel boardId={boardId} round={round} progress={progress} actions={actions} />
          ) : null}
          {round && openForm ? <hr /> : null}
          {openForm}
          {!round && !actions ? <p className="muted">{t("follow.none")}</p> : null}
        </WhenReady>
      </aside>
    </div>
  );
}

function summary(
  t: ReturnType<typeof useTranslations<"room">>,
  round: RoomRound,
  progress: RoomProgress,
): string {
  const under = rolesUnderQuorum(progress);
  const quorum =
    under.length === 0
      ? t("summary.quorumMet")
      : t("summary.quorumMissing", { roles: under.map((role) => role.name).join(", "), count: under.length });
  const ended =
    round.state === "closed" ? t("summary.closed") : round.state === "revealed" ? t("summary.revealed") : "";
  return `${quorum} ${ended}`.trim();
}
