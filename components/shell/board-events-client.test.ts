import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { WebSocket, type WebSocket as Socket, WebSocketServer } from "ws";
import type { BoardEvent } from "@/lib/sync/protocol";
import { BoardEventsClient, type EventsState } from "./board-events-client";

// What the server sends: type 121, the length, the JSON; and its keep-alive, an awareness message about nobody.
const frameOf = (event: BoardEvent) => {
  const text = Buffer.from(JSON.stringify(event));
  return Buffer.concat([Buffer.of(121, text.length), text]);
};
const KEEP_ALIVE = Buffer.of(1, 1, 0);

let server: WebSocketServer;
let client: BoardEventsClient | undefined;
const heard: (BoardEvent | "missed" | EventsState)[] = [];
let look: () => void = () => {};

beforeEach(async () => {
  heard.length = 0;
  server = new WebSocketServer({ port: 0 });
  await once(server, "listening");
});
afterEach(async () => {
  client?.close();
  for (const socket of server.clients) socket.terminate();
  await new Promise((resolve) => server.close(resolve));
});

const note = (what: (typeof heard)[number]) => {
  heard.push(what);
  look();
};
async function accept(): Promise<{ socket: Socket; url: string }> {
  const [socket, request] = (await once(server, "connection")) as [Socket, { url: string }];
  return { socket, url: request.url };
}
const start = () => {
  client = new BoardEventsClient(
    `ws://localhost:${(server.address() as AddressInfo).port}`,
    "board1",
    { event: note, missed: () => note("missed"), state: note },
    WebSocket as never,
  );
};
const hears = (what: (typeof heard)[number]) =>
  new Promise<void>((resolve) => {
    look = () => {
      if (heard.some((it) => JSON.stringify(it) === JSON.stringify(what))) resolve();
    };
    look();
  });

test("asks for events only, and passes them on", async () => {
  start();
  const { socket, url } = await accept();
  expect(url).toBe("/sync/board1?events=1");
  socket.send(KEEP_ALIVE);
  await hears("live");
  socket.send(frameOf({ type: "round", roundId: "r", state: "open" }));
  await hears({ type: "round", roundId: "r", state: "open" });
  expect(heard).not.toContain("missed");
});

test("comes back by itself, and says that something may have been missed", async () => {
  start();
  const first = await accept();
  first.socket.send(KEEP_ALIVE);
  await hears("live");
  first.socket.close(1012);
  await hears("offline");
  const second = await accept();
  second.socket.send(KEEP_ALIVE);
  await hears("missed");
  expect(heard.filter((it) => it === "missed")).toHaveLength(1);
});

test("does not knock again where it was refused, until it is told to hurry", async () => {
  start();
  (await accept()).socket.close(4401);
  await hears("refused");
  const again = accept();
  client?.hurry();
  (await again).socket.send(KEEP_ALIVE);
  await hears("live");
});
