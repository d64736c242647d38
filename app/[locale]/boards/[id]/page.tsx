import type { Metadata } from "next";
import { BoardScreen } from "@/components/map/board-screen";
import type { BoardStep } from "@/components/map/board-props";
import { can } from "@/lib/access/can";
import type { SignedInUser } from "@/lib/auth/user";
import { getDb } from "@/lib/db/client";
import { latestFrame } from "@/lib/db/queries/frames";
import { listRecords } from "@/lib/db/queries/records";
import { currentRound } from "@/lib/db/queries/rounds";
import { viewPath } from "@/components/shell/board-header";
import { loadBoardPage } from "./board-page";
import { loadQuarantine } from "./load-quarantine";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<{ view?: string | string[] }>;
}

const viewOf = async (props: Props) => ((await props.searchParams).view === "table" ? "table" : "map");

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { id } = await props.params;
  const { standing } = await loadBoardPage(id, viewPath(id, await viewOf(props)));
  return { title: standing.title };
}

/** The board as a map, or with `?view=table` as a table. */
export default async function BoardPage(props: Props) {
  const { id } = await props.params;
  const view = await viewOf(props);
  const { user, standing, roles } = await loadBoardPage(id, viewPath(id, view));
  return (
    <BoardScreen
      boardId={id}
      title={standing.title}
      view={view}
      roles={roles.map(({ id: roleId, name, tone }) => ({ id: roleId, name, tone }))}
      me={{
        userId: user.userId,
        name: user.name,
        roleId: standing.roleId,
        access: standing.access,
        canEdit: can(user, "map:edit", { kind: "board", access: standing.access }),
      }}
      step={await boardStep(user, id)}
      quarantine={await loadQuarantine(user, standing)}
      licenseKey={process.env.TLDRAW_LICENSE_KEY}
    />
  );
}

async function boardStep(user: SignedInUser, id: string): Promise<BoardStep> {
  const db = getDb();
  const [round, records] = [await currentRound(db, user, id), await listRecords(db, user, id)];
  // A round after the last record: the board is being decided again.
  if (records[0] && (!round || records[0].round >= round.number)) {
    return { at: "sealed", version: records[0].version };
  }
  if (round && round.state !== "draft") return { at: round.state, round: round.number };
  const frame = await latestFrame(db, user, id);
  return frame ? { at: "locked", frame: frame.number } : { at: "map" };
}
