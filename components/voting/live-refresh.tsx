"use client";

import { useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { useRouter } from "@/lib/i18n/navigation";
import type { BoardEvent } from "@/lib/sync/protocol";
import { viewPath } from "../shell/board-header";
import { useBoardEvents } from "../shell/use-board-events";
import styles from "./live-refresh.module.css";

interface Props {
  boardId: string;
  /** Which changes concern this page. */
  on: readonly BoardEvent["type"][];
  /** Turn to the results at the reveal, with everybody else. */
  followReveal?: boolean;
}

/** Many ballots move at once in a workshop: one look at the server for all of them. */
const GATHER_MS = 250;

/** Keeps a page's server data live: asks again when something on the board changed. */
export function LiveRefresh({ boardId, on, followReveal = false }: Props) {
  const t = useTranslations("vote");
  const router = useRouter();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const state = useBoardEvents(boardId, (event) => {
    if (followReveal && event?.type === "round" && event.state === "revealed") {
      router.push(viewPath(boardId, "results"));
      return;
    }
    if (event !== null && event.type !== "restored" && !on.includes(event.type)) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.refresh(), GATHER_MS);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <p role="status" className={state === "offline" ? styles.offline : "sr"}>
      {state === "offline" ? t("offline") : ""}
    </p>
  );
}
