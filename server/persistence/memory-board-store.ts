import * as Y from "yjs";
import { rowChecksum } from "../../lib/db/row-checksum";
import type { NewEpoch, NoVersion } from "../../lib/sync/board-hub";
import type { BoardVersion } from "../../lib/sync/versions";
import { assemble, newsOf } from "./assemble";
import {
  type BoardStore,
  type Compaction,
  EpochEnded,
  type KeptState,
  type LoadedBoard,
  type LogMark,
  type LogNews,
  type LogPosition,
  type LoggedRow,
  type LoggedUpdate,
} from "./board-store";
import type { CompactionJob, CompactionOutcome } from "./compaction-job";
import { versionsToDrop } from "./kept-versions";
import { beginEpoch } from "./new-epoch";
import { type CompactionPlan, SNAPSHOTS_KEPT, planCompaction } from "./plan-compaction";
import { documentOf, openLoaded } from "./replay";
import { requireWhole } from "./whole-prefix";
import { type StoredSnapshot, type StoredVersion, isWholeVersion, versionChecksum } from "./stored-board";

type MemoryVersion = StoredVersion & Omit<BoardVersion, "bytes">;

/** What a memory store holds of a board. */
export interface MemoryBoard {
  title: string;
  changes: number;
  epoch: number;
  rows: LoggedRow[];
  /** Newest first, as the versions are. */
  snapshots: StoredSnapshot[];
  versions: MemoryVersion[];
  quarantine: LoggedRow[];
}

/** Everything in this process: for tests, and the plainest reading of the contract. */
export class MemoryBoardStore implements BoardStore {
  readonly boards = new Map<string, MemoryBoard>();
  #serial = 0;

  /** As creating a board does in the database: nothing can be appended to a board that does not exist. */
  addBoard(boardId: string, title: string): void {
    const empty = { rows: [], snapshots: [], versions: [], quarantine: [] };
    this.boards.set(boardId, { title, changes: 0, epoch: 1, ...empty });
  }

  async load(boardId: string): Promise<LoadedBoard | null> {
    const board = this.boards.get(boardId);
    if (!board) return null;
    const { epoch, rows, snapshots } = board;
    const stored = { epoch, rows: rows.map(copyRow), snapshots: [...snapshots], mark: markOf(board) };
    return assemble(boardId, stored, async () => wholeVersion(boardId, board));
  }

  async loadSince(boardId: string, since: { epoch: number; mark: LogMark }): Promise<LogNews> {
    const board = this.boards.get(boardId);
    if (!board) throw new Error("no such board");
    const mark = markOf(board);
    if (board.epoch !== since.epoch || mark.head !== since.mark.head) {
      return newsOf(await this.load(boardId), since.epoch);
    }
    const rows = board.rows.filter((row) => row.seq > since.mark.after);
    for (const row of rows) requireWhole({ boardId, epoch: board.epoch }, row);
    return { snapshot: null, rows: rows.map(copyRow), mark };
  }

  async append(boardId: string, at: LogPosition, updates: readonly LoggedUpdate[]): Promise<void> {
    const board = this.boards.get(boardId);
    if (!board) throw new Error("no such board");
    if (board.epoch !== at.epoch) throw new EpochEnded();
    const { epoch, writer, first } = at;
    for (const [index, { data, userId }] of updates.entries()) {
      const number = first + index;
      const checksum = rowChecksum({ boardId, epoch, writer, number }, data);
      const place = { epoch, writer, number, checksum };
      board.rows.push({ ...place, seq: ++this.#serial, data: data.slice(), userId, writtenAt: new Date() });
    }
  }

  async epochOf(boardId: string): Promise<number | null> {
    return this.boards.get(boardId)?.epoch ?? null;
  }

  async compact(
    boardId: string,
    run: (job: CompactionJob) => Promise<CompactionOutcome>,
  ): Promise<Compaction> {
    const loaded = await this.load(boardId);
    const planned = await planCompaction(boardId, loaded, run);
    if (!planned.ok) return planned;
    const board = this.boards.get(boardId);
    if (!loaded || !planned.plan || !board) return { ok: true, rows: 0, bytes: 0 };
    return this.#commit(board, loaded, planned.plan);
  }

  #commit(board: MemoryBoard, loaded: LoadedBoard, { snapshot, seqs, base }: CompactionPlan): Compaction {
    if (board.epoch !== loaded.epoch || markOf(board).head !== loaded.mark.head)
      return { ok: false, reason: "superseded" };
    const gone = new Set(seqs);
    board.rows = board.rows.filter((row) => !gone.has(row.seq));
    const good = board.snapshots.filter((it) => base !== null && it.id <= base);
    const kept = [{ ...snapshot, id: ++this.#serial }, ...good].slice(0, SNAPSHOTS_KEPT);
    board.snapshots = kept;
    return { ok: true, rows: seqs.length, bytes: snapshot.state.length };
  }

  async listVersions(boardId: string): Promise<BoardVersion[]> {
    return (this.boards.get(boardId)?.versions ?? []).map(
      ({ id, reason, name, createdBy, createdAt, state }) => ({
        ...{ id, reason, name, createdBy, createdAt },
        bytes: state.length,
      }),
    );
  }

  async readVersion(
    boardId: string,
    versionId: string,
  ): Promise<{ ok: true; state: Uint8Array } | NoVersion> {
    const version = this.boards.get(boardId)?.versions.find((it) => it.id === versionId);
    if (!version) return { ok: false, reason: "no-such-version" };
    if (!isWholeVersion(boardId, version)) return { ok: false, reason: "version-damaged" };
    return { ok: true, state: version.state.slice() };
  }

  async keepVersion(boardId: string, kept: KeptState): Promise<string> {
    const board = this.boards.get(boardId);
    if (!board) throw new Error("no such board");
    const { userId: createdBy, ...version } = kept;
    const checksum = versionChecksum(boardId, kept);
    const last = board.versions[0];
    if (last && kept.name === null && Buffer.compare(last.checksum, checksum) === 0) return last.id;
    const made = { ...version, id: crypto.randomUUID(), checksum, createdBy, createdAt: new Date() };
    const automatic = [made, ...board.versions].filter((it) => it.name === null);
    const drop = new Set(versionsToDrop(automatic, made.createdAt.getTime()));
    board.versions = [made, ...board.versions].filter((it) => !drop.has(it.id));
    return made.id;
  }

  async nameVersion(boardId: string, versionId: string, name: string | null): Promise<boolean> {
    const version = this.boards.get(boardId)?.versions.find((it) => it.id === versionId);
    if (!version) return false;
    version.name = name;
    return true;
  }

  async restoreVersion(boardId: string, versionId: string, userId: string): Promise<NewEpoch> {
    const board = this.boards.get(boardId);
    const version = board?.versions.find((it) => it.id === versionId);
    if (!board || !version) return { ok: false, reason: "no-such-version" };
    if (!isWholeVersion(boardId, version)) return { ok: false, reason: "version-damaged" };
    return this.#startEpoch(boardId, board, documentOf(version.state), userId);
  }

  async acceptQuarantine(boardId: string, userId: string): Promise<NewEpoch> {
    const board = this.boards.get(boardId);
    if (!board) return { ok: false, reason: "not-quarantined" };
    return this.#startEpoch(boardId, board, null, userId);
  }

  async #startEpoch(
    boardId: string,
    board: MemoryBoard,
    content: Y.Doc | null,
    userId: string,
  ): Promise<NewEpoch> {
    const last = board.rows.at(-1);
    const loaded = await this.load(boardId);
    if (!loaded) return { ok: false, reason: "no-such-version" };
    const { doc: present, damage } = await openLoaded(loaded);
    // Nothing waits for a lock here: what was appended meanwhile belongs to the state that is replaced.
    if (board.rows.at(-1) !== last) return this.#startEpoch(boardId, board, content, userId);
    if (!content && !damage) return { ok: false, reason: "not-quarantined" };
    if (damage) board.quarantine.push(...board.rows.filter((row) => row.seq >= damage.fromSeq));
    const kept = { epoch: board.epoch, state: Y.encodeStateAsUpdate(present), name: null, userId };
    if (content) await this.keepVersion(boardId, { ...kept, reason: "restore" });
    const epoch = board.epoch + 1;
    const retired = [loaded.retired, Y.encodeStateVector(present)];
    const snapshot = { ...beginEpoch(boardId, epoch, content ?? present, retired), id: ++this.#serial };
    Object.assign(board, { epoch, rows: [], snapshots: [snapshot] });
    return { ok: true, epoch };
  }

  async noteChange(boardId: string, { title }: { title?: string }): Promise<void> {
    const board = this.boards.get(boardId);
    if (!board) return;
    board.changes += 1;
    if (title !== undefined) board.title = title;
  }
}

/** Nothing here commits out of order: the last number says it all. */
const markOf = ({ rows, snapshots }: MemoryBoard): LogMark => ({
  after: rows.at(-1)?.seq ?? 0,
  known: [],
  head: snapshots[0]?.id ?? null,
});

const copyRow = (row: LoggedRow): LoggedRow => ({ ...row, data: row.data.slice() });

const wholeVersion = (boardId: string, board: MemoryBoard): StoredVersion | null =>
  board.versions.find((version) => isWholeVersion(boardId, version)) ?? null;
