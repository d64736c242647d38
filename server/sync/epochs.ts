import type { BoardStore } from "../persistence/board-store";

/**
 * What becomes of a line that says `said`. A client that is ahead may come from another instance, where a new
 * epoch has begun that this room does not know of: the store decides.
 */
export async function judgeEpoch(
  said: number,
  room: { boardId: string; epoch: number },
  store: Pick<BoardStore, "epochOf">,
): Promise<"client-is-old" | "room-is-old"> {
  if (said <= room.epoch) return "client-is-old";
  const present = await store.epochOf(room.boardId);
  return present !== null && present > room.epoch ? "room-is-old" : "client-is-old";
}
