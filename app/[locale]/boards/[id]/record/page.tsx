import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ResultsEmpty } from "@/components/results/results-empty";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { buttonClass } from "@/components/ui/button";
import { can } from "@/lib/access/can";
import { getDb } from "@/lib/db/client";
import { listRecords } from "@/lib/db/queries/records";
import { type RoundSummary, listRounds } from "@/lib/db/queries/rounds";
import { Link } from "@/lib/i18n/navigation";
import { loadBoardPage } from "../board-page";
import { SealedRecordView } from "./sealed-record";
import { WriteDecision } from "./write-decision";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ version?: string | string[]; new?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { standing } = await loadBoardPage(id, viewPath(id, "record"), "record:read");
  const t = await getTranslations("record");
  return { title: `${standing.title} · ${t("title")}` };
}

/** The sealed record; for a facilitator without one yet, or with `?new=<round>`, the form to write the next. */
export default async function RecordPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, "record"), "record:read");
  const asked = await searchParams;
  const records = await listRecords(getDb(), user, id);
  const rounds = await listRounds(getDb(), user, id);
  const revealed = rounds.filter((round) => round.state === "revealed");
  const seals = can(user, "record:seal", { kind: "board", access: standing.access });
  const version =
    records.find((record) => `${record.version}` === asked.version)?.version ?? records[0]?.version;
  const round = revealed.find((each) => `${each.number}` === asked.new) ?? revealed[0];
  const writes = seals && round !== undefined && (asked.new !== undefined || version === undefined);
  const header = (
    <BoardHeader
      boardId={id}
      title={standing.title}
      view="record"
      voteLeadsTo={can(user, "round:manage", { kind: "board", access: standing.access }) ? "room" : "vote"}
    />
  );
  if (writes) {
    return (
      <>
        <LiveRefresh boardId={id} on={["round", "record"]} />
        {header}
        <WriteDecision
          user={user}
          standing={standing}
          round={round}
          version={(records[0]?.version ?? 0) + 1}
        />
      </>
    );
  }
  return (
    <>
      <LiveRefresh boardId={id} on={["round", "record"]} />
      {header}
      {version === undefined ? (
        <NoRecord boardId={id} current={rounds[0]} seals={seals} revealed={round !== undefined} />
      ) : (
        <SealedRecordView
          user={user}
          standing={standing}
          roles={roles}
          records={records}
          version={version}
          next={seals && round ? `${viewPath(id, "record")}?new=${round.number}` : null}
        />
      )}
    </>
  );
}

/** Nothing sealed yet, and nothing that this person could seal now. */
async function NoRecord(props: {
  boardId: string;
  current: RoundSummary | undefined;
  seals: boolean;
  revealed: boolean;
}) {
  const t = await getTranslations("record.empty");
  const { boardId, current, seals, revealed } = props;
  if (revealed) {
    return (
      <ResultsEmpty
        icon="seal"
        title={t("title")}
        text={t("waiting")}
        action={
          <Link className={buttonClass("line")} href={viewPath(boardId, "results")}>
            {t("seeResults")}
          </Link>
        }
      />
    );
  }
  const underWay = current?.state === "open" || current?.state === "closed";
  return (
    <ResultsEmpty
      icon="seal"
      title={t("title")}
      text={underWay ? t("voting", { number: current.number }) : t("noVote")}
      action={
        <Link
          className={buttonClass(seals ? "primary" : "line")}
          href={viewPath(boardId, seals ? "room" : "frame")}
        >
          {seals ? t(underWay ? "goToRoom" : "openRound") : t("seeFrame")}
        </Link>
      }
    />
  );
}
