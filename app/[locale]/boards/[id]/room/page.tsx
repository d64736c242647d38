import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JoinStrip } from "@/components/room/join-strip";
import type { RoomRound } from "@/components/room/room-props";
import { RoomView } from "@/components/room/room-view";
import { BoardHeader, viewPath } from "@/components/shell/board-header";
import { LiveRefresh } from "@/components/voting/live-refresh";
import { can } from "@/lib/access/can";
import { invitationLink } from "@/lib/auth/invitation-link";
import type { SignedInUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { roundProgress } from "@/lib/db/queries/round-progress";
import { latestFrame } from "@/lib/db/queries/frames";
import { listInvitations } from "@/lib/db/queries/invitations";
import { currentRound, type Round } from "@/lib/db/queries/rounds";
import { buildFrame } from "@/lib/record/build-frame";
import { frameHash } from "@/lib/record/frame-hash";
import { frameBlockers } from "@/lib/record/frame-problems";
import { getBoardHub } from "@/lib/sync/board-hub";
import { loadBoardPage } from "../board-page";
import { lockDraft } from "../frame/actions";
import * as actions from "./actions";

interface Props {
  params: Promise<{ id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("room"))("title") };
}

export default async function RoomPage({ params }: Props) {
  const { id } = await params;
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, "room"), "round:follow");
  const db = getDb();
  const resource = { kind: "board", access: standing.access } as const;
  const leads = can(user, "round:manage", resource);
  const [board, round, locked] = await Promise.all([
    getBoardHub().readBoard(id),
    currentRound(db, user, id),
    latestFrame(db, user, id),
  ]);
  const progress = round ? await roundProgress(db, user, id, round.id) : null;
  const draft = buildFrame(board, roles);
  const draftReady = frameBlockers(draft).length === 0;
  // Whoever joins a closed round could not vote in it.
  const admits = !round || round.state === "open";
  const join = admits && can(user, "people:manage", resource) ? await joinLink(user, id) : null;
  return (
    <>
      <BoardHeader boardId={id} title={board.title} view="vote" voteLeadsTo={leads ? "room" : "vote"} />
      <RoomView
        boardId={id}
        round={round ? roundView(round) : null}
        progress={progress}
        frame={
          locked
            ? {
                number: locked.number,
                hash: locked.hash,
                draftDiffers: frameHash(draft) !== locked.hash,
                draftReady,
              }
            : null
        }
        draftReady={draftReady}
        votes={can(user, "ballot:cast", resource)}
        actions={
          leads
            ? {
                open: actions.open.bind(null, id),
                close: actions.close.bind(null, id),
                reveal: actions.reveal.bind(null, id),
                extend: actions.extend.bind(null, id),
                lockDraft: lockDraft.bind(null, id),
              }
            : undefined
        }
        join={join ? <JoinStrip {...join} late={round !== undefined} /> : null}
      />
      <LiveRefresh boardId={id} on={["round", "ballot", "people", "frame"]} />
    </>
  );
}

/** The newest link to the board that still makes somebody a voter. */
async function joinLink(
  user: SignedInUser,
  boardId: string,
): Promise<ReturnType<typeof invitationLink> | null> {
  const links = await listInvitations(getDb(), user, boardId);
  const open = links.find((link) => link.state === "open" && link.access === "voter");
  return open ? invitationLink(open.id) : null;
}

const roundView = (round: Round): RoomRound => ({
  id: round.id,
  number: round.number,
  asksScores: round.kinds.includes("scores"),
  asksWeights: round.kinds.includes("weights"),
  state: round.state === "draft" ? "open" : round.state,
  openedAt: round.openedAt.toISOString(),
  closesAt: round.closesAt?.toISOString() ?? null,
  closedAt: round.closedAt?.toISOString() ?? null,
  revealedAt: round.revealedAt?.toISOString() ?? null,
  now: round.now.toISOString(),
  frame: { number: round.frame.number, hash: round.frame.hash },
});
