"use client";

import { useRouter } from "@/lib/i18n/navigation";
import type { BoardEvent } from "@/lib/sync/protocol";
import { useBoardEvents } from "./use-board-events";

interface Props {
  boardId: string;
  /** Events that change this page. */
  on: readonly BoardEvent["type"][];
}

/** Brings a page of the server up to date when something on the board outside its document changes. */
export function LiveRefresh({ boardId, on }: Props) {
  const router = useRouter();
  useBoardEvents(boardId, (event) => {
    if (event === null || event.type === "restored" || on.includes(event.type)) router.refresh();
  });
  return null;
}
