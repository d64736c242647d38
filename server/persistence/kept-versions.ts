import type { VersionReason } from "../../lib/sync/versions";

interface AutomaticVersion {
  id: string;
  createdAt: Date;
  reason: VersionReason;
}

const LAST = 20;
const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1_000;

/** What a restore replaced or somebody removed in bulk: nothing else holds it any more. */
const isLastResort = ({ reason }: AutomaticVersion) => reason === "restore" || reason === "removal";

/**
 * Which of a board's automatic versions go: all but the last 20, then one a day (the day's last) for 30 days. What a
 * restore or a removal in bulk replaced is thinned out by itself, so that a busy day does not push it out.
 */
export function versionsToDrop(versions: readonly AutomaticVersion[], now: number): string[] {
  const others = versions.filter((version) => !isLastResort(version));
  return [versions.filter(isLastResort), others].flatMap((some) => beyondTheKept(some, now));
}

function beyondTheKept(versions: readonly AutomaticVersion[], now: number): string[] {
  const newestFirst = versions.toSorted((a, b) => b.createdAt.getTime() - a.createdAt.getTime());
  const days = new Set<number>();
  return newestFirst.slice(LAST).flatMap(({ id, createdAt }) => {
    const day = Math.floor(createdAt.getTime() / DAY_MS);
    const isKept = now - createdAt.getTime() < DAYS * DAY_MS && !days.has(day);
    days.add(day);
    return isKept ? [] : id;
  });
}
