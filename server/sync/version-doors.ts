import type { Logger } from "pino";
import { readBoard } from "../../lib/board/read";
import { AppError } from "../../lib/errors";
import type { BoardHub, NewEpoch } from "../../lib/sync/board-hub";
import type { BoardStore } from "../persistence/board-store";
import { documentOf } from "../persistence/replay";
import type { Room } from "./room";
import type { Rooms } from "./rooms";

export type VersionDoors = Pick<
  BoardHub,
  | "documentSnapshot"
  | "boardHealth"
  | "versions"
  | "readVersion"
  | "keepVersion"
  | "keepNamedVersion"
  | "nameVersion"
  | "restoreVersion"
  | "acceptQuarantine"
>;

/** The doors to a board's past, and to whether it can be trusted. */
export function versionDoors(options: {
  store: BoardStore;
  rooms: Rooms;
  log: Logger;
  inRoom: <T>(boardId: string, work: (room: Room) => Promise<T>) => Promise<T>;
  assertWritable: () => void;
  /** A new epoch began: everybody with a page of this board should hear of it. */
  restored: (boardId: string, epoch: number) => void;
}): VersionDoors {
  const { store, rooms, log, inRoom, assertWritable } = options;

  const startEpoch = async (boardId: string, start: () => Promise<NewEpoch>): Promise<NewEpoch> => {
    assertWritable();
    // What was accepted so far is committed, and so in the version kept of what is replaced. A room that cannot
    // commit has told its people so.
    const room = await rooms.find(boardId);
    await room?.settle().catch((error: unknown) => log.warn({ boardId, err: error }, "not flushed"));
    const started = await reached(start());
    if (!started.ok) return started;
    log.info({ boardId, epoch: started.epoch }, "a new epoch began");
    await rooms.endEpoch(boardId, started.epoch);
    options.restored(boardId, started.epoch);
    return started;
  };

  return {
    documentSnapshot: (boardId) =>
      inRoom(boardId, async (room) => ({ epoch: room.epoch, state: room.state })),
    boardHealth: (boardId) => inRoom(boardId, async (room) => room.health),
    versions: (boardId) => reached(store.listVersions(boardId)),
    async readVersion(boardId, versionId) {
      const version = await reached(store.readVersion(boardId, versionId));
      if (!version.ok) return version;
      const doc = documentOf(version.state);
      const board = readBoard(doc);
      doc.destroy();
      return { ok: true, board };
    },
    async keepVersion(boardId, reason, userId) {
      try {
        assertWritable();
        await inRoom(boardId, (room) => room.keepVersion(reason, userId));
      } catch (error) {
        log.error({ boardId, reason, err: error }, "no version was kept");
      }
    },
    async keepNamedVersion(boardId, name, userId) {
      assertWritable();
      return inRoom(boardId, (room) => reached(room.keepVersion("by-hand", userId, name)));
    },
    async nameVersion(boardId, versionId, name) {
      assertWritable();
      return reached(store.nameVersion(boardId, versionId, name));
    },
    restoreVersion: (boardId, versionId, userId) =>
      startEpoch(boardId, () => store.restoreVersion(boardId, versionId, userId)),
    acceptQuarantine: (boardId, userId) => startEpoch(boardId, () => store.acceptQuarantine(boardId, userId)),
  };
}

/** A database that does not answer is something that a page can say. */
async function reached<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (cause) {
    throw new AppError("unavailable", undefined, { cause });
  }
}
