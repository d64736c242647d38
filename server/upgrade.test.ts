import net from "node:net";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import type { Db } from "../lib/db/client";
import { users } from "../lib/db/schema";
import { openTestDatabase } from "../lib/db/testing";
import type { BoardId } from "../lib/ids";
import { SYNC } from "./sync/frames";
import { Ground, ORIGIN, type Person } from "./sync/testing";
import { TcpLine, tcpFrame } from "./sync/testing-tcp";

let database: Awaited<ReturnType<typeof openTestDatabase>>;
let ground: Ground;
let boardId: BoardId;
let member: Person;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  ground = await Ground.open(database.db as Db);
  member = await ground.addPerson("Ana");
  boardId = await ground.addBoard(member);
});
afterEach(() => ground.close());

const badOrigins = [
  "http://evil.example",
  "https://board.example",
  "http://board.example:80",
  "http://board.example/",
  "http://BOARD.example",
  "http://board.example.evil.example",
  "http://evilboard.example",
  "http://user@board.example",
  "http://board.example, http://evil.example",
  "board.example",
  "//board.example",
  "http://board.example.",
  "http://board.example?",
  "http://board.example#x",
  "http://sub.board.example",
  "http://board.example\thttp://evil.example",
  "http://board.example http://evil.example",
  "file://",
  "null",
  "",
];
test.each(badOrigins)("[SY90] the origin %j is refused", async (origin) => {
  const client = ground.raw(boardId, { origin, cookie: member.cookie });
  expect(await client.refused).toBe(403);
});

test("[SY90] no origin at all is refused", async () => {
  expect(await ground.raw(boardId, { cookie: member.cookie }).refused).toBe(403);
});

test.each(["", "a/b", "../etc", "%2e%2e", "a b", "x".repeat(65), "__proto__%00"])(
  "[SY91] the path /sync/%s is refused",
  async (path) => {
    const headers = { origin: ORIGIN, cookie: member.cookie };
    expect(await ground.raw(encodeURI(path), headers).refused).toBe(400);
  },
);

test("[SY91] a request line with a whole address in it is refused", async () => {
  const { hostname, port } = new URL(ground.url);
  const answer = await new Promise<string>((resolve) => {
    const line = net.connect(Number(port), hostname, () => {
      line.write(
        `GET http://board.example/sync/${boardId} HTTP/1.1\r\nHost: board.example\r\nOrigin: ${ORIGIN}\r\n` +
          `Cookie: ${member.cookie}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
          "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n",
      );
    });
    line.once("data", (data) => {
      resolve(data.toString());
      line.destroy();
    });
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
});

test.each([undefined, "", "session=forged", "other=1"])(
  "[SY92] the cookie %j is told to sign in",
  async (cookie) => {
    const client = ground.raw(`${boardId}?ack=1`, {
      origin: ORIGIN,
      ...(cookie === undefined ? {} : { cookie }),
    });
    expect(await client.closed).toEqual({ code: 4401, reason: "not-signed-in" });
    expect(client.frames).toEqual([]);
  },
);

test("[SY93] no such board and somebody else's board get the same answer", async () => {
  const stranger = await ground.addPerson("Zoé");
  const theirs = await ground.rawMember(boardId, stranger).closed;
  const none = await ground.rawMember("AAAAAAAAAAAAAAAAAAAAAA", stranger).closed;
  expect(theirs).toEqual({ code: 4404, reason: "not-found" });
  expect(none).toEqual(theirs);
});

test("[SY98] no such board and somebody else's board are the same bytes and the same work", async () => {
  const stranger = await ground.addPerson("Zoé");
  const ask = async (board: string): Promise<string> => {
    const headers = { Origin: ORIGIN, Cookie: stranger.cookie };
    const line = await TcpLine.open(`${ground.url}/${board}?ack=1`.replace("ws:", "http:"), headers);
    const chunks: Buffer[] = [];
    line.socket.on("data", (data) => chunks.push(data));
    // The empty answer to the server's goodbye; without it the server waits for one.
    await line.write(tcpFrame(8, new Uint8Array(), true));
    expect(await line.closed).toBe(4404);
    return Buffer.concat(chunks).toString("hex");
  };
  const times: Record<string, number[]> = {};
  const bytes = new Set<string>();
  for (let round = 0; round < 25; round++) {
    for (const board of [boardId, "A".repeat(boardId.length)]) {
      const started = performance.now();
      const closed = ground.rawMember(board, stranger).closed;
      expect(await closed).toEqual({ code: 4404, reason: "not-found" });
      (times[board] ??= []).push(performance.now() - started);
      if (round < 3) bytes.add(await ask(board));
    }
  }
  expect(bytes.size).toBe(1);
  // The fastest of many: what is left is the work itself. A board that is loaded to say no takes far longer.
  const [theirs, none] = Object.values(times).map((all) => Math.min(...all));
  expect(Math.abs((theirs ?? 0) - (none ?? 0))).toBeLessThan(5);
  expect(await ground.sync.hub.readBoard(boardId)).toBeDefined();
});

test("[SY94] an administrator of the instance is no member by being one", async () => {
  const admin = await ground.addPerson("Admin");
  await database.db.update(users).set({ isAdmin: true }).where(eq(users.id, admin.user.userId));
  expect((await ground.rawMember(boardId, admin).closed).code).toBe(4404);
});

test("[SY95] a member gets in", async () => {
  const client = ground.rawMember(boardId, member);
  expect((await client.sync(SYNC.step1)).length).toBeGreaterThan(0);
});

test("[SY96] what cannot be judged now is told to come later", async () => {
  await ground.close();
  ground = await Ground.open(database.db as Db, {
    sessionIdFromCookie: async () => {
      throw new Error("the database is away");
    },
  });
  expect((await ground.rawMember(boardId, member).closed).code).toBe(4503);
  expect(ground.lines.filter((line) => line.level >= 50)).toHaveLength(1);
});
