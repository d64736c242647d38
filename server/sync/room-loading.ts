import * as Y from "yjs";
import type { BoardHealth } from "../../lib/sync/versions";
import type { BoardStore, LogMark, LoggedRow, Owners } from "../persistence/board-store";
import { openLoaded } from "../persistence/replay";

/** A board's document as a room begins with it. */
export interface OpenedBoard {
  doc: Y.Doc;
  /** The same as one update, when nothing follows the snapshot. */
  state: Uint8Array | null;
  epoch: number;
  health: BoardHealth;
  /** Client ids of the epochs before. */
  retired: ReadonlySet<number>;
  /** As the newest snapshot has them; the rows say the rest. */
  owners: Owners;
  /** What follows the snapshot. */
  rows: LoggedRow[];
  mark: LogMark;
  /** A damaged snapshot was made good: a whole one should be written soon. */
  wasRepaired: boolean;
}

/** Rejects rather than open a board half: an empty document that is then stored would be its end. */
export async function openBoard(store: BoardStore, boardId: string): Promise<OpenedBoard> {
  const loaded = await store.load(boardId);
  // A board is seeded in the transaction that creates it: no log is not an empty board, but a lost one.
  if (!loaded) throw new Error("the board has no log");
  const { doc, rows, damage } = await openLoaded(loaded);
  const { epoch, retired, mark, snapshot } = loaded;
  return {
    doc,
    state: snapshot && rows.length === 0 ? snapshot.state : null,
    epoch,
    health: damage
      ? { state: "quarantined", epoch, asOf: damage.asOf, reason: damage.reason }
      : { state: "ok", epoch },
    retired: new Set(retired ? Y.decodeStateVector(retired).keys() : []),
    owners: loaded.snapshot?.owners ?? { wrote: {}, brought: {} },
    rows,
    mark,
    wasRepaired: loaded.archived > 0,
  };
}
