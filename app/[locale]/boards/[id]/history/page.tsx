import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { HistoryPage } from "@/components/history/history-page";
import { HistoryQuarantine } from "@/components/history/history-quarantine";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { LiveRefresh } from "@/components/shell/live-refresh";
import { type BoardAction, can } from "@/lib/access/can";
import { getDb } from "@/lib/db/client";
import { listVersions } from "@/lib/db/queries/versions";
import { getBoardHub } from "@/lib/sync/board-hub";
import { loadBoardPage } from "../board-page";
import { loadQuarantine } from "../load-quarantine";
import { compare, keep, name, restore } from "./actions";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { id } = await params;
  const { standing } = await loadBoardPage(id, viewPath(id, "history"));
  const t = await getTranslations("history");
  return { title: `${standing.title} · ${t("title")}` };
}

export default async function Page({ params }: Props) {
  const { id } = await params;
  const { user, standing } = await loadBoardPage(id, viewPath(id, "history"));
  const may = (action: BoardAction) => can(user, action, { kind: "board", access: standing.access });
  const quarantine = await loadQuarantine(user, standing);
  const versions = await listVersions(getDb(), getBoardHub(), user, id);
  return (
    <>
      <LiveRefresh boardId={id} on={["versions", "frame", "round"]} />
      <BoardHeader
        boardId={id}
        title={standing.title}
        view="history"
        voteLeadsTo={may("round:manage") ? "room" : "vote"}
      />
      {quarantine ? <HistoryQuarantine quarantine={quarantine} /> : null}
      <HistoryPage
        boardId={id}
        versions={versions.map(({ createdAt, ...version }) => ({ ...version, at: createdAt.toISOString() }))}
        actions={{
          compare: compare.bind(null, id),
          keep: may("board:name-version") ? keep.bind(null, id) : null,
          name: may("board:name-version") ? name.bind(null, id) : null,
          restore: may("board:restore") ? restore.bind(null, id) : null,
        }}
      />
    </>
  );
}
