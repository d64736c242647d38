import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { NamedAnswers } from "@/components/results/named-answers";
import { ResultsEmpty } from "@/components/results/results-empty";
import { ResultsView } from "@/components/results/results-view";
import { RoundLine } from "@/components/results/round-line";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { buttonClass } from "@/components/ui/button";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/access/can";
import { getAnalyst } from "@/lib/analyst";
import type { NoOutcome } from "@/lib/decision/outcome";
import { getDb } from "@/lib/db/client";
import type { BoardRole, BoardStanding } from "@/lib/db/queries/boards";
import { listRecords } from "@/lib/db/queries/records";
import { type LoadedOutcome, loadOutcome } from "@/lib/db/queries/results";
import { type RoundSummary, listRounds } from "@/lib/db/queries/rounds";
import type { FrameBody } from "@/lib/decision/frame";
import { Link } from "@/lib/i18n/navigation";
import { loadBoardPage } from "../board-page";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ round?: string | string[] }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { standing } = await loadBoardPage(id, viewPath(id, "results"), "results:read");
  const t = await getTranslations("results");
  return { title: `${standing.title} · ${t("title")}` };
}

export default async function ResultsPage({ params, searchParams }: Props) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, "results"), "results:read");
  const rounds = await listRounds(getDb(), user, id);
  const revealed = rounds.filter((round) => round.state === "revealed");
  const asked = (await searchParams).round;
  const chosen = revealed.find((round) => `${round.number}` === asked) ?? revealed[0];
  const leads = can(user, "round:manage", { kind: "board", access: standing.access });
  const loaded = chosen ? await loadOutcome(getDb(), user, id, chosen.id) : undefined;
  const [record] = await listRecords(getDb(), user, id);
  return (
    <>
      <LiveRefresh boardId={id} on={["round", "record"]} />
      <BoardHeader boardId={id} title={standing.title} view="results" voteLeadsTo={leads ? "room" : "vote"} />
      {loaded ? (
        <Loaded
          standing={standing}
          roles={roles}
          loaded={loaded}
          revealed={revealed}
          leads={leads}
          newest={rounds[0]?.id === chosen?.id}
          sealed={record !== undefined}
        />
      ) : (
        <NothingYet boardId={id} current={rounds[0]} standing={standing} leads={leads} />
      )}
    </>
  );
}

interface LoadedProps {
  standing: BoardStanding;
  roles: BoardRole[];
  loaded: LoadedOutcome;
  revealed: RoundSummary[];
  leads: boolean;
  /** No later round is open, or revealed. */
  newest: boolean;
  /** A record exists. */
  sealed: boolean;
}

async function Loaded({ standing, roles, loaded, revealed, leads, newest, sealed }: LoadedProps) {
  const t = await getTranslations("results");
  const { round, outcome, ballots, answers, eligible } = loaded;
  const tones = tonesOf(round.frame.body, roles);
  const above = (
    <RoundLine
      rounds={revealed
        .map(({ number, revealedAt }) => ({
          number,
          revealedAt: (revealedAt ?? round.revealedAt).toISOString(),
          href: `${viewPath(standing.id, "results")}?round=${number}`,
        }))
        .reverse()}
      current={round.number}
      ballots={ballots}
      eligible={eligible}
      frameHash={round.frame.hash}
    />
  );
  if (!outcome.ok)
    return (
      <NoResult
        boardId={standing.id}
        outcome={outcome}
        number={round.number}
        above={above}
        details={<NamedAnswers frame={round.frame.body} answers={answers} tones={tones} />}
        leads={leads}
      />
    );
  const record = viewPath(standing.id, "record");
  const analysis = await getAnalyst().analyse(round.id, loaded.analysisInput);
  // What is not firm is talked about and voted on again before it is decided.
  const again = leads && newest && analysis.firmness.verdict !== "firm";
  const decide = leads ? (
    <Link className={buttonClass(again ? "line" : "primary")} href={`${record}?new=${round.number}`}>
      {t("decide")}
    </Link>
  ) : null;
  return (
    <ResultsView
      data={{
        frame: round.frame.body,
        map: round.map,
        evaluation: outcome,
        analysis,
        answers,
        tones,
      }}
      above={above}
      actions={
        <>
          {again ? (
            <Link className={buttonClass("primary")} href={viewPath(standing.id, "room")}>
              {t("empty.openRoom")}
            </Link>
          ) : null}
          {decide}
          {sealed ? (
            <Link className={buttonClass("line")} href={record}>
              {t("seeRecord")}
            </Link>
          ) : null}
          <PrintButton label={t("print")} />
        </>
      }
    />
  );
}

/** The board's colour for each role of the frame; one that the board no longer has takes the place it had. */
function tonesOf(frame: FrameBody, roles: readonly BoardRole[]): Record<string, number> {
  return Object.fromEntries(
    frame.roles.map((role, at) => [role.id, roles.find((each) => each.id === role.id)?.tone ?? at % 5]),
  );
}

async function NoResult(props: {
  boardId: string;
  outcome: NoOutcome;
  number: number;
  above: ReactNode;
  /** What people answered all the same. */
  details: ReactNode;
  leads: boolean;
}) {
  const t = await getTranslations("results.empty");
  const { outcome, number, leads, boardId } = props;
  const kind =
    outcome.reason === "no-ballots" || outcome.reason === "no-values" || outcome.reason === "all-knocked-out"
      ? outcome.reason
      : "no-frame";
  return (
    <ResultsEmpty
      icon="chart"
      above={props.above}
      details={props.details}
      title={t(`${kind}.title`)}
      text={t(`${kind}.text`, { number })}
      action={
        <Link
          className={buttonClass(leads ? "primary" : "line")}
          href={viewPath(boardId, leads ? "room" : "frame")}
        >
          {t(leads ? "openRoom" : "seeFrame")}
        </Link>
      }
    />
  );
}

async function NothingYet(props: {
  boardId: string;
  current: RoundSummary | undefined;
  standing: BoardStanding;
  leads: boolean;
}) {
  const t = await getTranslations("results.empty");
  const { boardId, current, standing, leads } = props;
  const link = (view: "room" | "vote" | "frame", label: string) => (
    <Link className={buttonClass(view === "frame" ? "line" : "primary")} href={viewPath(boardId, view)}>
      {label}
    </Link>
  );
  if (!current) {
    const action = leads ? link("room", t("noRound.lead")) : link("frame", t("noRound.member"));
    return <ResultsEmpty icon="chart" title={t("noRound.title")} text={t("noRound.text")} action={action} />;
  }
  const action = leads
    ? link("room", t("secret.lead"))
    : standing.access === "observer"
      ? link("frame", t("secret.observer"))
      : link("vote", t("secret.member"));
  const text = t(current.state === "open" ? "secret.open" : "secret.closed", { number: current.number });
  return <ResultsEmpty icon="hidden" title={t("secret.title")} text={text} action={action} />;
}
