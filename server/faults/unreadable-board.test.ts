// What a board's log does to whoever opens the board when it cannot be read, or is not what was written.
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { rootOf } from "../../lib/board/roots";
import { Drawer } from "./testing-people";
import { type Ground, describeOnEachDatabase } from "./testing-ground";
import type { BoardProcess } from "./testing-process";
import { read } from "./testing-workshop";

// Several processes one after the other, each with a database, on a machine that may have other things to do.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

describeOnEachDatabase("a board whose log was harmed", (open) => {
  let ground: Ground;
  let server: BoardProcess;
  /** Of every other board: three shapes, each a row of its own after the seed. */
  const shapes = new Map<string, string[]>();

  beforeAll(async () => {
    ground = await open();
    server = await ground.start();
    for (const boardId of ground.seeded.otherBoardIds) shapes.set(boardId, await drawThree(boardId));
    // Nobody holds any of them in memory.
    expect(await server.end("SIGTERM")).toBe(0);
    server = await ground.start();
  });
  afterAll(() => ground?.close());

  async function drawThree(boardId: string): Promise<string[]> {
    const author = new Drawer(boardId, ground.seeded.lead, "author");
    author.connect(server.port);
    const made: string[] = [];
    for (let n = 0; n < 3; n++) {
      made.push(author.place());
      await author.settled();
    }
    author.destroy();
    return made;
  }

  const rows = async () => {
    const [row] = await server.statement<{ hash: string }>(
      "select md5(string_agg(seq || ':' || md5(data), ',' order by seq)) as hash from board_updates",
    );
    return row?.hash;
  };
  /** Comes with an edit made before, as a browser that was offline would. */
  const comeLate = (boardId: string): Drawer => {
    const drawer = new Drawer(boardId, ground.seeded.lead, "late");
    drawer.place();
    drawer.connect(server.port);
    return drawer;
  };
  const isRefused = async (boardId: string): Promise<void> => {
    const drawer = comeLate(boardId);
    await drawer.until(({ closeCodes }) => closeCodes.length > 0);
    drawer.destroy();
    expect(drawer.closeCodes[0]).toBe(4503);
    expect(drawer.acknowledged).toBe(0);
    expect(drawer.provider.synced).toBe(false);
  };
  const logged = (msg: string, boardId: string) =>
    server.logged.filter((line) => line.msg === msg && line.boardId === boardId);
  const othersGoOn = async (): Promise<void> => {
    const { boardId, lead } = ground.seeded;
    expect((await read(server, boardId, lead)).share.get("tasks")).toBeDefined();
    expect(logged("the board could not be loaded", boardId)).toEqual([]);
  };

  test.each([
    ["is garbage", 0, `update board_updates set data = decode('ff00c0ffee', 'hex') where seq = (row 2)`, 1],
    ["is cut short", 1, "update board_updates set data = substr(data, 1, 9) where seq = (row 3)", 2],
    ["is gone", 2, "delete from board_updates where seq = (row 2)", 1],
    [
      "was swapped with another",
      3,
      `update board_updates a set data = b.data from board_updates b
       where (a.seq = (row 1) and b.seq = (row 3)) or (a.seq = (row 3) and b.seq = (row 1))`,
      0,
    ],
  ])(
    "[SY188] a row that %s: what is whole is there to read, nothing is taken, and others go on",
    async (_, at, damage, whole) => {
      const boardId = ground.seeded.otherBoardIds[at] ?? "";
      // After the seed, which is the first row.
      const harm = damage.replaceAll(
        /row (\d)/g,
        `select seq from (select seq, row_number() over (order by seq) as place from board_updates
          where board_id = '${boardId}') as numbered where place = $1 + 1`,
      );
      await server.statement(harm);
      const before = await rows();
      const drawer = comeLate(boardId);
      await drawer.until(({ notices }) => notices.includes("board-quarantined"));
      for (const [place, shape] of (shapes.get(boardId) ?? []).entries()) {
        if (place < whole) await drawer.sees(shape);
        else expect(rootOf(drawer.doc, "canvas").has(shape)).toBe(false);
      }
      expect(drawer.closeCodes).toEqual([]);
      expect(drawer.acknowledged).toBe(0);
      drawer.destroy();
      expect(logged("the board's log is damaged: read-only", boardId)).toHaveLength(1);
      expect(await rows()).toBe(before);
      await othersGoOn();
    },
  );

  test("[SY187] a log that is gone is refused with 4503, is not taken for an empty board, and others go on", async () => {
    const boardId = ground.seeded.otherBoardIds[4] ?? "";
    await server.statement(`delete from board_updates where board_id = '${boardId}'`);
    const before = await rows();
    await isRefused(boardId);
    expect(logged("the board could not be loaded", boardId).length).toBeGreaterThan(0);
    expect(await rows()).toBe(before);
    await othersGoOn();
  });

  test("[SY187] a load that fails is refused with 4503 and tried again at the next; nothing is stored meanwhile", async () => {
    const boardId = ground.seeded.otherBoardIds[5] ?? "";
    const before = await rows();
    await server.statement("alter table board_updates rename to board_updates_away");
    await isRefused(boardId);
    await isRefused(boardId);
    expect(logged("the board could not be loaded", boardId).length).toBeGreaterThanOrEqual(2);
    await server.statement("alter table board_updates_away rename to board_updates");
    expect((await read(server, boardId, ground.seeded.lead)).share.get("tasks")).toBeDefined();
    expect(await rows()).toBe(before);
  });
});
