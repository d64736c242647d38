// The rules of `docs/sync.md` that every board store keeps, run on each of them.
import { beforeEach, describe, expect, test } from "vitest";
import * as Y from "yjs";
import { rootOf } from "../../lib/board/roots";
import type { VersionReason } from "../../lib/sync/versions";
import {
  type BoardStore,
  EpochEnded,
  type LoadedBoard,
  LogDamaged,
  type LogMark,
  type LogNews,
  type LoggedUpdate,
} from "./board-store";
import { type CompactionJob, runCompaction } from "./compaction-job";
import { documentOf, emptyDocument, openLoaded } from "./replay";

/** A store with its surroundings, empty. */
export interface OpenedStore {
  store: BoardStore;
  /** A second one on the same data, as after a restart. */
  reopen: () => Promise<BoardStore>;
  /** Makes a board, without any log, and a person who may be named in one. */
  addBoard: (title: string) => Promise<{ boardId: string; userId: string }>;
  /** The board's line in lists. */
  line: (boardId: string) => Promise<{ title: string; updatedAt: number }>;
  /** What a disk, a copy or a hand may do to what is stored. */
  harm: Harm;
}

export interface Harm {
  /** A row, by its place among those that stand in the log, gets other data; null: it is gone. */
  row(boardId: string, index: number, data: Uint8Array | null): Promise<void>;
  /** The row loses what it can be checked by, as rows from before had none. */
  forgetChecksum(boardId: string, index: number): Promise<void>;
  /** The n-th newest snapshot is cut short, or the archive beside it. */
  snapshot(boardId: string, index: number, part: "state" | "segment"): Promise<void>;
  version(versionId: string): Promise<void>;
  /** A version becomes older. */
  age(versionId: string, hours: number): Promise<void>;
  /** How many snapshots and quarantined rows there are. */
  count(boardId: string): Promise<{ snapshots: number; quarantined: number }>;
}

export function describeBoardStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`board store: ${name}`, () => {
    let opened: OpenedStore;
    let store: BoardStore;
    let harm: Harm;
    let boardId: string;
    let userId: string;
    let next: number;
    const line = (...bytes: number[]) => ({ data: Uint8Array.from(bytes), userId });
    const dataOf = (loaded: LoadedBoard | null) => loaded?.rows.map((row) => row.data) ?? [];
    /** Appends as one writer in its sequence. */
    const append = async (updates: LoggedUpdate[], to = boardId, writer = "w") => {
      const first = next;
      next += updates.length;
      await store.append(to, { epoch: 1, writer, first }, updates);
    };
    /** Somebody's browser: every `write` is one update of the board. */
    const author = (base?: Uint8Array) => {
      const doc = emptyDocument();
      if (base) Y.applyUpdate(doc, base);
      let last = new Uint8Array();
      doc.on("update", (update: Uint8Array) => {
        last = new Uint8Array(update);
      });
      return {
        doc,
        write(key: string, value: unknown): LoggedUpdate {
          rootOf(doc, "tasks").set(key, value);
          return { data: last, userId };
        },
      };
    };
    /** What the board says, and whether all of it is whole. */
    const read = async (from: BoardStore = store, id = boardId) => {
      const loaded = await from.load(id);
      if (!loaded) throw new Error("no log");
      const { doc, damage } = await openLoaded(loaded);
      return { tasks: rootOf(doc, "tasks").toJSON(), damage, loaded, doc };
    };
    const compact = (id = boardId) => store.compact(id, (job) => runCompaction(job));

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      harm = opened.harm;
      next = 1;
      ({ boardId, userId } = await opened.addBoard("Board"));
    });

    test("[BS1] a board without a log loads as nothing, as does one that does not exist", async () => {
      expect(await store.load(boardId)).toBeNull();
      expect(await store.load("nowhere")).toBeNull();
      expect(await store.epochOf(boardId)).toBe(1);
      expect(await store.epochOf("nowhere")).toBeNull();
    });

    test("[BS2] what append resolved is in every later load, in order, also after reopening", async () => {
      await append([line(1), line(2)]);
      await append([line(3)]);
      const all = [[1], [2], [3]].map((bytes) => Uint8Array.from(bytes));
      expect(dataOf(await store.load(boardId))).toEqual(all);
      expect(dataOf(await (await opened.reopen()).load(boardId))).toEqual(all);
    });

    test("[BS3] an append that rejects has stored none of its updates", async () => {
      await expect(append([line(1), line(2)], "nowhere")).rejects.toThrow();
      expect(await store.load("nowhere")).toBeNull();
    });

    test("[BS4] bytes come back as they were, from none to a whole frame, with every value", async () => {
      const every = Uint8Array.from({ length: 256 }, (_, value) => value);
      const large = new Uint8Array(1024 * 1024).map((_, at) => at % 251);
      await append([
        { data: new Uint8Array(), userId },
        { data: every, userId },
        { data: large, userId: null },
      ]);
      const loaded = await store.load(boardId);
      const [none, values, frame] = dataOf(loaded);
      expect(none).toEqual(new Uint8Array());
      expect(values).toEqual(every);
      expect(Buffer.compare(frame ?? new Uint8Array(), large)).toBe(0);
      expect(loaded?.rows.map((row) => row.userId)).toEqual([userId, userId, null]);
    });

    test("[BS5] a part of a larger buffer is stored as that part", async () => {
      const buffer = Uint8Array.from([9, 9, 1, 2, 9]);
      await append([{ data: buffer.subarray(2, 4), userId }]);
      buffer.fill(0);
      expect(dataOf(await store.load(boardId))).toEqual([Uint8Array.from([1, 2])]);
    });

    test("[BS6] boards do not see each other's logs, snapshots and versions", async () => {
      const other = await opened.addBoard("Other");
      await append([author().write("mine", 1)]);
      await store.append(other.boardId, { epoch: 1, writer: "w", first: 1 }, [author().write("theirs", 1)]);
      await compact();
      const state = Y.encodeStateAsUpdate((await read()).doc);
      const id = await store.keepVersion(boardId, { epoch: 1, state, reason: "by-hand", name: "v", userId });
      expect((await read(store, other.boardId)).tasks).toEqual({ theirs: 1 });
      expect(await store.listVersions(other.boardId)).toEqual([]);
      expect(await store.nameVersion(other.boardId, id, "x")).toBe(false);
      expect(await store.restoreVersion(other.boardId, id, userId)).toEqual({
        ok: false,
        reason: "no-such-version",
      });
    });

    test("[BS7] appends at the same time keep each batch whole and in order", async () => {
      const batches = Array.from({ length: 8 }, (_, batch) => [0, 1, 2, 3].map((at) => line(batch, at)));
      await Promise.all(
        batches.map((batch, at) => store.append(boardId, { epoch: 1, writer: `w${at}`, first: 1 }, batch)),
      );
      const loaded = await store.load(boardId);
      expect(loaded?.damage).toBeNull();
      const stored = dataOf(loaded);
      expect(stored).toHaveLength(32);
      for (const batch of batches.keys()) {
        const own = stored.filter((data) => data[0] === batch).map((data) => data[1]);
        expect(own).toEqual([0, 1, 2, 3]);
      }
    });

    test("[BS35] appends of many boards at the same time do not harm each other, whatever becomes of one", async () => {
      const others = await Promise.all(Array.from({ length: 6 }, (_, at) => opened.addBoard(`Other ${at}`)));
      const [over, ...well] = others.map((other) => other.boardId);
      const place = { epoch: 1, writer: "w", first: 1 };
      const outcomes = await Promise.allSettled([
        ...well.map((id) => store.append(id, place, [line(1), line(2)])),
        store.append(over ?? "", { ...place, epoch: 2 }, [line(3)]),
        store.append("nowhere", place, [line(4)]),
        // Somebody whose account is gone by now.
        store.append(boardId, place, [{ data: Uint8Array.of(5), userId: crypto.randomUUID() }]),
        ...well.map((id) => store.append(id, { ...place, writer: "v" }, [line(6)])),
      ]);
      for (const id of well) {
        const stored = dataOf(await store.load(id)).map((data) => data[0]);
        expect(stored.toSorted()).toEqual([1, 2, 6]);
      }
      const rejected = outcomes.flatMap((each) => (each.status === "rejected" ? [each.reason as Error] : []));
      expect(rejected.some((reason) => reason instanceof EpochEnded)).toBe(true);
      expect(rejected.some(({ message }) => message === "no such board")).toBe(true);
      expect(await store.load(over ?? "")).toBeNull();
    });

    /** Where the log is now. */
    const mark = async (): Promise<LogMark> => {
      const loaded = await store.load(boardId);
      if (!loaded) throw new Error("no log");
      return loaded.mark;
    };
    const since = (after: LogMark, from: BoardStore = store) =>
      from.loadSince(boardId, { epoch: 1, mark: after });
    const given = ({ rows }: LogNews) => rows.map(({ data, userId: by }) => ({ data, userId: by }));

    test("[BS30] loadSince gives what was appended since the mark, with its writer, in order, and nothing twice", async () => {
      await append([line(0)]);
      const start = await mark();
      expect((await since(start)).rows).toEqual([]);
      await append([line(1), { data: Uint8Array.of(2), userId: null }]);
      const first = await since(start);
      expect(given(first)).toEqual([line(1), { data: Uint8Array.of(2), userId: null }]);
      expect((await since(first.mark)).rows).toEqual([]);
      await append([line(3)]);
      const second = await since(first.mark);
      expect(given(second)).toEqual([line(3)]);
      expect((await since(second.mark)).rows).toEqual([]);
    });

    test("[BS31] a load's mark misses nothing that the load did not see, also after reopening", async () => {
      await append([line(1)]);
      const start = await mark();
      await append([line(2)]);
      const again = await opened.reopen();
      await again.append(boardId, { epoch: 1, writer: "v", first: 1 }, [line(3)]);
      const other = await opened.addBoard("Other");
      await append([line(9)], other.boardId, "u");
      expect(given(await since(start))).toEqual([line(2), line(3)]);
      expect(given(await since(start, again))).toEqual([line(2), line(3)]);
    });

    test("[BS33] rows that a compaction replaced before they were given out come as its snapshot", async () => {
      const me = author();
      await append([me.write("a", 1)]);
      const start = await mark();
      await append([me.write("b", 2)]);
      await compact();
      const later = me.write("c", 3);
      await append([later]);
      const news = await since(start);
      expect(rootOf(documentOf(news.snapshot?.state ?? new Uint8Array()), "tasks").toJSON()).toEqual({
        a: 1,
        b: 2,
      });
      expect(news.snapshot?.owners.wrote).toEqual({ [me.doc.clientID]: userId });
      expect(given(news)).toEqual([later]);
      expect(await since(news.mark)).toMatchObject({ snapshot: null, rows: [] });
    });

    test("[BS34] loadSince says that the epoch is over, or that a row is not what was written", async () => {
      const me = author();
      await append([me.write("a", 1)]);
      const start = await mark();
      await append([me.write("b", 2)]);
      await harm.row(boardId, 1, Uint8Array.of(0, 0));
      await expect(since(start)).rejects.toBeInstanceOf(LogDamaged);
      expect(await store.acceptQuarantine(boardId, userId)).toMatchObject({ ok: true });
      await expect(since(start)).rejects.toBeInstanceOf(EpochEnded);
      await expect(store.loadSince("nowhere", { epoch: 1, mark: start })).rejects.toThrow("no such board");
    });

    test("[BS8] noteChange brings the time forward, and the title when it is told one", async () => {
      const before = await opened.line(boardId);
      await store.noteChange(boardId, {});
      const touched = await opened.line(boardId);
      expect(touched.title).toBe("Board");
      expect(touched.updatedAt).toBeGreaterThan(before.updatedAt);
      await store.noteChange(boardId, { title: "Choose a platform" });
      expect((await opened.line(boardId)).title).toBe("Choose a platform");
      // A board that was deleted meanwhile is no error: there is no line to bring up to date.
      await store.noteChange("nowhere", { title: "x" });
    });

    test("[BS9] a row that was changed or cut short ends what is whole, and the damage says as of when", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2), me.write("c", 3)]);
      const rows = (await store.load(boardId))?.rows ?? [];
      await harm.row(boardId, 1, rows[1]?.data.subarray(0, 5) ?? new Uint8Array());
      const { tasks, damage } = await read();
      expect(tasks).toEqual({ a: 1 });
      expect(damage).toEqual({ reason: "changed", asOf: rows[0]?.writtenAt, fromSeq: rows[1]?.seq });
    });

    test("[BS10] rows whose data was swapped are both found", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2), me.write("c", 3)]);
      const [, second, third] = dataOf(await store.load(boardId)).map((data) => data.slice());
      await harm.row(boardId, 1, third ?? null);
      await harm.row(boardId, 2, second ?? null);
      expect(await read()).toMatchObject({ tasks: { a: 1 }, damage: { reason: "changed" } });
    });

    test("[BS11] a row that is missing from its writer's sequence is found, also behind a snapshot", async () => {
      const [me, you] = [author(), author()];
      await append([me.write("a", 1), me.write("b", 2), me.write("c", 3)]);
      await store.append(boardId, { epoch: 1, writer: "v", first: 1 }, [you.write("z", 9)]);
      await harm.row(boardId, 1, null);
      expect(await read()).toMatchObject({ tasks: { a: 1 }, damage: { reason: "missing" } });

      const other = await opened.addBoard("Other");
      const third = author();
      const at = (first: number) => ({ epoch: 1, writer: "w", first });
      await store.append(other.boardId, at(1), [third.write("a", 1)]);
      await compact(other.boardId);
      await store.append(other.boardId, at(2), [third.write("b", 2), third.write("c", 3)]);
      await harm.row(other.boardId, 0, null);
      expect(await read(store, other.boardId)).toMatchObject({
        tasks: { a: 1 },
        damage: { reason: "missing" },
      });
    });

    test("[BS12] rows from before rows could be checked are taken as they are, as far as they can be read", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2), me.write("c", 3)]);
      for (const index of [0, 1, 2]) await harm.forgetChecksum(boardId, index);
      expect(await read()).toMatchObject({ tasks: { a: 1, b: 2, c: 3 }, damage: null });
      await harm.row(boardId, 1, null);
      expect(await read()).toMatchObject({ tasks: { a: 1 }, damage: { reason: "unreadable" } });
      const { rows } = (await read()).loaded;
      await harm.row(boardId, 0, rows[0]?.data.subarray(0, 7) ?? null);
      await expect(read()).rejects.toThrow("nothing of the board's log can be read");
    });

    test("[BS13] a compaction puts a snapshot in the place of exactly the rows it read, and knows who wrote", async () => {
      const me = author();
      const seed = author().write("seed", 0);
      await append([{ ...seed, userId: null }, me.write("a", 1)]);
      const meanwhile = me.write("b", 2);
      const run = async (job: CompactionJob) => {
        await append([meanwhile]);
        return runCompaction(job);
      };
      expect(await store.compact(boardId, run)).toMatchObject({ ok: true, rows: 2 });
      const { tasks, loaded, damage } = await read(await opened.reopen());
      expect({ tasks, damage }).toEqual({ tasks: { seed: 0, a: 1, b: 2 }, damage: null });
      expect(dataOf(loaded)).toEqual([meanwhile.data]);
      expect(loaded.snapshot?.writers).toEqual({ w: 2 });
      const [seeder] = Y.parseUpdateMeta(seed.data).from.keys();
      expect(loaded.snapshot?.owners).toEqual({
        wrote: { [me.doc.clientID]: userId },
        brought: { [seeder ?? ""]: 0 },
      });
      expect(await compact()).toMatchObject({ ok: true, rows: 1 });
      expect(await compact()).toEqual({ ok: true, rows: 0, bytes: 0 });
    });

    test("[BS14] nothing is lost when several write while several compact", async () => {
      await append([author().write("seed", 0)]);
      const wanted: Record<string, number> = { seed: 0 };
      const write = async (writer: string) => {
        const me = author();
        for (let number = 1; number <= 15; number++) {
          wanted[`${writer}${number}`] = number;
          const update = me.write(`${writer}${number}`, number);
          await store.append(boardId, { epoch: 1, writer, first: number }, [update]);
        }
      };
      const outcomes = new Set<string>();
      let writing = true;
      const compactAll = async () => {
        do {
          const done = await compact();
          outcomes.add(done.ok ? "ok" : done.reason);
        } while (writing);
      };
      const compacting = [compactAll(), compactAll()];
      await Promise.all(["u", "v", "w"].map(write));
      writing = false;
      await Promise.all(compacting);
      outcomes.delete("superseded");
      expect([...outcomes]).toEqual(["ok"]);
      expect(await read()).toMatchObject({ tasks: wanted, damage: null });
    });

    test("[BS15] a compaction that cannot be verified, or meets damage, deletes nothing", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2)]);
      const refused = await store.compact(boardId, async () => ({ ok: false, reason: "not-verified" }));
      expect(refused).toEqual({ ok: false, reason: "not-verified" });
      await expect(store.compact(boardId, () => Promise.reject(new Error("thread")))).rejects.toThrow(
        "thread",
      );
      await harm.row(boardId, 1, Uint8Array.of(1));
      expect(await compact()).toEqual({ ok: false, reason: "damaged" });
      expect(await harm.count(boardId)).toMatchObject({ snapshots: 0 });
      expect((await read()).tasks).toEqual({ a: 1 });
      expect(await compact("nowhere")).toEqual({ ok: false, reason: "no-log" });
    });

    /** Five compactions of one row each. */
    const fiveSnapshots = async () => {
      const me = author();
      for (const key of ["a", "b", "c", "d", "e"]) {
        await append([me.write(key, 1)]);
        await compact();
      }
      return me;
    };
    const five = { a: 1, b: 1, c: 1, d: 1, e: 1 };

    test("[BS16] the last three snapshots are kept; damage to the newest is made good from the one before", async () => {
      const me = await fiveSnapshots();
      expect(await harm.count(boardId)).toMatchObject({ snapshots: 3 });
      await append([me.write("f", 1)]);
      await harm.snapshot(boardId, 0, "state");
      expect(await read()).toMatchObject({ tasks: { ...five, f: 1 }, damage: null });
      await harm.snapshot(boardId, 1, "state");
      const { tasks, damage, loaded } = await read();
      expect({ tasks, damage }).toEqual({ tasks: { ...five, f: 1 }, damage: null });
      expect(loaded.archived).toBe(2);
      // The next compaction writes a good one in the place of the damaged ones.
      expect(await compact()).toMatchObject({ ok: true, rows: 1 });
      expect(await harm.count(boardId)).toMatchObject({ snapshots: 2 });
      expect((await read()).loaded.archived).toBe(0);
      expect((await read()).tasks).toEqual({ ...five, f: 1 });
    });

    test("[BS16] the very first snapshot is made good from the rows that it came from", async () => {
      await append([author().write("a", 1)]);
      await compact();
      await harm.snapshot(boardId, 0, "state");
      expect(await read()).toMatchObject({ tasks: { a: 1 }, damage: null, loaded: { archived: 1 } });
    });

    test("[BS17] what cannot be made good opens from the last whole snapshot, at last from a version", async () => {
      const me = await fiveSnapshots();
      await append([me.write("f", 1)]);
      await harm.snapshot(boardId, 0, "state");
      await harm.snapshot(boardId, 0, "segment");
      const four = { a: 1, b: 1, c: 1, d: 1 };
      expect(await read()).toMatchObject({ tasks: four, damage: { reason: "changed", fromSeq: 0 } });
      await harm.snapshot(boardId, 1, "state");
      await harm.snapshot(boardId, 2, "state");
      await expect(store.load(boardId)).rejects.toThrow("nothing of the board's log is whole");
      const kept = author();
      kept.write("v", 1);
      const state = Y.encodeStateAsUpdate(kept.doc);
      await store.keepVersion(boardId, { epoch: 1, state, reason: "left", name: null, userId });
      const [version] = await store.listVersions(boardId);
      expect(await read()).toMatchObject({ tasks: { v: 1 }, damage: { asOf: version?.createdAt } });
      expect(await store.acceptQuarantine(boardId, userId)).toEqual({ ok: true, epoch: 2 });
      expect(await read()).toMatchObject({ tasks: { v: 1 }, damage: null });
    });

    const keep = (key: string, reason: VersionReason, name: string | null = null) => {
      const me = author();
      me.write(key, 1);
      const state = Y.encodeStateAsUpdate(me.doc);
      return store.keepVersion(boardId, { epoch: 1, state, reason, name, userId });
    };

    test("[BS18] a version is a whole state with its reason; the same state is not kept twice", async () => {
      const state = Y.encodeStateAsUpdate(author().doc);
      const kept = { epoch: 1, state, reason: "reveal", name: null, userId } as const;
      const first = await store.keepVersion(boardId, kept);
      expect(await store.keepVersion(boardId, { ...kept, reason: "left" })).toBe(first);
      const second = await store.keepVersion(boardId, { ...kept, reason: "by-hand", name: "Monday" });
      const listed = await store.listVersions(boardId);
      expect(listed.map((it) => it.id)).toEqual([second, first]);
      expect(listed[0]).toMatchObject({ reason: "by-hand", name: "Monday", createdBy: userId });
      expect(listed[1]).toMatchObject({ reason: "reveal", name: null });
      expect(listed[1]?.bytes).toBeGreaterThan(0);
      expect(listed[1]?.createdAt).toBeInstanceOf(Date);
      expect(await store.nameVersion(boardId, first, "The reveal")).toBe(true);
      expect((await store.listVersions(boardId))[1]).toMatchObject({ id: first, name: "The reveal" });
      expect(await store.nameVersion(boardId, "no-id-at-all", "x")).toBe(false);
    });

    test("[BS19] automatic versions are thinned out, named ones stay", async () => {
      const named = await keep("named", "by-hand", "Keep me");
      await harm.age(named, 24 * 400);
      const days: string[] = [];
      for (let day = 28; day < 34; day++) {
        days.push(await keep(`day ${day}`, "left"));
        await harm.age(days.at(-1) ?? "", 24 * day + 12);
      }
      for (let at = 0; at < 20; at++) await keep(`now ${at}`, "left");
      const ids = (await store.listVersions(boardId)).map((it) => it.id);
      expect(ids).toHaveLength(20 + 2 + 1);
      expect(ids).toEqual(expect.arrayContaining([named, days[0], days[1]]));
    });

    test("[BS19] what a restore or a removal replaced is not pushed out by a busy day", async () => {
      const replaced = [await keep("wrong turn", "restore"), await keep("half the map", "removal")];
      for (let at = 0; at < 30; at++) await keep(`busy ${at}`, "left");
      const ids = (await store.listVersions(boardId)).map((it) => it.id);
      // The last 20, and the day's last of those before.
      expect(ids).toHaveLength(2 + 20 + 1);
      expect(ids).toEqual(expect.arrayContaining(replaced));
    });

    test("[BS20] a restored version is the document of a new epoch, without history; what it replaces is kept", async () => {
      const me = author();
      await append([me.write("a", 1)]);
      const state = Y.encodeStateAsUpdate(me.doc);
      const id = await store.keepVersion(boardId, { epoch: 1, state, reason: "left", name: null, userId });
      await append([me.write("a", 2), me.write("b", 2)]);
      expect(await store.restoreVersion(boardId, id, userId)).toEqual({ ok: true, epoch: 2 });
      expect(await store.epochOf(boardId)).toBe(2);
      const { tasks, loaded, doc } = await read(await opened.reopen());
      expect(tasks).toEqual({ a: 1 });
      expect(loaded).toMatchObject({ epoch: 2, rows: [], damage: null });
      expect(Y.decodeStateVector(Y.encodeStateVector(doc)).has(me.doc.clientID)).toBe(false);
      expect(Y.decodeStateVector(loaded.retired ?? new Uint8Array()).get(me.doc.clientID)).toBe(3);
      const [before] = await store.listVersions(boardId);
      expect(before).toMatchObject({ reason: "restore", createdBy: userId });
      // And back again: the old ids stay retired.
      expect(await store.restoreVersion(boardId, before?.id ?? "", userId)).toEqual({ ok: true, epoch: 3 });
      const back = await read();
      expect(back.tasks).toEqual({ a: 2, b: 2 });
      expect(Y.decodeStateVector(back.loaded.retired ?? new Uint8Array()).get(me.doc.clientID)).toBe(3);
    });

    test("[BS21] appends under an epoch that has passed are rejected as that, and stored nowhere", async () => {
      const me = author();
      await append([me.write("a", 1)]);
      const id = await keep("v", "left");
      await store.restoreVersion(boardId, id, userId);
      const late = { epoch: 1, writer: "w", first: next };
      await expect(store.append(boardId, late, [me.write("b", 1)])).rejects.toBeInstanceOf(EpochEnded);
      expect((await read()).tasks).toEqual({ v: 1 });
      await store.append(boardId, { epoch: 2, writer: "x", first: 1 }, [author().write("c", 1)]);
      expect(await compact()).toMatchObject({ ok: true, rows: 1 });
      const { tasks, loaded } = await read();
      expect(tasks).toEqual({ v: 1, c: 1 });
      expect(loaded.retired).not.toBeNull();
    });

    test("[BS21] every append that was acknowledged before a new epoch is in the version of what it replaced", async () => {
      await append([author().write("seed", 0)]);
      const id = await keep("v", "left");
      const acknowledged: string[] = [];
      const write = async (writer: string) => {
        const me = author();
        for (let number = 1; ; number++) {
          const key = `${writer}${number}`;
          await store.append(boardId, { epoch: 1, writer, first: number }, [me.write(key, number)]);
          acknowledged.push(key);
          // A store in memory never waits for anything: the others get their turn.
          await new Promise((resolve) => setImmediate(resolve));
        }
      };
      const writing = ["u", "v", "w"].map((writer) =>
        write(writer).catch((error: unknown) => expect(error).toBeInstanceOf(EpochEnded)),
      );
      while (acknowledged.length < 10) await new Promise((resolve) => setTimeout(resolve, 1));
      await store.restoreVersion(boardId, id, userId);
      await Promise.all(writing);
      const [before] = await store.listVersions(boardId);
      await store.restoreVersion(boardId, before?.id ?? "", userId);
      expect(Object.keys((await read()).tasks)).toEqual(expect.arrayContaining(acknowledged));
    });

    test("[BS25] a version can be read as it was kept; a damaged one, and another board's, cannot", async () => {
      const state = Y.encodeStateAsUpdate(author().doc);
      const kept = { epoch: 1, state, reason: "by-hand", name: "v", userId } as const;
      const id = await store.keepVersion(boardId, kept);
      await append([author().write("later", 1)]);
      expect(await store.readVersion(boardId, id)).toEqual({ ok: true, state });
      const missing = { ok: false, reason: "no-such-version" };
      expect(await store.readVersion(boardId, "no-id-at-all")).toEqual(missing);
      expect(await store.readVersion(boardId, crypto.randomUUID())).toEqual(missing);
      expect(await store.readVersion((await opened.addBoard("Other")).boardId, id)).toEqual(missing);
      await harm.version(id);
      expect(await store.readVersion(boardId, id)).toEqual({ ok: false, reason: "version-damaged" });
    });

    test("[BS22] a version that is damaged, or of no board, is not restored", async () => {
      await append([author().write("a", 1)]);
      const id = await keep("v", "left");
      await harm.version(id);
      expect(await store.restoreVersion(boardId, id, userId)).toEqual({
        ok: false,
        reason: "version-damaged",
      });
      for (const unknown of ["no-id-at-all", crypto.randomUUID()]) {
        expect(await store.restoreVersion(boardId, unknown, userId)).toEqual({
          ok: false,
          reason: "no-such-version",
        });
      }
      expect(await store.epochOf(boardId)).toBe(1);
    });

    test("[BS23] accepting keeps the rest in quarantine and begins a new epoch; a whole board has nothing to accept", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2), me.write("c", 3)]);
      expect(await store.acceptQuarantine(boardId, userId)).toEqual({ ok: false, reason: "not-quarantined" });
      await harm.row(boardId, 1, Uint8Array.of(7));
      expect(await store.acceptQuarantine(boardId, userId)).toEqual({ ok: true, epoch: 2 });
      expect(await harm.count(boardId)).toEqual({ snapshots: 1, quarantined: 2 });
      expect(await read()).toMatchObject({ tasks: { a: 1 }, damage: null, loaded: { epoch: 2 } });
    });

    test("[BS24] a board in quarantine can be set back to a version, and its damage is kept too", async () => {
      const me = author();
      await append([me.write("a", 1), me.write("b", 2)]);
      const id = await keep("v", "left");
      await harm.row(boardId, 1, Uint8Array.of(7));
      expect(await store.restoreVersion(boardId, id, userId)).toEqual({ ok: true, epoch: 2 });
      expect(await harm.count(boardId)).toMatchObject({ quarantined: 1 });
      expect(await read()).toMatchObject({ tasks: { v: 1 }, damage: null });
      expect(documentOf((await store.load(boardId))?.snapshot?.state ?? new Uint8Array())).toBeDefined();
    });
  });
}
