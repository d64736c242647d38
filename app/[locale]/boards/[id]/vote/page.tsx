import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { BallotView } from "@/components/voting/ballot-view";
import { LateChanges } from "@/components/voting/late-changes";
import { LiveRefresh } from "@/components/voting/live-refresh";
import { RoleChooser } from "@/components/voting/role-chooser";
import { VoteNotice } from "@/components/voting/vote-notice";
import { buttonClass } from "@/components/ui/button";
import { getDb } from "@/lib/db/client";
import { readBallot } from "@/lib/db/queries/ballots";
import { currentRound } from "@/lib/db/queries/rounds";
import { Link } from "@/lib/i18n/navigation";
import { getBoardHub } from "@/lib/sync/board-hub";
import { loadBoardPage } from "../board-page";
import { takeRole } from "./actions";
import { ballotSheet } from "./ballot-sheet";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("vote"))("title") };
}

export default async function VotePage({ params }: Props) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, "vote"));
  const [t, round, board] = await Promise.all([
    getTranslations("vote"),
    currentRound(getDb(), user, id),
    getBoardHub().readBoard(id),
  ]);
  const leads = standing.access === "facilitator";
  const header = (
    <BoardHeader boardId={id} title={board.title} view="vote" voteLeadsTo={leads ? "room" : "vote"} />
  );
  const live = (
    <LiveRefresh
      boardId={id}
      on={["round", "people"]}
      followReveal={round?.state === "open" || round?.state === "closed"}
    />
  );
  const link = (view: "map" | "room" | "results", text: string, kind: "primary" | "line" = "primary") => (
    <Link href={viewPath(id, view)} className={buttonClass(kind, "l")}>
      {text}
    </Link>
  );

  if (round?.state === "revealed") {
    return (
      <>
        {header}
        <VoteNotice icon="chart" title={t("revealed.title")} actions={link("results", t("revealed.results"))}>
          <p>{t("revealed.text", { number: round.number })}</p>
        </VoteNotice>
        {live}
      </>
    );
  }
  if (standing.access === "observer") {
    return (
      <>
        {header}
        <VoteNotice icon="eye" title={t("observer.title")} actions={link("room", t("observer.follow"))}>
          <p>{t("observer.text")}</p>
        </VoteNotice>
        {live}
      </>
    );
  }
  const role = roles.find((each) => each.id === standing.roleId);
  if (!role && roles.length > 0 && round?.state !== "closed") {
    return (
      <>
        {header}
        <RoleChooser roles={roles} onChoose={takeRole.bind(null, id)} />
        {live}
      </>
    );
  }
  if (!round || !role) {
    return (
      <>
        {header}
        <VoteNotice
          icon="vote"
          title={t("none.title")}
          actions={
            <>
              {leads ? link("room", t("none.room")) : null}
              {link("map", t("none.map"), leads ? "line" : "primary")}
            </>
          }
        >
          <p>{leads ? t("none.facilitator") : t("none.voter")}</p>
        </VoteNotice>
        {live}
      </>
    );
  }
  const ballot = await readBallot(getDb(), user, id, round.id, user.userId);
  if (round.state !== "open") {
    const answers = Object.keys(ballot?.scores ?? {}).length + Object.keys(ballot?.weights ?? {}).length;
    return (
      <>
        {header}
        <VoteNotice
          icon={ballot?.submittedAt ? "check" : "lock"}
          title={t("closed.title")}
          actions={
            <>
              {leads ? link("room", t("closed.room")) : null}
              {link("map", t("none.map"), leads ? "line" : "primary")}
            </>
          }
        >
          {ballot?.submittedAt ? (
            <p>{t("closed.counted")}</p>
          ) : (
            <>
              <p>{answers > 0 ? t("closed.unsent", { count: answers }) : t("closed.notVoted")}</p>
              <p>{t("closed.wait")}</p>
            </>
          )}
          <LateChanges roundId={round.id} voterId={user.userId} />
        </VoteNotice>
        {live}
      </>
    );
  }
  const sheet = ballotSheet({
    boardId: id,
    voterName: user.name,
    leads,
    role: { id: role.id, name: role.name, tone: role.tone },
    round,
    board,
  });
  if (!sheet.round.asksWeights && sheet.scored.length === 0) {
    return (
      <>
        {header}
        <VoteNotice
          icon="vote"
          title={t("nothingForRole.title", { role: role.name })}
          actions={link("map", t("none.map"))}
        >
          <p>{t("nothingForRole.text")}</p>
        </VoteNotice>
        {live}
      </>
    );
  }
  return (
    <>
      <BallotView
        key={`${round.id} ${role.id}`}
        sheet={sheet}
        voterId={user.userId}
        header={header}
        saved={
          ballot
            ? {
                scores: ballot.scores,
                weights: ballot.weights,
                reasons: ballot.reasons,
                submittedAt: ballot.submittedAt?.toISOString() ?? null,
                updatedAt: ballot.updatedAt.toISOString(),
              }
            : null
        }
      />
      {live}
    </>
  );
}
