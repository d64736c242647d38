import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "@/lib/i18n/navigation";
import { buttonClass } from "../ui/button";
import { Logo } from "../ui/icon";
import styles from "./board-header.module.css";
import { LocaleSwitch } from "./locale-switch";
import { ThemeSwitch } from "./theme-switch";
import { ViewStrip } from "./view-strip";

export const BOARD_VIEWS = ["map", "table", "frame", "vote", "results", "record", "history"] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];

/** Where a view lives; the table is the map page in another dress. */
export function viewPath(boardId: string, view: BoardView | "people" | "room"): string {
  if (view === "map") return `/boards/${boardId}`;
  if (view === "table") return `/boards/${boardId}?view=table`;
  return `/boards/${boardId}/${view}`;
}

interface Props {
  boardId: string;
  title: ReactNode;
  /** Null on pages that are none of the views (people). */
  view: BoardView | null;
  /** The vote tab leads the facilitator to the room. */
  voteLeadsTo: "vote" | "room";
  /** The truth of saving, where the page has any. */
  status?: ReactNode;
  /** People present, and the way to more; without them a facilitator still finds the way to invite. */
  children?: ReactNode;
}

/** The board's top bar, the same on every page of a board. */
export function BoardHeader({ boardId, title, view, voteLeadsTo, status, children }: Props) {
  const t = useTranslations("board");
  return (
    <header className={styles.bar}>
      <div className={styles.left}>
        <Link className={styles.brand} href="/" aria-label={t("myBoards")}>
          <Logo />
        </Link>
        <div className={styles.title}>
          <h1>{title}</h1>
          {status}
        </div>
      </div>
      <ViewStrip className={styles.views} label={t("views")}>
        {BOARD_VIEWS.map((each) => (
          <Link
            key={each}
            href={viewPath(boardId, each === "vote" ? voteLeadsTo : each)}
            aria-current={each === view ? "page" : undefined}
            prefetch={false}
          >
            {t(`view.${each}`)}
          </Link>
        ))}
      </ViewStrip>
      <div className={styles.right}>
        {children ??
          (voteLeadsTo === "room" && view !== null ? (
            <Link className={buttonClass("line")} href={viewPath(boardId, "people")} prefetch={false}>
              {t("invite")}
            </Link>
          ) : null)}
        <LocaleSwitch />
        <ThemeSwitch />
      </div>
    </header>
  );
}
