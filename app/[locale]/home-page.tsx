import { getFormatter, getLocale, getNow, getTranslations } from "next-intl/server";
import type { BoardItem } from "@/components/home/board-list";
import { Home } from "@/components/home/home";
import type { WaitingItem } from "@/components/home/waiting-list";
import { can } from "@/lib/access/can";
import type { SignedInUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { roundProgress } from "@/lib/db/queries/round-progress";
import {
  type BoardStage,
  type ListedBoard,
  type WaitingVote,
  listBoards,
  listRecentRecords,
  listWaitingVotes,
} from "@/lib/db/queries/home";
import { shortDay, timeOfDay, weekday } from "@/lib/i18n/day";
import { ballotSize, criteriaFor } from "@/lib/record/ballot-rules";
import { type BoardSummary, boardSummary, summarise } from "./board-summary";
import { SitePage } from "./site-page";
import { templateBoard } from "./template-board";

const RECORDS = 5;

/** The front page of somebody who is signed in. */
export async function HomePage({ user }: { user: SignedInUser }) {
  const db = getDb();
  const [boards, votes, records] = [
    await listBoards(db, user),
    await listWaitingVotes(db, user),
    await listRecentRecords(db, user, RECORDS),
  ];
  const locale = await getLocale();
  return (
    <SitePage user={user}>
      <Home
        waiting={await Promise.all(votes.map((vote) => waitingItem(user, vote)))}
        boards={await Promise.all(boards.map(boardItem))}
        records={records.map((record) => ({
          boardId: record.boardId,
          title: record.decision || record.title,
          board: record.title,
          version: record.version,
          sealed: shortDay(record.sealedAt, locale),
        }))}
        template={can(user, "board:create", { kind: "instance" }) ? await templateFacts() : null}
      />
    </SitePage>
  );
}

async function templateFacts() {
  const board = templateBoard(await getLocale());
  const { tasks, options, cards } = summarise(board);
  return { tasks, options, cards, roles: new Set(board.tasks.flatMap((task) => task.roles)).size };
}

async function boardItem(board: ListedBoard): Promise<BoardItem> {
  const [t, format, now] = [await getTranslations("home.boards"), await getFormatter(), await getNow()];
  const summary = await boardSummary(board.id, board.updatedAt);
  const [first, second] = board.names;
  const more = board.people - 1 - board.names.length;
  const people =
    first === undefined
      ? t("alone")
      : second === undefined
        ? t("with", { name: first })
        : more > 0
          ? t("withMore", { first, second, more })
          : t("withTwo", { first, second });
  const counts =
    summary &&
    t("facts", {
      tasks: summary.tasks,
      options: summary.options,
      noun: summary.options === 1 ? summary.optionNoun.one : summary.optionNoun.many,
    });
  return {
    id: board.id,
    title: board.title,
    facts: counts ? `${counts} · ${people}` : people,
    stage: board.stage.at,
    detail: await stageDetail(board.stage, summary),
    changed: format.relativeTime(board.updatedAt, { now, style: "short" }),
    changedAt: board.updatedAt.toISOString(),
    cards: summary?.cards ?? null,
  };
}

async function stageDetail(stage: BoardStage, summary: BoardSummary | null): Promise<string> {
  const t = await getTranslations("home.boards");
  switch (stage.at) {
    case "map":
      if (!summary) return "";
      return summary.painted === 0
        ? t("nothingPainted")
        : t("painted", { painted: summary.painted, cells: summary.cells });
    case "frame":
      return t("locked");
    case "vote":
      return t(stage.state === "open" ? "roundOpen" : "roundClosed", { n: stage.round });
    case "results":
      return t("revealed", { n: stage.round });
    case "record":
      return t("sealed", { n: stage.version });
  }
}

async function waitingItem(user: SignedInUser, vote: WaitingVote): Promise<WaitingItem> {
  const t = await getTranslations("home.waiting");
  const { roles } = await roundProgress(getDb(), user, vote.boardId, vote.roundId);
  const { frame, kinds, roleId } = vote;
  const both = kinds.includes("scores") && kinds.includes("weights");
  return {
    roundId: vote.roundId,
    boardId: vote.boardId,
    title: vote.title,
    summary: t(both ? "scores+weights" : kinds.includes("scores") ? "scores" : "weights", {
      number: vote.number,
      options: frame.options.length,
      criteria: kinds.includes("scores") ? criteriaFor(frame, roleId).length : frame.criteria.length,
      role: frame.roles.find((role) => role.id === roleId)?.name ?? roleId,
    }),
    closes: vote.closesAt && (await deadline(vote.closesAt)),
    soon: vote.closesAt !== null && vote.closesAt.getTime() - Date.now() < 24 * 3_600_000,
    given: vote.answered,
    asked: ballotSize(frame, kinds, roleId),
    turnout: roles
      .filter((role) => role.expected)
      .map(({ roleId: id, name, tone, submitted, seats }) => ({
        roleId: id,
        name,
        tone,
        submitted,
        seats: seats.length,
      })),
  };
}

async function deadline(at: Date): Promise<string> {
  const [t, locale, now] = [await getTranslations("home.waiting"), await getLocale(), await getNow()];
  const time = timeOfDay(at, locale);
  if (at.toDateString() === now.toDateString()) return t("today", { time });
  if (at.toDateString() === new Date(now.getTime() + 24 * 3_600_000).toDateString()) {
    return t("tomorrow", { time });
  }
  return t("onDay", { date: weekday(at, locale), time });
}
