import { and, eq, gte, sql } from "drizzle-orm";
import * as Y from "yjs";
import type { Db, Queryable } from "../../lib/db/client";
import { audit } from "../../lib/db/queries/audit";
import { boardQuarantine, boardSnapshots, boardUpdates, boardVersions, boards } from "../../lib/db/schema";
import type { NewEpoch } from "../../lib/sync/board-hub";
import { assemble } from "./assemble";
import type { Damage } from "./board-store";
import { lockLog } from "./database-compaction";
import { findVersion, findWholeVersion, readStored } from "./database-reading";
import { beginEpoch } from "./new-epoch";
import { documentOf, openLoaded } from "./replay";
import { type StoredBoard, isWholeSnapshot, isWholeVersion, versionChecksum } from "./stored-board";

/** What the new epoch begins with. `copy`: with what is there, because the database was put back from a copy. */
type Beginning =
  | { from: "version"; versionId: string }
  | { from: "what-is-whole" }
  | { from: "copy"; epoch: number };

/**
 * In one transaction, with appends waiting: they find their epoch over. Whatever was acknowledged is in the
 * version kept of what is replaced, or in quarantine.
 */
export async function startEpoch(
  db: Db,
  boardId: string,
  beginning: Beginning,
  userId: string | null,
): Promise<NewEpoch> {
  return db.transaction(async (tx) => {
    await lockLog(tx, boardId);
    await tx.select({ id: boards.id }).from(boards).where(eq(boards.id, boardId)).for("update");
    const stored = await readStored(tx, boardId);
    const loaded = stored && (await assemble(boardId, stored, () => findWholeVersion(tx, boardId)));
    if (!stored || !loaded) return { ok: false, reason: "no-such-version" } as const;
    const { doc: present, damage } = await openLoaded(loaded);
    const chosen = await choose(tx, boardId, beginning, present, damage);
    if (!chosen.ok) return chosen;
    if (damage) await quarantine(tx, boardId, stored, damage, userId);
    const state = Y.encodeStateAsUpdate(present);
    if (beginning.from === "version") {
      const version = { boardId, epoch: stored.epoch, reason: "restore", state, createdBy: userId } as const;
      await tx.insert(boardVersions).values({ ...version, checksum: versionChecksum(boardId, version) });
    }
    const epoch = beginning.from === "copy" ? beginning.epoch : stored.epoch + 1;
    const retired = [loaded.retired, Y.encodeStateVector(present)];
    await tx.delete(boardUpdates).where(eq(boardUpdates.boardId, boardId));
    await tx.delete(boardSnapshots).where(eq(boardSnapshots.boardId, boardId));
    await tx
      .insert(boardSnapshots)
      .values({ ...beginEpoch(boardId, epoch, chosen.content, retired), boardId });
    await tx.update(boards).set({ epoch, updatedAt: sql`now()` }).where(eq(boards.id, boardId));
    await audit(tx, { boardId, actorId: userId, action: ACTIONS[beginning.from], detail: { epoch } });
    return { ok: true, epoch } as const;
  });
}

const ACTIONS = {
  version: "board.restored",
  "what-is-whole": "board.quarantine-accepted",
  copy: "board.copy-restored",
};

type Choice = { ok: true; content: Y.Doc } | Extract<NewEpoch, { ok: false }>;

async function choose(
  tx: Queryable,
  boardId: string,
  beginning: Beginning,
  present: Y.Doc,
  damage: Damage | null,
): Promise<Choice> {
  if (beginning.from === "what-is-whole") {
    return damage ? { ok: true, content: present } : { ok: false, reason: "not-quarantined" };
  }
  // A damaged board waits for a person; what is whole of it is as old as the copy.
  if (beginning.from === "copy") {
    return damage ? { ok: false, reason: "version-damaged" } : { ok: true, content: present };
  }
  const version = await findVersion(tx, boardId, beginning.versionId);
  if (!version) return { ok: false, reason: "no-such-version" };
  if (!isWholeVersion(boardId, version)) return { ok: false, reason: "version-damaged" };
  return { ok: true, content: documentOf(version.state) };
}

/** Rows in the database, without their bytes passing through here; snapshots are seldom more than one. */
async function quarantine(
  tx: Queryable,
  boardId: string,
  stored: StoredBoard,
  { fromSeq }: Damage,
  acceptedBy: string | null,
): Promise<void> {
  const rows = and(eq(boardUpdates.boardId, boardId), gte(boardUpdates.seq, fromSeq));
  await tx.execute(sql`
    insert into ${boardQuarantine}
      (board_id, kind, seq, epoch, writer, number, checksum, data, user_id, written_at, accepted_by)
    select board_id, 'row', seq, epoch, writer, number, checksum, data, user_id, created_at, ${acceptedBy}::uuid
    from ${boardUpdates} where ${rows} order by seq`);
  for (const snapshot of stored.snapshots) {
    if (isWholeSnapshot(boardId, snapshot)) continue;
    const { id: seq, epoch, checksum, asOf: writtenAt, state, segment } = snapshot;
    const found = { boardId, seq, epoch, writtenAt, acceptedBy };
    await tx.insert(boardQuarantine).values({ ...found, kind: "snapshot", data: state, checksum });
    if (segment) await tx.insert(boardQuarantine).values({ ...found, kind: "segment", data: segment });
  }
}
