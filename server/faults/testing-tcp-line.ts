/** A line between two processes that can be slow, cut, or lead nowhere. */
import net from "node:net";

export class TcpLine {
  readonly #server: net.Server;
  readonly #sockets = new Set<net.Socket>();
  /** Where it leads; null = whoever comes is turned away. */
  target: { host: string; port: number } | null = null;
  /** Added to each piece of data, either way. */
  delayMs = 0;
  #turnedAway = 0;

  private constructor() {
    this.#server = net.createServer((near) => this.#connect(near));
  }

  static async open(): Promise<TcpLine> {
    const line = new TcpLine();
    await new Promise<void>((resolve) => line.#server.listen(0, "127.0.0.1", resolve));
    return line;
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port;
  }
  get turnedAway(): number {
    return this.#turnedAway;
  }

  #connect(near: net.Socket): void {
    if (!this.target) {
      this.#turnedAway += 1;
      near.destroy();
      return;
    }
    const far = net.connect(this.target);
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.setNoDelay(true);
      from.on("data", (data) => this.#pass(() => to.write(data)));
      from.on("end", () => this.#pass(() => to.end()));
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        this.#pass(() => to.destroy());
      });
    }
  }

  /** Timers of one length fire in the order in which they were set: nothing overtakes. */
  #pass(on: () => void): void {
    if (this.delayMs === 0) on();
    else setTimeout(on, this.delayMs);
  }

  /** Everything on the way is lost. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
