import { eq } from "drizzle-orm";
import { boards, users } from "../../lib/db/schema";
import { describeOnEachEngine } from "../../lib/db/testing";
import { describeBoardStore } from "./board-store.contract";
import { DatabaseBoardStore } from "./database-board-store";
import { MemoryBoardStore } from "./memory-board-store";

describeBoardStore("memory", async () => {
  const store = new MemoryBoardStore();
  let boards = 0;
  return {
    store,
    reopen: async () => store,
    async addBoard(title) {
      const boardId = `board-${++boards}`;
      store.addBoard(boardId, title);
      return { boardId, userId: "somebody" };
    },
    async line(boardId) {
      const board = store.boards.get(boardId);
      return { title: board?.title ?? "", updatedAt: board?.changes ?? 0 };
    },
  };
});

describeOnEachEngine("board store", (open) => {
  describeBoardStore("database", async () => {
    const db = await open();
    const [user] = await db.insert(users).values({ name: "Writer" }).returning({ id: users.id });
    const userId = user?.id ?? "";
    let count = 0;
    return {
      store: new DatabaseBoardStore(db),
      reopen: async () => new DatabaseBoardStore(db),
      async addBoard(title) {
        const boardId = `board-${++count}`;
        await db.insert(boards).values({ id: boardId, title, locale: "en", createdBy: userId });
        return { boardId, userId };
      },
      async line(boardId) {
        const [row] = await db.select().from(boards).where(eq(boards.id, boardId));
        return { title: row?.title ?? "", updatedAt: row?.updatedAt.getTime() ?? 0 };
      },
    };
  });
});
