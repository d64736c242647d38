"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const noChange = () => () => {};

/** A day with its year and the time, in the reader's own time zone; the server first says it in its own. */
export function LocalMoment({ at }: { at: string }) {
  const locale = useLocale();
  const hydrated = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  // British order and 24 hours, as everywhere on the English pages.
  const text = new Date(at).toLocaleString(locale === "en" ? "en-GB" : locale, {
    dateStyle: "long",
    timeStyle: "short",
  });
  return (
    <time dateTime={at} key={String(hydrated)} suppressHydrationWarning>
      {locale === "fr" ? text.replace(/(\d):(\d\d)$/, "$1\u202fh\u202f$2") : text}
    </time>
  );
}
