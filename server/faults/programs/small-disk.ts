/**
 * Loaded before everything else (`--require`): a disk of a size that the test writes into the file
 * PLATEAU_TEST_DISK, `{ "freeMb": 900, "full": false }`. Mounting a real small disk takes root; what the process
 * sees of a full one are two calls: how much is free, and a write that makes a file longer.
 */
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";

const file = process.env.PLATEAU_TEST_DISK ?? "";
const disk = () => JSON.parse(fs.readFileSync(file, "utf8")) as { freeMb: number; full: boolean };

const statfs = fsPromises.statfs.bind(fsPromises);
fsPromises.statfs = (async (path: string) => {
  const stats = await statfs(path);
  return { ...stats, bavail: Math.floor((disk().freeMb * 1e6) / stats.bsize) };
}) as typeof fsPromises.statfs;

const writeSync = fs.writeSync.bind(fs) as (...given: unknown[]) => number;
fs.writeSync = ((fd: number, ...given: unknown[]) => {
  const [, , length, position] = given;
  const grows =
    typeof length === "number" && typeof position === "number" && position + length > fs.fstatSync(fd).size;
  if (grows && disk().full) {
    throw Object.assign(new Error("ENOSPC: no space left on device"), { code: "ENOSPC", errno: -28 });
  }
  return writeSync(fd, ...given);
}) as typeof fs.writeSync;

syncBuiltinESMExports();
