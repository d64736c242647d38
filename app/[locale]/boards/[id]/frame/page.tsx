import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { FrameEditor } from "@/components/frame/frame-editor";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { LiveRefresh } from "@/components/voting/live-refresh";
import { getDb } from "@/lib/db/client";
import { latestFrame, votersByRole } from "@/lib/db/queries/frames";
import { listRounds } from "@/lib/db/queries/rounds";
import { getBoardHub } from "@/lib/sync/board-hub";
import { loadBoardPage } from "../board-page";
import * as actions from "./actions";
import { frameView } from "./frame-view";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("title") };
}

export default async function FramePage({ params }: Props) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, "frame"));
  const db = getDb();
  const [board, locked, members, rounds] = await Promise.all([
    getBoardHub().readBoard(id),
    latestFrame(db, user, id),
    votersByRole(db, user, id),
    listRounds(db, user, id),
  ]);
  const leads = standing.access === "facilitator";
  return (
    <>
      <FrameEditor
        view={frameView({
          boardId: id,
          actor: user,
          access: standing.access,
          board,
          roles,
          members,
          locked,
          rounds,
        })}
        header={
          <BoardHeader boardId={id} title={board.title} view="frame" voteLeadsTo={leads ? "room" : "vote"} />
        }
        actions={{
          addCriterion: actions.createCriterion.bind(null, id),
          updateCriterion: actions.changeCriterion.bind(null, id),
          removeCriterion: actions.deleteCriterion.bind(null, id),
          addOption: actions.createOption.bind(null, id),
          renameOption: actions.retitleOption.bind(null, id),
          removeOption: actions.deleteOption.bind(null, id),
          setUncovered: actions.chooseUncovered.bind(null, id),
          setInsideRole: actions.chooseInsideRole.bind(null, id),
          setQuorum: actions.askQuorum.bind(null, id),
          setFirmness: actions.askFirmness.bind(null, id),
          lock: actions.lockDraft.bind(null, id),
        }}
      />
      <LiveRefresh boardId={id} on={["frame", "round", "people"]} />
    </>
  );
}
