"use client";

import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { FitEntry } from "@/lib/board/types";
import { dayOfYear, timeOfDay } from "@/lib/i18n/day";

/** A mark between 0 and 1 as people read it: 0.816, in French 0,816. A dash where there is none. */
export function useScore(): (value: number | null, digits?: 2 | 3) => string {
  const format = useFormatter();
  return (value, digits = 3) =>
    value === null
      ? "–"
      : format.number(value, { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** Who painted a fit and when, short: "Idriss · 14:32", "Léa · yesterday", "Template". */
export function useWho(): (entry: Pick<FitEntry, "by" | "byName" | "at">) => string {
  const t = useTranslations("map");
  const locale = useLocale();
  return ({ by, byName, at }) => {
    if (by === null) return t("template");
    const date = at === null ? null : new Date(at);
    if (!date || Number.isNaN(date.getTime())) return byName;
    const days = daysAgo(date);
    if (days === 0) return `${byName} · ${timeOfDay(date, locale)}`;
    if (days === 1) return `${byName} · ${t("yesterday")}`;
    return `${byName} · ${dayOfYear(date, locale)}`;
  };
}

function daysAgo(date: Date): number {
  const midnight = (of: Date) => new Date(of.getFullYear(), of.getMonth(), of.getDate()).getTime();
  return Math.round((midnight(new Date()) - midnight(date)) / 86_400_000);
}
