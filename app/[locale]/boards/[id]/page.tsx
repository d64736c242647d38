import type { Metadata } from "next";
import { headers } from "next/headers";
import { BoardScreen } from "@/components/map/board-screen";
import { can } from "@/lib/access/can";
import { getDb } from "@/lib/db/client";
import { currentRound } from "@/lib/db/queries/rounds";
import { viewPath } from "@/components/shell/board-header";
import { loadBoardPage } from "./board-page";

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
  const round = await currentRound(getDb(), user, id);
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
      round={
        round && (round.state === "open" || round.state === "closed")
          ? { id: round.id, number: round.number, state: round.state }
          : null
      }
      nonce={(await headers()).get("x-nonce") ?? undefined}
      licenseKey={process.env.TLDRAW_LICENSE_KEY}
    />
  );
}
