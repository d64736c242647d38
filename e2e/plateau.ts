import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { test } from "@playwright/test";

/** A built server with a data folder of its own, as `npm start` would run it. */
export interface Plateau {
  url: string;
  /** The one-time link to become administrator that the last start printed; null once there is one. */
  setupLink: string | null;
  dataDir: string;
  /** SIGTERM stops in order; SIGKILL is a power cut of the process. Resolves when it is gone. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Again, on the same port and data. */
  start(): Promise<void>;
  /** Everything it has printed so far. */
  output(): string;
}

const START_WITHIN_MS = 90_000;

export async function startPlateau(env: Record<string, string> = {}): Promise<Plateau> {
  const dataDir = fs.mkdtempSync(path.join(os.tmpdir(), "plateau-e2e-"));
  const port = await freePort();
  let child: ChildProcess | undefined;
  let output = "";
  const plateau: Plateau = {
    url: `http://localhost:${port}`,
    setupLink: null,
    dataDir,
    output: () => output,
    async start() {
      const from = output.length;
      child = spawn(process.execPath, ["dist/server.mjs"], {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          NODE_ENV: "production",
          NEXT_TELEMETRY_DISABLED: "1",
          PORT: String(port),
          DATA_DIR: dataDir,
          DATABASE_URL: "",
          ...env,
        },
      });
      await says(child, "Plateau is running", (chunk) => {
        output += chunk;
        return output.slice(from);
      });
      plateau.setupLink = /http\S+\/setup\/\S+/.exec(output.slice(from))?.[0] ?? null;
    },
    async stop(signal = "SIGTERM") {
      const running = child;
      if (!running || running.exitCode !== null || running.signalCode !== null) return;
      const gone = new Promise((resolve) => running.once("exit", resolve));
      running.kill(signal);
      await gone;
    },
  };
  await plateau.start();
  return plateau;
}

function says(child: ChildProcess, text: string, add: (chunk: string) => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`the server did not start in time:\n${add("")}`)),
      START_WITHIN_MS,
    );
    const hear = (chunk: Buffer) => {
      // The setup link is printed in the same write as the address.
      if (!add(chunk.toString()).includes(text)) return;
      clearTimeout(timer);
      resolve();
    };
    child.stdout?.on("data", hear);
    child.stderr?.on("data", hear);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`the server ended with code ${code}:\n${add("")}`));
    });
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** One instance for all tests of a file, which nobody has claimed yet. A test that stops it starts it again. */
export function ownPlateau(): () => Plateau {
  let plateau: Plateau | undefined;
  test.beforeAll(async () => {
    plateau = await startPlateau();
  });
  test.afterAll(async () => {
    if (plateau) await discard(plateau);
  });
  return () => {
    if (!plateau) throw new Error("the instance starts before the first test");
    return plateau;
  };
}

/** Stop an instance and remove its data. */
export async function discard(plateau: Plateau): Promise<void> {
  await plateau.stop();
  fs.rmSync(plateau.dataDir, { recursive: true, force: true });
}
