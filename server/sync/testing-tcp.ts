/** A WebSocket by hand, for what no WebSocket library sends. */
import net from "node:net";

export class TcpLine {
  readonly socket: net.Socket;
  /** The code in the server's close frame; null when the line ended without one. */
  readonly closed: Promise<number | null>;
  #received: Buffer;

  private constructor(socket: net.Socket, after: Buffer) {
    this.socket = socket;
    this.#received = after;
    socket.on("data", (data) => {
      this.#received = Buffer.concat([this.#received, data]);
    });
    // The server resets a line that goes on sending after the goodbye.
    socket.on("error", () => {});
    this.closed = new Promise((resolve) => socket.on("close", () => resolve(this.#closeCode())));
  }

  static async open(url: string, headers: Record<string, string>): Promise<TcpLine> {
    const { hostname, port, pathname, search } = new URL(url);
    const socket = net.connect(Number(port), hostname);
    const lines = [
      `GET ${pathname}${search} HTTP/1.1`,
      `Host: ${hostname}`,
      "Connection: Upgrade",
      "Upgrade: websocket",
      "Sec-WebSocket-Version: 13",
      "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
      ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ];
    socket.write(`${lines.join("\r\n")}\r\n\r\n`);
    let head = Buffer.alloc(0);
    while (!head.includes("\r\n\r\n")) {
      head = Buffer.concat([head, await new Promise<Buffer>((resolve) => socket.once("data", resolve))]);
    }
    return new TcpLine(socket, head.subarray(head.indexOf("\r\n\r\n") + 4));
  }

  /** Resolves once the system took it, or the line is gone. */
  async write(bytes: Uint8Array): Promise<void> {
    if (this.socket.destroyed) return;
    await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
  }

  #closeCode(): number | null {
    for (let at = 0; at + 2 <= this.#received.length; ) {
      const opcode = (this.#received[at] as number) & 0x0f;
      let length = (this.#received[at + 1] as number) & 0x7f;
      let start = at + 2;
      if (length === 126) {
        length = this.#received.readUInt16BE(start);
        start += 2;
      } else if (length === 127) {
        length = Number(this.#received.readBigUInt64BE(start));
        start += 8;
      }
      if (opcode === 8) return length >= 2 ? this.#received.readUInt16BE(start) : 1005;
      at = start + length;
    }
    return null;
  }
}

/** A client's frame: masked with zeros, so that the payload goes as it is. */
export function tcpFrame(
  opcode: number,
  payload: Uint8Array,
  isLast: boolean,
  claims = payload.length,
): Buffer {
  const head = Buffer.alloc(claims < 126 ? 6 : 14);
  head[0] = (isLast ? 0x80 : 0) | opcode;
  head[1] = 0x80 | (claims < 126 ? claims : 127);
  if (claims >= 126) head.writeBigUInt64BE(BigInt(claims), 2);
  return Buffer.concat([head, payload]);
}
