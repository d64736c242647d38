"use client";

import { useLocale } from "next-intl";
import { useSyncExternalStore } from "react";

const noChange = () => () => {};

interface Props {
  /** ISO instant. */
  at: string;
  /** `short` leaves the date out when it is today. */
  form: "moment" | "time" | "full" | "short";
}

/** An instant in the reader's own time zone; the server, which does not know it, first says it in its own. */
export function LocalTime({ at, form }: Props) {
  const locale = useLocale();
  const hydrated = useSyncExternalStore(
    noChange,
    () => true,
    () => false,
  );
  const text = wording(new Date(at), locale, form);
  return (
    <time dateTime={at} key={String(hydrated)} suppressHydrationWarning>
      {text}
    </time>
  );
}

function wording(at: Date, locale: string, form: Props["form"]): string {
  const time = at.toLocaleTimeString(locale === "en" ? "en-GB" : locale, {
    hour: "2-digit",
    minute: "2-digit",
  });
  const hour =
    locale === "fr" ? time.replace(":", "\u202fh\u202f").replace("\u202fh\u202f00", "\u202fh") : time;
  if (form === "time" || (form === "short" && at.toDateString() === new Date().toDateString())) return hour;
  const date = at.toLocaleDateString(locale === "en" ? "en-GB" : locale, {
    weekday: form === "full" ? "long" : "short",
    day: "numeric",
    month: form === "full" ? "long" : "short",
  });
  return locale === "fr" && form === "full" ? `${date} à ${hour}` : `${date}, ${hour}`;
}
