"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";
import { dateLocale } from "@/lib/i18n/day";

const noChange = () => () => {};

/** A day with its year and the time, in the reader's own time zone; the server first says it in its own. */
export function LocalMoment({ at }: { at: string }) {
  const locale = useLocale();
  const hydrated = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const text = new Date(at).toLocaleString(dateLocale(locale), {
    dateStyle: "long",
    timeStyle: "short",
  });
  return (
    <time dateTime={at} key={String(hydrated)} suppressHydrationWarning>
      {locale === "fr" ? text.replace(/(\d):(\d\d)$/, "$1\u202fh\u202f$2") : text}
    </time>
  );
}
