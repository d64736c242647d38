import { statfs } from "node:fs/promises";
import { StartRefusal } from "../../start-refusal";
import { setWritesAllowed } from "../writable";

const CHECK_EVERY_MS = 10_000;

export async function freeMegabytes(dir: string): Promise<number> {
  const stats = await statfs(dir);
  return Math.floor((stats.bavail * stats.bsize) / 1e6);
}

export async function requireDiskSpace(dir: string, minFreeMb: number): Promise<void> {
  const free = await freeMegabytes(dir);
  if (free >= minFreeMb) return;
  throw new StartRefusal(
    `The disk that holds the data folder ${dir} is nearly full: ${free} MB free, at least ${minFreeMb} MB are needed. Make room and start again (PLATEAU_MIN_FREE_MB sets the limit).`,
    `Le disque du dossier de données ${dir} est presque plein : ${free} Mo libres, il en faut au moins ${minFreeMb}. Libérez de la place puis relancez (PLATEAU_MIN_FREE_MB fixe la limite).`,
  );
}

/**
 * Refuse new writes while less than the limit is free, and allow them again once there is room. Half the
 * limit of the start: a disk that was just enough to start must not refuse writes at once.
 */
export function watchDiskSpace(
  dir: string,
  minFreeMb: number,
  onChange: (allowed: boolean, free: number) => void,
  free: (dir: string) => Promise<number> = freeMegabytes,
  everyMs = CHECK_EVERY_MS,
): () => void {
  let allowed = true;
  let stopped = false;
  const check = async () => {
    const megabytes = await free(dir);
    const next = megabytes >= minFreeMb / 2;
    if (stopped || next === allowed) return;
    allowed = next;
    setWritesAllowed(allowed);
    onChange(allowed, megabytes);
  };
  // A check that fails (folder unmounted for a moment) changes nothing: the next one decides.
  const timer = setInterval(() => void check().catch(() => {}), everyMs);
  timer.unref();
  return () => {
    stopped = true;
    clearInterval(timer);
    setWritesAllowed(true);
  };
}
