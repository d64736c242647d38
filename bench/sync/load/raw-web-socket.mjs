/**
 * A WebSocket client that costs little: one callback per frame with a view of the bytes, frames built in advance.
 * A library's client would make the load generator the bottleneck. For servers on this machine only.
 */
import crypto from "node:crypto";
import net from "node:net";

const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };
/** Not zero: servers skip unmasking for a mask of zeros, which no browser sends. */
const MASK = [0x37, 0xfa, 0x21, 0x3d];

/** A complete frame as a client sends it. */
export function clientFrame(payload, opcode = OPCODE.binary) {
  const { length } = payload;
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(head + 4 + length);
  frame[0] = 0x80 | opcode;
  if (head === 2) frame[1] = 0x80 | length;
  else if (head === 4) {
    frame[1] = 0x80 | 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 0x80 | 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  for (let i = 0; i < 4; i++) frame[head + i] = MASK[i];
  for (let i = 0; i < length; i++) frame[head + 4 + i] = payload[i] ^ MASK[i & 3];
  return frame;
}

export class RawWebSocket {
  #socket;
  #handlers;
  #isOpen = false;
  #isClosed = false;
  /** Chunks of a frame that is not complete yet, and how many bytes it takes. */
  #pending = [];
  #pendingBytes = 0;
  #needed = 0;
  /** Parts of a fragmented message. */
  #fragments = [];
  bytesReceived = 0;

  /** `handlers`: `open()`, `frame(payload)`, `closed(why)`. */
  constructor(url, headers, handlers) {
    const { hostname, port, pathname, search } = new URL(url);
    if (hostname !== "127.0.0.1") throw new Error("the load generator speaks to this machine only");
    this.#handlers = handlers;
    this.#socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
    this.#socket.on("connect", () => {
      const lines = [
        `GET ${pathname}${search} HTTP/1.1`,
        `Host: ${hostname}:${port}`,
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Key: ${crypto.randomBytes(16).toString("base64")}`,
        "Sec-WebSocket-Version: 13",
        ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
      ];
      this.#socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    });
    this.#socket.on("data", (chunk) => this.#receive(chunk));
    this.#socket.on("error", (error) => this.#end(error.message));
    this.#socket.on("close", () => this.#end("closed"));
  }

  write(frame) {
    if (!this.#isClosed) this.#socket.write(frame);
  }

  /** As a browser that is switched off: without a goodbye. */
  drop() {
    this.#isClosed = true;
    this.#socket.destroy();
  }

  #end(why) {
    if (this.#isClosed) return;
    this.drop();
    this.#handlers.closed(why);
  }

  #receive(chunk) {
    this.bytesReceived += chunk.length;
    let data = chunk;
    if (this.#pending.length > 0) {
      this.#pending.push(chunk);
      this.#pendingBytes += chunk.length;
      if (this.#pendingBytes < this.#needed) return;
      data = Buffer.concat(this.#pending, this.#pendingBytes);
      this.#pending = [];
    }
    let at = this.#isOpen ? 0 : this.#readHandshake(data);
    while (at >= 0 && at < data.length && !this.#isClosed) at = this.#readFrame(data, at);
  }

  /** Where the frames begin; -1 when there is more to come. */
  #readHandshake(data) {
    const end = data.indexOf("\r\n\r\n");
    if (end < 0) return this.#keep(data, 0, data.length + 1);
    const status = data.toString("latin1", 0, data.indexOf("\r\n"));
    if (!status.startsWith("HTTP/1.1 101")) {
      this.#end(status);
      return -1;
    }
    this.#isOpen = true;
    this.#handlers.open();
    return end + 4;
  }

  /** Where the next frame begins; -1 when this one is not complete. */
  #readFrame(data, at) {
    const left = data.length - at;
    if (left < 2) return this.#keep(data, at, 2);
    let length = data[at + 1] & 127;
    let head = 2;
    if (length === 126) {
      if (left < 4) return this.#keep(data, at, 4);
      length = data.readUInt16BE(at + 2);
      head = 4;
    } else if (length === 127) {
      if (left < 10) return this.#keep(data, at, 10);
      length = Number(data.readBigUInt64BE(at + 2));
      head = 10;
    }
    const end = at + head + length;
    if (end > data.length) return this.#keep(data, at, head + length);
    this.#take(data[at] & 15, (data[at] & 0x80) !== 0, data.subarray(at + head, end));
    return end;
  }

  #take(opcode, isLast, payload) {
    switch (opcode) {
      case OPCODE.ping:
        return this.write(clientFrame(payload, OPCODE.pong));
      case OPCODE.close:
        return this.#end(`closed with ${payload.length < 2 ? "no code" : payload.readUInt16BE(0)}`);
      case OPCODE.binary:
        if (isLast) return this.#handlers.frame(payload);
        this.#fragments = [Buffer.from(payload)];
        return undefined;
      case OPCODE.continuation:
        this.#fragments.push(Buffer.from(payload));
        if (isLast) this.#handlers.frame(Buffer.concat(this.#fragments.splice(0)));
        return undefined;
      default:
        return undefined;
    }
  }

  #keep(data, at, needed) {
    this.#pending = [Buffer.from(data.subarray(at))];
    this.#pendingBytes = data.length - at;
    this.#needed = needed;
    return -1;
  }
}
