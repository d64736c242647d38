"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import { LocalTime } from "../voting/local-time";
import styles from "./countdown.module.css";

const DAY = 86_400;

/** What is left until the deadline, counted from the server's clock: a wrong clock here does not matter. */
export function Countdown({ closesAt, now }: { closesAt: string; now: string }) {
  const t = useTranslations("room");
  const router = useRouter();
  const end = new Date(closesAt).getTime();
  const [left, setLeft] = useState(() => secondsBetween(new Date(now).getTime(), end));
  useEffect(() => {
    const ahead = new Date(now).getTime() - Date.now();
    const tick = () => setLeft(secondsBetween(Date.now() + ahead, end));
    const timer = setInterval(tick, 500);
    return () => clearInterval(timer);
  }, [now, end]);
  const over = left === 0;
  useEffect(() => {
    if (!over) return;
    // The deadline holds already; the page follows when the server has written it down.
    const timer = setTimeout(() => router.refresh(), 1200);
    return () => clearTimeout(timer);
  }, [over, router]);
  return (
    <div>
      <p className={styles.time} role="timer">
        {left >= DAY ? t("daysLeft", { days: Math.floor(left / DAY) }) : clock(left)}
      </p>
      <p className={styles.note}>
        {t.rich("closesAt", { time: () => <LocalTime at={closesAt} form="short" /> })}
      </p>
    </div>
  );
}

const secondsBetween = (from: number, to: number): number => Math.max(0, Math.ceil((to - from) / 1000));

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, "0");
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}
