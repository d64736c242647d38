/** A Redis of one's own that can be stopped, started and paused, and lines to it that can be cut. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net, { type AddressInfo, type Server, type Socket } from "node:net";
import os from "node:os";
import path from "node:path";

export class TestRedis {
  readonly #program: string;
  readonly #dir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-redis-"));
  #child: ChildProcess | null = null;
  port = 0;

  private constructor(program: string) {
    this.#program = program;
  }

  static async start(program: string): Promise<TestRedis> {
    const redis = new TestRedis(program);
    redis.port = await freePort();
    await redis.start();
    return redis;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Empty, on the same port. */
  async start(): Promise<void> {
    const args = ["--port", String(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"];
    const child = spawn(this.#program, [...args, "--dir", this.#dir], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    this.#child = child;
    let said = "";
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes("Ready to accept connections")) break;
    }
    child.stdout.resume();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const exited = once(child, "exit");
    child.kill("SIGKILL");
    await exited;
  }

  /** Takes connections and bytes, and answers nothing. */
  pause(): void {
    this.#child?.kill("SIGSTOP");
  }
  unpause(): void {
    this.#child?.kill("SIGCONT");
  }

  async close(): Promise<void> {
    await this.stop();
    fs.rmSync(this.#dir, { recursive: true, force: true });
  }
}

/** One instance's way to a port of this machine. */
export class Line {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #target: number;
  #state: "up" | "cut" | "silent" = "up";
  /** Both ways. */
  bytes = 0;

  private constructor(target: number) {
    this.#target = target;
    this.#server = net.createServer((near) => this.#join(near));
  }

  static async to(target: number): Promise<Line> {
    const line = new Line(target);
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    return line;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** Connections break, new ones too. */
  cut(): void {
    this.#state = "cut";
    for (const socket of this.#sockets) socket.destroy();
  }

  /** As when a router drops everything: no byte passes, nobody is told. */
  silence(): void {
    this.#state = "silent";
    for (const socket of this.#sockets) socket.pause();
  }

  mend(): void {
    this.#state = "up";
    for (const socket of this.#sockets) socket.resume();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(near: Socket): void {
    if (this.#state === "cut") return void near.destroy();
    const far = net.connect(this.#target, "127.0.0.1");
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(from);
      from.on("data", (chunk) => {
        this.bytes += chunk.length;
        to.write(chunk);
      });
      from.on("error", () => to.destroy());
      from.on("close", () => {
        this.#sockets.delete(from);
        to.destroy();
      });
      if (this.#state === "silent") from.pause();
    }
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
