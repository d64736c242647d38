import type { AddressInfo } from "node:net";
import * as decoding from "lib0/decoding";
import * as encoding from "lib0/encoding";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type WebSocket as Socket, WebSocket as NodeSocket, WebSocketServer } from "ws";
import { readSyncMessage, writeSyncStep1 } from "y-protocols/sync";
import * as Y from "yjs";
import type { ErrorCode } from "@/lib/errors";
import { type BoardEvent, CLOSE, MESSAGE } from "@/lib/sync/protocol";
import { BoardConnection } from "./board-connection";

/** The server's side of the wire, with the acknowledgement in the test's hands. */
class Peer {
  readonly doc = new Y.Doc();
  readonly sockets: Socket[] = [];
  /** Update messages with content on the newest connection. */
  received = 0;
  awarenessFrames = 0;
  readonly queries: string[] = [];
  readonly #server: WebSocketServer;
  #hearing: (() => void)[] = [];

  constructor(port = 0) {
    this.#server = new WebSocketServer({ port });
    this.#server.on("connection", (socket, request) => {
      this.sockets.push(socket);
      this.queries.push(new URL(request.url ?? "", "ws://peer").search);
      this.received = 0;
      socket.on("message", (data: Buffer) => this.#read(socket, new Uint8Array(data)));
      socket.send(frame((encoder) => writeSyncStep1(encoder, this.doc)));
    });
  }
  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }
  get socket(): Socket {
    const last = this.sockets.at(-1);
    if (!last) throw new Error("nobody connected");
    return last;
  }
  /** That so many update messages came on the newest connection. */
  hears = async (count: number): Promise<void> => {
    while (this.received < count) await new Promise<void>((resolve) => this.#hearing.push(resolve));
  };
  listening = () => new Promise<void>((resolve) => this.#server.once("listening", resolve));
  saved(count: number): void {
    this.socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.saved);
        encoding.writeVarUint(encoder, count);
      }),
    );
  }
  epoch(epoch: number): void {
    this.socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.epoch);
        encoding.writeVarUint(encoder, epoch);
      }),
    );
  }
  tell(event: BoardEvent): void {
    this.socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.boardEvent);
        encoding.writeVarString(encoder, JSON.stringify(event));
      }),
    );
  }
  notice(code: ErrorCode): void {
    this.socket.send(
      encoding.encode((encoder) => {
        encoding.writeVarUint(encoder, MESSAGE.notice);
        encoding.writeVarString(encoder, JSON.stringify({ code }));
      }),
    );
  }
  async stop(): Promise<void> {
    for (const client of this.#server.clients) client.terminate();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #read(socket: Socket, bytes: Uint8Array): void {
    const decoder = decoding.createDecoder(bytes);
    const type = decoding.readVarUint(decoder);
    if (type === MESSAGE.awareness) this.awarenessFrames += 1;
    if (type !== MESSAGE.sync) return;
    const kind = bytes[1];
    const isEmpty = bytes.length === 5 && bytes[3] === 0 && bytes[4] === 0;
    if (kind !== 0 && !isEmpty) this.received += 1;
    for (const heard of this.#hearing.splice(0)) heard();
    const reply = encoding.createEncoder();
    encoding.writeVarUint(reply, MESSAGE.sync);
    readSyncMessage(decoder, reply, this.doc, this);
    if (encoding.length(reply) > 1) socket.send(encoding.toUint8Array(reply));
  }
}

function frame(write: (encoder: encoding.Encoder) => void): Uint8Array {
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, MESSAGE.sync);
    write(encoder);
  });
}

let peer: Peer;
let connection: BoardConnection;

beforeEach(async () => {
  peer = new Peer();
  await peer.listening();
  connection = new BoardConnection("b", `ws://localhost:${peer.port}`, NodeSocket as never);
});
afterEach(async () => {
  connection.destroy();
  await peer.stop();
});

/** Waits for the connection's own news, never for time. */
function until(holds: () => boolean): Promise<void> {
  if (holds()) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = connection.subscribe(() => {
      if (!holds()) return;
      stop();
      resolve();
    });
  });
}
const state = (wanted: string) => until(() => connection.saveState().state === wanted);
const edit = (key: string) => connection.doc.getMap("meta").set(key, 1);

test("says saved only when everything it sent is acknowledged", async () => {
  await state("saved");
  edit("a");
  edit("b");
  expect(connection.saveState()).toEqual({ state: "saving" });
  peer.saved(1);
  await until(() => connection.unsaved === 1);
  expect(connection.saveState()).toEqual({ state: "saving" });
  peer.saved(2);
  await state("saved");
  expect(connection.isComplete()).toBe(true);
});

test("counts what it keeps while offline, sends it all on return and calls it saved when it is", async () => {
  await state("saved");
  const { port } = peer;
  edit("unacknowledged");
  await peer.stop();
  await state("offline");
  edit("offline");
  expect(connection.saveState()).toEqual({ state: "offline", kept: 2 });
  peer = new Peer(port);
  await peer.listening();
  // The answer to the server's question carries both.
  await state("saving");
  await peer.hears(1);
  edit("at once");
  await peer.hears(2);
  expect(connection.unsaved).toBe(3);
  peer.saved(1);
  await until(() => connection.unsaved === 1);
  peer.saved(2);
  await state("saved");
  expect([...peer.doc.getMap("meta").keys()].sort()).toEqual(["at once", "offline", "unacknowledged"]);
});

test("a refusal is for good, keeps what was typed, and can be tried again", async () => {
  await state("saved");
  peer.socket.close(CLOSE.noRight);
  await state("refused");
  edit("kept");
  expect(connection.saveState()).toEqual({ state: "refused", code: CLOSE.noRight, kept: 1 });
  connection.retry();
  await state("saving");
  await peer.hears(1);
  peer.saved(1);
  await state("saved");
});

test("when the document's life ends it stays away for good, and says what only it has", async () => {
  await state("saved");
  edit("saved");
  peer.saved(1);
  await until(() => connection.unsaved === 0);
  edit("a");
  peer.socket.close(CLOSE.epochEnded, "epoch-ended");
  await state("ended");
  edit("b");
  expect(connection.saveState()).toEqual({ state: "ended", reason: "epoch-ended", kept: 2 });
  expect(connection.unsavedEntries()).toEqual([
    { root: "meta", key: "a", value: 1 },
    { root: "meta", key: "b", value: 1 },
  ]);
  connection.retry();
  expect(connection.saveState().state).toBe("ended");
  expect(peer.sockets).toHaveLength(1);
  connection.letGo();
  expect(connection.unsaved).toBe(0);
});

test("a board whose log is damaged is read-only until a connection on which that is not said", async () => {
  await state("saved");
  const heard: ErrorCode[] = [];
  connection.onNotice((code) => heard.push(code));
  peer.notice("board-quarantined");
  await state("readOnly");
  edit("not taken");
  expect(connection.saveState()).toEqual({ state: "readOnly", kept: 1 });
  expect(heard).toEqual(["board-quarantined"]);
  peer.socket.close(CLOSE.restarting);
  await state("offline");
  await state("saving");
});

test("opens over the socket when what came over HTTP is no document", async () => {
  const warned = vi.spyOn(console, "warn").mockImplementation(() => {});
  connection.destroy();
  peer.doc.getMap("meta").set("title", "Whole");
  const rubbish = async () => ({ epoch: 3, state: Uint8Array.of(7, 7, 7, 31, 255, 1) });
  connection = new BoardConnection("b", `ws://localhost:${peer.port}`, NodeSocket as never, rubbish);
  await state("saved");
  expect(connection.doc.getMap("meta").get("title")).toBe("Whole");
  expect(peer.queries.at(-1)).toBe("?ack=1&epoch=0");
  expect(warned).toHaveBeenCalledOnce();
  warned.mockRestore();
});

test("says the epoch it was told on every later connection", async () => {
  await state("saved");
  expect(peer.queries).toEqual(["?ack=1&epoch=0"]);
  peer.epoch(7);
  peer.socket.close(CLOSE.restarting);
  await until(() => peer.sockets.length === 2 && connection.saveState().state === "saved");
  expect(peer.queries.at(-1)).toBe("?ack=1&epoch=7");
});

test("begins with the document that came by HTTP, which is nobody's edit", async () => {
  const board = new Y.Doc();
  board.getMap("meta").set("title", "By HTTP");
  const fetched = { epoch: 4, state: Y.encodeStateAsUpdate(board) };
  Y.applyUpdate(peer.doc, fetched.state);
  connection.destroy();
  peer.sockets.length = 0;
  const origin = `ws://localhost:${peer.port}`;
  connection = new BoardConnection("b", origin, NodeSocket as never, async () => fetched);
  await state("saved");
  expect(peer.queries.at(-1)).toBe("?ack=1&epoch=4");
  expect(connection.doc.getMap("meta").get("title")).toBe("By HTTP");
  expect(connection.unsaved).toBe(0);
});

test("connects all the same when there is nothing to be had by HTTP", async () => {
  connection.destroy();
  connection = new BoardConnection("b", `ws://localhost:${peer.port}`, NodeSocket as never, async () => null);
  await state("saved");
  expect(peer.queries.at(-1)).toBe("?ack=1&epoch=0");
});

test("changed rights are told and the socket comes back", async () => {
  await state("saved");
  const told = new Promise<void>((resolve) => connection.onRightsChanged(resolve));
  peer.socket.close(CLOSE.rightsChanged);
  await told;
  await state("saved");
  expect(peer.sockets).toHaveLength(2);
});

test("hands board events on", async () => {
  await state("saved");
  const heard = new Promise<BoardEvent>((resolve) => connection.onBoardEvent(resolve));
  peer.tell({ type: "people" });
  expect(await heard).toEqual({ type: "people" });
});

test("does not send other people's presence back, and returns with a newer clock", async () => {
  await state("saved");
  const clock = () => connection.awareness.meta.get(connection.doc.clientID)?.clock ?? 0;
  const before = clock();
  const sent = peer.awarenessFrames;
  // As if it had come from the server.
  connection.awareness.emit("update", [{ added: [42], updated: [], removed: [] }, connection.remoteOrigin]);
  connection.awareness.emit("change", [{ added: [42], updated: [], removed: [] }, connection.remoteOrigin]);
  peer.socket.close(CLOSE.restarting);
  await until(() => peer.sockets.length === 2 && connection.saveState().state === "saved");
  expect(clock()).toBeGreaterThan(before);
  expect(peer.awarenessFrames).toBeLessThanOrEqual(sent + 2);
});
