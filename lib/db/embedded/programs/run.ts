import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

/** A TypeScript program beside this file, in a process of its own; `lines` is what it has printed. */
export interface Program {
  child: ChildProcess;
  lines: string[];
  /** Resolves at the first line that `wanted` accepts, now or later; rejects when the program ends before. */
  line(wanted: (line: string) => boolean): Promise<string>;
  /** Resolves once it is gone and everything it printed is in `lines`. */
  ended: Promise<number | null>;
}

export function runProgram(name: string, args: string[], env: Record<string, string> = {}): Program {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  return watch(
    spawn(process.execPath, ["--import", "tsx", file, ...args], { env: { ...process.env, ...env } }),
  );
}

export function watch(child: ChildProcess): Program {
  const lines: string[] = [];
  const waiting = new Set<() => void>();
  let rest = "";
  let errors = "";
  child.stderr?.on("data", (chunk: Buffer) => {
    errors += chunk.toString();
  });
  child.stdout?.on("data", (chunk: Buffer) => {
    const parts = (rest + chunk.toString()).split("\n");
    rest = parts.pop() ?? "";
    lines.push(...parts);
    for (const wake of waiting) wake();
  });
  let over = false;
  const ended = new Promise<number | null>((resolve) => {
    child.once("close", (code) => {
      over = true;
      for (const wake of waiting) wake();
      resolve(code);
    });
  });
  const line = (wanted: (line: string) => boolean) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        const found = lines.find(wanted);
        if (found === undefined && !over) return;
        waiting.delete(look);
        if (found !== undefined) resolve(found);
        else reject(new Error(`ended before it said so:\n${lines.slice(-20).join("\n")}\n${errors}`));
      };
      waiting.add(look);
      look();
    });
  return { child, lines, line, ended };
}
