/** The process: environment, database, sync, pages, port; stopped in the opposite order. The only file that wires. */
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import path from "node:path";
import { fileURLToPath } from "node:url";
import next from "next";
import { setOwnOrigins } from "../lib/auth/own-origins";
import { setAnalyst } from "../lib/analyst";
import { sessionIdFromCookieHeader } from "../lib/auth/session";
import { setDatabase } from "../lib/db/client";
import { openDatabase } from "../lib/db/open";
import { issueSetupToken } from "../lib/db/queries/setup-token";
import { type Env, readEnv } from "../lib/env";
import { setInstanceKey } from "../lib/instance-key";
import { isStartRefusal } from "../lib/start-refusal";
import { setBoardHub } from "../lib/sync/board-hub";
import { SYNC_PATH } from "../lib/sync/protocol";
import { DISK_FULL_TEXT, STOPPING_TEXT, refusedText, startedText } from "./announce";
import { forwardedFor } from "./forwarded-for";
import { applyHeaders } from "./http-headers";
import { loadInstanceKeys } from "./instance-keys";
import { WorkerAnalyst } from "./analysis/worker-analyst";
import { startDeadlines } from "./jobs/deadlines";
import { listen } from "./listen";
import { finishRestore } from "./persistence/restored-boards";
import { type StartOptions, readStartOptions } from "./start-options";
import { type Log, createLog } from "./log";
import { RedisBus } from "./sync/cluster/redis-bus";
import { createSyncServer } from "./sync/sync-server";

/** Docker and systemd kill after 10 to 90 s; well before the shortest grace that people set on purpose. */
const STOP_WITHIN_MS = 18_000;
const SAME_PRESS_MS = 500;
/** Requests under way may finish. */
const REQUEST_GRACE_MS = 3_000;

// The same folder from the source tree and from the bundle in dist/.
const projectDir = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** What has been opened so far, last first: the order in which it is closed. */
const closers: (() => Promise<unknown>)[] = [];

process.env.NEXT_TELEMETRY_DISABLED ??= "1";
try {
  const env = readEnv(process.env);
  const options = readStartOptions(process.argv.slice(2));
  const log = createLog(env.logLevel);
  stopOnSignals(log);
  await start(env, options, log);
} catch (error) {
  await closeAll();
  if (!isStartRefusal(error)) throw error;
  process.stderr.write(refusedText(error));
  process.exit(1);
}

async function start(env: Env, options: StartOptions, log: Log): Promise<void> {
  const dataDir = path.resolve(env.dataDir);
  const database = await openDatabase({
    ...(env.databaseUrl === undefined ? {} : { url: env.databaseUrl }),
    dataDir,
    minFreeMb: env.minFreeMb,
    backupsToKeep: env.backupsToKeep,
    ...(options.restoreFrom === null ? {} : { restoreFrom: options.restoreFrom }),
    log,
    onFatal(reason, message) {
      log.fatal({ reason, message }, "the embedded database cannot go on");
      if (reason === "disk-full") process.stderr.write(`${DISK_FULL_TEXT}\n`);
      process.exit(1);
    },
  });
  closers.unshift(() => database.close());
  setDatabase(database);
  await finishRestore(dataDir, database.db, options.wasRestored, log);

  const keys = loadInstanceKeys(dataDir, env);
  setInstanceKey(keys.signingKey);
  process.env.NEXTAUTH_SECRET = keys.authSecret;

  const allowedOrigins = [...env.allowedOrigins];
  setOwnOrigins(allowedOrigins);
  const { db } = database;
  const bus = env.redisUrl === undefined ? {} : { bus: new RedisBus(env.redisUrl, log) };
  const sync = createSyncServer({
    db,
    log,
    allowedOrigins,
    sessionIdFromCookie: sessionIdFromCookieHeader,
    ...bus,
  });
  setBoardHub(sync.hub);
  await sync.warmUp();
  const analyst = new WorkerAnalyst(log);
  setAnalyst(analyst);
  closers.unshift(() => analyst.close());

  // Bound first, because links and allowed origins hold the port; whoever comes early waits for the pages.
  const server = createServer();
  let serve: (handler: RequestHandler) => void = () => {};
  const pages = new Promise<RequestHandler>((resolve) => {
    serve = resolve;
  });
  server.on("request", (req, res) => void pages.then((handle) => handle(req, res)));
  // Next adds an upgrade listener of its own to the server it is given and cuts sockets that are not its own:
  // it gets one that never listens, and what is not for sync is passed on to it (hot reloading).
  const nextSide = createServer();
  server.on("upgrade", (req, socket, head) => {
    if (req.url?.startsWith(SYNC_PATH)) sync.handleUpgrade(req, socket, head);
    else if (!nextSide.emit("upgrade", req, socket, head)) socket.destroy();
  });
  const port = await listen(server, env.port, env.host);
  closers.unshift(() => stopListening(server));
  closers.unshift(() => sync.close());
  const deadlines = startDeadlines({ db, hub: sync.hub, log });
  closers.unshift(() => deadlines.stop());
  const publicUrl = env.publicUrl ?? `http://localhost:${port}`;
  process.env.NEXTAUTH_URL = publicUrl;
  allowedOrigins.push(publicUrl);

  const secure = publicUrl.startsWith("https:");
  serve(await openPages(nextSide, { dev: env.dev, hostname: env.host, port, secure }, log));
  const token = await issueSetupToken(db);
  const setupLink = token && `${publicUrl}/setup/${token}`;
  process.stdout.write(startedText(publicUrl, database.engine, dataDir, setupLink));
}

type RequestHandler = (req: IncomingMessage, res: ServerResponse) => void;

async function openPages(
  nextSide: Server,
  options: { dev: boolean; hostname: string; port: number; secure: boolean },
  log: Log,
): Promise<RequestHandler> {
  const { dev, hostname, port } = options;
  const app = next({ dev, dir: projectDir, hostname, port, httpServer: nextSide });
  await app.prepare();
  closers.splice(-1, 0, () => app.close()); // after the requests, before the database
  const handle = app.getRequestHandler();
  return (req, res) => {
    applyHeaders(req, res, options);
    req.headers["x-forwarded-for"] = forwardedFor(req.headers["x-forwarded-for"], req.socket.remoteAddress);
    handle(req, res).catch((error: unknown) => {
      log.error({ err: error, path: req.url?.split("?", 1)[0] }, "a request failed");
      if (!res.headersSent) res.statusCode = 500;
      res.end();
    });
  };
}

async function stopListening(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), REQUEST_GRACE_MS);
  await closed;
  clearTimeout(timer);
}

async function closeAll(): Promise<void> {
  for (let close = closers.shift(); close; close = closers.shift()) await close();
}

function stopOnSignals(log: Log): void {
  let stoppingSince: number | undefined;
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      if (stoppingSince !== undefined) {
        // npm passes Ctrl+C on to a process that the terminal has already told: that is one press.
        if (Date.now() - stoppingSince > SAME_PRESS_MS) process.exit(1);
        return;
      }
      stoppingSince = Date.now();
      process.stdout.write(`${STOPPING_TEXT}\n`);
      setTimeout(() => {
        log.error({}, "did not stop in time");
        process.exit(1);
      }, STOP_WITHIN_MS).unref();
      closeAll().then(
        () => process.exit(0),
        (error: unknown) => {
          log.error({ err: error }, "did not stop cleanly");
          process.exit(1);
        },
      );
    });
  }
}
