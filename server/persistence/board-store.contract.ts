// The rules of `docs/sync.md` that every board store keeps, run on each of them.
import { beforeEach, describe, expect, test } from "vitest";
import type { BoardStore } from "./board-store";

/** A store with its surroundings, empty. */
export interface OpenedStore {
  store: BoardStore;
  /** A second one on the same data, as after a restart. */
  reopen: () => Promise<BoardStore>;
  /** Makes a board, without any log, and a person who may be named in one. */
  addBoard: (title: string) => Promise<{ boardId: string; userId: string }>;
  /** The board's line in lists. */
  line: (boardId: string) => Promise<{ title: string; updatedAt: number }>;
}

export function describeBoardStore(name: string, open: () => Promise<OpenedStore>): void {
  describe(`board store: ${name}`, () => {
    let opened: OpenedStore;
    let store: BoardStore;
    let boardId: string;
    let userId: string;
    const line = (...bytes: number[]) => ({ data: Uint8Array.from(bytes), userId });

    beforeEach(async () => {
      opened = await open();
      store = opened.store;
      ({ boardId, userId } = await opened.addBoard("Board"));
    });

    test("[BS1] a board without a log loads as nothing, as does one that does not exist", async () => {
      expect(await store.load(boardId)).toEqual([]);
      expect(await store.load("nowhere")).toEqual([]);
    });

    test("[BS2] what append resolved is in every later load, in order, also after reopening", async () => {
      await store.append(boardId, [line(1), line(2)]);
      await store.append(boardId, [line(3)]);
      const all = [[1], [2], [3]].map((bytes) => Uint8Array.from(bytes));
      expect(await store.load(boardId)).toEqual(all);
      expect(await (await opened.reopen()).load(boardId)).toEqual(all);
    });

    test("[BS3] an append that rejects has stored none of its updates", async () => {
      await expect(store.append("nowhere", [line(1), line(2)])).rejects.toThrow();
      expect(await store.load("nowhere")).toEqual([]);
    });

    test("[BS4] bytes come back as they were, from none to a whole frame, with every value", async () => {
      const every = Uint8Array.from({ length: 256 }, (_, value) => value);
      const large = new Uint8Array(1024 * 1024).map((_, at) => at % 251);
      await store.append(boardId, [
        { data: new Uint8Array(), userId },
        { data: every, userId },
        { data: large, userId },
      ]);
      const [none, values, frame] = await store.load(boardId);
      expect(none).toEqual(new Uint8Array());
      expect(values).toEqual(every);
      expect(Buffer.compare(frame ?? new Uint8Array(), large)).toBe(0);
    });

    test("[BS5] a part of a larger buffer is stored as that part", async () => {
      const buffer = Uint8Array.from([9, 9, 1, 2, 9]);
      await store.append(boardId, [{ data: buffer.subarray(2, 4), userId }]);
      buffer.fill(0);
      expect(await store.load(boardId)).toEqual([Uint8Array.from([1, 2])]);
    });

    test("[BS6] boards do not see each other's logs", async () => {
      const other = await opened.addBoard("Other");
      await store.append(boardId, [line(1)]);
      await store.append(other.boardId, [{ data: Uint8Array.of(2), userId: null }]);
      expect(await store.load(boardId)).toEqual([Uint8Array.of(1)]);
      expect(await store.load(other.boardId)).toEqual([Uint8Array.of(2)]);
    });

    test("[BS7] appends at the same time keep each batch whole and in order", async () => {
      const batches = Array.from({ length: 8 }, (_, batch) => [0, 1, 2, 3].map((at) => line(batch, at)));
      await Promise.all(batches.map((batch) => store.append(boardId, batch)));
      const stored = await store.load(boardId);
      expect(stored).toHaveLength(32);
      for (const batch of batches.keys()) {
        const own = stored.filter((update) => update[0] === batch).map((update) => update[1]);
        expect(own).toEqual([0, 1, 2, 3]);
      }
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
  });
}
