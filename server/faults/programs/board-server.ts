/**
 * The product's process without its pages, to be killed, stopped and starved: the real database, sessions, sync
 * server and ballots, wired as `server/index.ts` wires them. Settings as there, and PLATEAU_URL as the origin.
 */
import fs from "node:fs";
import { type IncomingMessage, createServer } from "node:http";
import { buffer } from "node:stream/consumers";
import { sql } from "drizzle-orm";
import { sessionFromCookieHeader, sessionIdFromCookieHeader } from "../../../lib/auth/session";
import { setDatabase } from "../../../lib/db/client";
import { openDatabase } from "../../../lib/db/open";
import { readBallot, saveBallot } from "../../../lib/db/queries/ballots";
import { readEnv } from "../../../lib/env";
import { AppError, httpStatus, isAppError } from "../../../lib/errors";
import { isStartRefusal } from "../../../lib/start-refusal";
import { DISK_FULL_TEXT, refusedText } from "../../announce";
import { listen } from "../../listen";
import { createLog } from "../../log";
import { createSyncServer } from "../../sync/sync-server";
import { watchStalls } from "./stall-watch";

const BALLOT = /^\/boards\/([\w-]+)\/rounds\/([\w-]+)\/ballot$/;
const REQUEST_GRACE_MS = 3_000;
const BOARD = /^\/boards\/([\w-]+)$/;

const env = readEnv(process.env);
const log = createLog(env.logLevel);
const say = (line: string) => fs.writeSync(1, `${line}\n`);

const database = await openDatabase({
  ...(env.databaseUrl === undefined ? {} : { url: env.databaseUrl }),
  dataDir: env.dataDir,
  minFreeMb: env.minFreeMb,
  backupsToKeep: 0,
  log,
  onFatal(reason, message) {
    log.fatal({ reason, message }, "the embedded database cannot go on");
    if (reason === "disk-full") process.stderr.write(`${DISK_FULL_TEXT}\n`);
    process.exit(1);
  },
}).catch((error: unknown) => {
  if (!isStartRefusal(error)) throw error;
  process.stderr.write(refusedText(error));
  process.exit(1);
});
setDatabase(database);
const { db } = database;

const allowedOrigins = env.publicUrl === undefined ? [] : [env.publicUrl];
const sync = createSyncServer({ db, log, allowedOrigins, sessionIdFromCookie: sessionIdFromCookieHeader });

const server = createServer((request, response) => {
  answer(request).then(
    (value) => response.end(JSON.stringify(value)),
    (error: unknown) => {
      if (!isAppError(error)) log.error({ err: error, path: request.url }, "a request failed");
      response.statusCode = isAppError(error) ? httpStatus(error.code) : 500;
      response.end(JSON.stringify({ code: isAppError(error) ? error.code : "bug" }));
    },
  );
});
server.on("upgrade", (request, socket, head) => sync.handleUpgrade(request, socket, head));

async function answer(request: IncomingMessage): Promise<unknown> {
  const { method, url = "" } = request;
  if (url === "/loop") return { longestMs: longestStall() };
  if (url === "/statement") return statement((await buffer(request)).toString());
  const user = await sessionFromCookieHeader(request.headers.cookie);
  if (!user) throw new AppError("not-signed-in");
  const [, ballotsBoard, roundId] = BALLOT.exec(url) ?? [];
  if (ballotsBoard !== undefined && roundId !== undefined) {
    if (method === "GET") return readBallot(db, user, ballotsBoard, roundId, user.userId);
    const input: unknown = JSON.parse((await buffer(request)).toString());
    const ballot = await saveBallot(db, user, ballotsBoard, roundId, input, method === "POST");
    sync.hub.publish(ballotsBoard, { type: "ballot", roundId });
    return { submittedAt: ballot.submittedAt };
  }
  const [, boardId] = BOARD.exec(url) ?? [];
  if (boardId !== undefined) return sync.hub.readBoard(boardId);
  throw new AppError("not-found");
}

/** For the test itself: the embedded database has no other door while the process runs. */
async function statement(text: string): Promise<unknown[]> {
  return (await db.execute(sql.raw(text))).rows;
}

const longestStall = watchStalls();
process.once("exit", () => say(`longest stall ${Math.round(longestStall())} ms`));

process.once("SIGTERM", () => void stop());

async function stop(): Promise<never> {
  await sync.close();
  await stopListening();
  await database.close();
  process.exit(0);
}

/** Requests under way may finish. */
async function stopListening(): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS).unref();
  await closed;
}

// The test's process is gone, and nobody else will end this one.
process.stdin.once("end", () => process.exit(2)).resume();

const port = await listen(server, env.port, env.host);
say(`listening ${port}`);
