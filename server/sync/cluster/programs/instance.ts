/**
 * One instance in a process of its own: the sync server on a free port, on the DATABASE_URL and REDIS_URL given.
 * A line of JSON on stdin is a call of its hub, as a page would make it; what it answers is a line on stdout.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createInterface } from "node:readline";
import pino from "pino";
import { setTaskTitle } from "../../../../lib/board/tasks";
import { openDatabase } from "../../../../lib/db/open";
import type { TaskId } from "../../../../lib/ids";
import type { BoardEvent } from "../../../../lib/sync/protocol";
import { createSyncServer } from "../../sync-server";
import { RedisBus } from "../redis-bus";

export type Call =
  | { call: "publish"; boardId: string; event: BoardEvent }
  | { call: "accessChanged"; boardId: string; userId: string }
  | { call: "sessionEnded"; sessionId: string }
  | { call: "setTitle"; boardId: string; userId: string; taskId: string; title: string }
  | { call: "readTitle"; boardId: string; taskId: string };

const { DATABASE_URL: url = "", REDIS_URL: redis = "", ORIGIN: origin = "" } = process.env;
const log = pino({ level: "warn" }, pino.destination({ fd: 2, sync: true }));
const { db } = await openDatabase({ url, dataDir: "", log });
const sync = createSyncServer({
  db,
  log,
  allowedOrigins: [origin],
  sessionIdFromCookie: async (cookie) => cookie?.replace("session=", "") ?? null,
  bus: new RedisBus(redis, log),
});
const { hub } = sync;
const server = createServer();
server.on("upgrade", (request, socket, head) => sync.handleUpgrade(request, socket, head));
server.listen(0, "localhost", () => say(`listening ${(server.address() as AddressInfo).port}`));

createInterface({ input: process.stdin }).on("line", (line) => {
  answer(JSON.parse(line) as Call).then(say, (error: unknown) => say(`failed ${String(error)}`));
});

async function answer(call: Call): Promise<string> {
  switch (call.call) {
    case "publish":
      hub.publish(call.boardId, call.event);
      return "done";
    case "accessChanged":
      hub.accessChanged(call.boardId, call.userId);
      return "done";
    case "sessionEnded":
      hub.sessionEnded(call.sessionId);
      return "done";
    case "setTitle": {
      const { boardId, userId, taskId, title } = call;
      await hub.editBoard(boardId, userId, (doc) => setTaskTitle(doc, taskId as TaskId, title));
      return "done";
    }
    case "readTitle": {
      const board = await hub.readBoard(call.boardId);
      return `title ${board.tasks.find(({ id }) => id === call.taskId)?.title}`;
    }
  }
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
