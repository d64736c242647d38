"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ballotStorageKey } from "./use-ballot";

/** Says how many answers this browser holds that came too late for the round, then forgets them. */
export function LateChanges({ roundId, voterId }: { roundId: string; voterId: string }) {
  const t = useTranslations("vote");
  const [count, setCount] = useState(0);
  useEffect(() => {
    const key = ballotStorageKey(roundId, voterId);
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, object>;
      const late = Object.values(kept).reduce((sum, part) => sum + Object.keys(part).length, 0);
      // eslint-disable-next-line react-hooks/set-state-in-effect -- the browser's storage is known only here
      if (late > 0) setCount(late);
      localStorage.removeItem(key);
    } catch {
      // No storage, or nothing readable in it: nothing to tell.
    }
  }, [roundId, voterId]);
  return count > 0 ? <p role="status">{t("closed.lost", { count })}</p> : null;
}
