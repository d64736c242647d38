// The door with the real key: next-auth's token and its row, as in production.
import { eq } from "drizzle-orm";
import { encode } from "next-auth/jwt";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { sessionIdFromCookieHeader } from "../lib/auth/session";
import { SESSION_SECONDS, encodeSession, sessionCookieName } from "../lib/auth/session-cookie";
import { type Db, setDatabase } from "../lib/db/client";
import { SESSION_DAYS, endSession, startSession } from "../lib/db/queries/sessions";
import { authSessions } from "../lib/db/schema";
import { openTestDatabase } from "../lib/db/testing";
import type { BoardId } from "../lib/ids";
import { SYNC } from "./sync/frames";
import { Ground, ORIGIN, type Person } from "./sync/testing";

const SECRET = "the secret of this instance";
let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let member: Person;
let sessionId: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  vi.stubEnv("NEXTAUTH_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "http://board.example");
  const db = database.db as Db;
  setDatabase({ db, engine: "pglite", close: async () => {} });
  ground = await Ground.open(db, { sessionIdFromCookie: sessionIdFromCookieHeader });
  member = await ground.addPerson("Ana");
  boardId = await ground.addBoard(member);
  sessionId = await startSession(db, member.user.userId);
});
afterEach(async () => {
  await ground.close();
  vi.unstubAllEnvs();
});

const knock = (token: string) =>
  ground.raw(`${boardId}?ack=1`, { origin: ORIGIN, cookie: `other=1; ${sessionCookieName()}=${token}` });
const genuine = () => encodeSession(sessionId, member.user.userId);
const tokenOf = (options: Partial<Parameters<typeof encode>[0]>) =>
  encode({
    token: { sub: member.user.userId, sid: sessionId },
    secret: SECRET,
    maxAge: SESSION_SECONDS,
    ...options,
  });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

test("[SY97] the genuine token opens the board, also cut into chunks", async () => {
  const token = await genuine();
  expect((await knock(token).sync(SYNC.step1)).length).toBeGreaterThan(0);
  const name = sessionCookieName();
  const half = Math.floor(token.length / 2);
  const cookie = `${name}.1=${token.slice(half)}; ${name}.0=${token.slice(0, half)}`;
  const chunked = ground.raw(`${boardId}?ack=1`, { origin: ORIGIN, cookie });
  expect((await chunked.sync(SYNC.step1)).length).toBeGreaterThan(0);
});

const bad: [string, () => Promise<string>][] = [
  ["of another secret", () => tokenOf({ secret: "somebody else's secret" })],
  ["that has expired", () => tokenOf({ maxAge: -60 })],
  ["without a session", () => tokenOf({ token: { sub: member.user.userId } })],
  ["with a session of another type", () => tokenOf({ token: { sid: { id: sessionId } as never } })],
  ["of a session that never was", () => tokenOf({ token: { sid: crypto.randomUUID() } })],
  [
    "that is changed in one letter",
    // The first of its seal: not all bits of the last one count.
    async () => (await genuine()).replace(/(?<=\.)[^.](?=[^.]*$)/, (it) => (it === "A" ? "B" : "A")),
  ],
  ["that is cut short", async () => (await genuine()).slice(0, -20)],
  [
    "signed by nobody",
    async () => `${base64({ alg: "none" })}.${base64({ sub: member.user.userId, sid: sessionId })}.`,
  ],
  ["that is the bare session id", async () => sessionId],
  ["that is no token", async () => "%00'; drop table users; --"],
];
test.each(bad)("[SY97] a token %s is told to sign in", async (_name, make) => {
  const client = knock(await make());
  expect(await client.closed).toEqual({ code: 4401, reason: "not-signed-in" });
  expect(client.frames).toEqual([]);
  expect(ground.lines.filter((line) => line.level >= 40)).toEqual([]);
});

test("[SY97] a genuine token opens nothing once its session is ended, or too old", async () => {
  const db = database.db as Db;
  const token = await genuine();
  await db
    .update(authSessions)
    .set({ createdAt: new Date(Date.now() - (SESSION_DAYS * 86_400 + 60) * 1_000) })
    .where(eq(authSessions.id, sessionId));
  expect((await knock(token).closed).code).toBe(4401);
  await db.update(authSessions).set({ createdAt: new Date() }).where(eq(authSessions.id, sessionId));
  expect((await knock(token).sync(SYNC.step1)).length).toBeGreaterThan(0);
  await endSession(db, sessionId);
  expect((await knock(token).closed).code).toBe(4401);
});
