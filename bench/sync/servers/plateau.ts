/** Our sync server as `server/index.ts` wires it, without the pages: real database, sessions, members and gate. */
import { answer, ready } from "./control.mjs";
import { createServer } from "node:http";
import * as Y from "yjs";
import { sessionIdFromCookieHeader } from "../../../lib/auth/session";
import { encodeSession, sessionCookieName } from "../../../lib/auth/session-cookie";
import { writeMeta } from "../../../lib/board/meta";
import { SERVER_ORIGIN } from "../../../lib/board/origins";
import { setDatabase } from "../../../lib/db/client";
import { openDatabase } from "../../../lib/db/open";
import { startSession } from "../../../lib/db/queries/sessions";
import { boardUpdates, boards, members, users } from "../../../lib/db/schema";
import { setBoardHub } from "../../../lib/sync/board-hub";
import { loadInstanceKeys } from "../../../server/instance-keys";
import { listen } from "../../../server/listen";
import { createLog } from "../../../server/log";
import { createSyncServer } from "../../../server/sync/sync-server";

const dataDir = process.env.DATA_DIR ?? "";
const url = process.env.BENCH_DATABASE_URL;
const log = createLog("warn");
const database = await openDatabase({ ...(url ? { url } : {}), dataDir, backupsToKeep: 0, log });
setDatabase(database);
process.env.NEXTAUTH_SECRET = loadInstanceKeys(dataDir, {
  authSecret: undefined,
  signingKey: undefined,
}).authSecret;
const { db } = database;

const allowedOrigins: string[] = [];
const sync = createSyncServer({ db, log, allowedOrigins, sessionIdFromCookie: sessionIdFromCookieHeader });
setBoardHub(sync.hub);
await sync.warmUp();
const server = createServer();
server.on("upgrade", (request, socket, head) => sync.handleUpgrade(request, socket, head));
const port = await listen(server, 0, "127.0.0.1");
allowedOrigins.push(`http://127.0.0.1:${port}`);

process.on("SIGTERM", () => {
  void sync
    .close()
    .then(() => database.close())
    .then(() => process.exit(0));
});

/** Boards with the same members: the first leads, the others edit. One cookie per member. */
answer("makeRooms", async ({ count, people }: { count: number; people: number }) => {
  const owners = await db
    .insert(users)
    .values(Array.from({ length: people }, (_, i) => ({ name: `Member ${i}` })))
    .returning({ id: users.id });
  const [owner] = owners;
  if (!owner) throw new Error("a board needs somebody who leads it");
  const cookies: string[] = [];
  for (const { id } of owners) {
    cookies.push(`${sessionCookieName()}=${await encodeSession(await startSession(db, id), id)}`);
  }
  const names = Array.from({ length: count }, () =>
    Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64url"),
  );
  const data = seed();
  for (let i = 0; i < count; i += 100) {
    const some = names.slice(i, i + 100);
    await db
      .insert(boards)
      .values(some.map((id) => ({ id, title: "Measured", locale: "en" as const, createdBy: owner.id })));
    await db.insert(boardUpdates).values(some.map((boardId) => ({ boardId, data, userId: null })));
    for (const boardId of some) {
      await db.insert(members).values(
        owners.map(({ id: userId }, at) => ({
          boardId,
          userId,
          access: at === 0 ? ("facilitator" as const) : ("editor" as const),
        })),
      );
    }
  }
  return names.map((name) => ({ name, cookies }));
});

function seed(): Uint8Array {
  const doc = new Y.Doc();
  const optionNoun = { one: "option", many: "options" };
  writeMeta(doc, { title: "Measured", question: "Which?", locale: "en", optionNoun }, SERVER_ORIGIN);
  return Y.encodeStateAsUpdate(doc);
}

ready(port);
