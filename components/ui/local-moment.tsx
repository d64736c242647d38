"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import { moment } from "@/lib/i18n/day";

const noChange = () => () => {};

/** A day with its year and the time, in the reader's own time zone; the server first says it in its own. */
export function LocalMoment({ at }: { at: string }) {
  const locale = useLocale();
  const hydrated = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  return (
    <time dateTime={at} key={String(hydrated)} suppressHydrationWarning>
      {moment(new Date(at), locale)}
    </time>
  );
}
