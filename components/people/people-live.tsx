"use client";

import { useRouter } from "@/lib/i18n/navigation";
import { useBoardEvents } from "../shell/use-board-events";

/** Somebody joined, left or was changed: draw the list again. */
export function PeopleLive({ boardId }: { boardId: string }) {
  const router = useRouter();
  useBoardEvents(boardId, (event) => {
    if (event === null || event.type === "people") router.refresh();
  });
  return null;
}
