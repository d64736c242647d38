import fs from "node:fs";
import path from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/**
 * PGlite as shipped never calls fsync: it starts with `-F`, and its file system has no hook for it, so a
 * power cut loses acknowledged commits or the whole folder. This file system adds the hook. It sits on
 * internals of the exactly pinned version; `openDurable` checks at every start that it is called.
 */
export class DurableNodeFS extends NodeFS {
  #synced = 0;

  /** How many fsyncs the database has asked for. */
  get synced(): number {
    return this.#synced;
  }

  override async init(...args: Parameters<NodeFS["init"]>): ReturnType<NodeFS["init"]> {
    const result = await super.init(...args);
    const preRun = (result.emscriptenOpts as { preRun?: unknown }).preRun;
    if (Array.isArray(preRun)) preRun.push((mod: EmscriptenModule) => this.#hook(mod));
    return result;
  }

  #hook(mod: EmscriptenModule): void {
    const nodefs = mod.FS.filesystems.NODEFS;
    nodefs.stream_ops.fsync = (stream) => {
      if (stream.nfd === undefined) fsyncPath(nodefs.realPath(stream.node));
      else fs.fsyncSync(stream.nfd);
      this.#synced++;
      return 0;
    };
  }
}

interface EmscriptenModule {
  FS: {
    filesystems: {
      NODEFS: {
        stream_ops: { fsync?: (stream: { nfd?: number; node: unknown }) => number };
        realPath(node: unknown): string;
      };
    };
  };
}

/** `-F` turns fsync off; single-user mode needs the rest of PGlite's own parameters. */
const START_PARAMS = [
  ...PGlite.defaultStartParams.filter((param) => param !== "-F"),
  "-c",
  "wal_sync_method=fsync",
  "-c",
  "full_page_writes=on",
];

/** Open the folder so that a commit that was answered survives a power cut; refuse when that is not so. */
export async function openDurable(
  dir: string,
  makeFs = (at: string) => new DurableNodeFS(at),
): Promise<PGlite> {
  // PGlite would create it with the umask's rights; it holds password hashes.
  fs.mkdirSync(dir, { recursive: true, mode: 0o700 });
  const fresh = !fs.existsSync(path.join(dir, "PG_VERSION"));
  const durableFs = makeFs(dir);
  const pg = await PGlite.create({ fs: durableFs, startParams: START_PARAMS });
  const before = durableFs.synced;
  await pg.exec("CHECKPOINT");
  if (durableFs.synced === before) {
    await pg.close();
    throw new Error("PGlite no longer calls the fsync hook: commits would not survive a power cut");
  }
  if (fresh) {
    // initdb runs before the hook counts; what it wrote must be on disk before anything is promised.
    fsyncTree(dir);
    fsyncPath(path.dirname(path.resolve(dir)));
  }
  return pg;
}

export function fsyncPath(file: string): void {
  const fd = fs.openSync(file, "r");
  try {
    fs.fsyncSync(fd);
  } finally {
    fs.closeSync(fd);
  }
}

/** A folder and everything in it. */
export function fsyncTree(dir: string): void {
  for (const entry of fs.readdirSync(dir, { withFileTypes: true })) {
    const child = path.join(dir, entry.name);
    if (entry.isDirectory()) fsyncTree(child);
    else if (entry.isFile()) fsyncPath(child);
  }
  fsyncPath(dir);
}
