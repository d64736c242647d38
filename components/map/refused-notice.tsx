"use client";

import { useTranslations } from "next-intl";
import { Link } from "@/lib/i18n/navigation";
import { CLOSE } from "@/lib/sync/protocol";
import { Button, buttonClass } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./notice.module.css";

const REASONS: Readonly<Record<number, "signIn" | "noRight" | "noSuchBoard" | "clientTooOld">> = {
  [CLOSE.signIn]: "signIn",
  [CLOSE.noRight]: "noRight",
  [CLOSE.noSuchBoard]: "noSuchBoard",
  [CLOSE.clientTooOld]: "clientTooOld",
};

interface Props {
  code: number;
  /** Edits that live in this tab only. */
  kept: number;
  boardId: string;
  onRetry: () => void;
}

/** The server will not have us back by itself: why, what was kept, what to do. */
export function RefusedNotice({ code, kept, boardId, onRetry }: Props) {
  const t = useTranslations("map.refused");
  const reason = REASONS[code] ?? "badFrame";
  return (
    <div className={styles.notice} data-kind="refused" role="alert">
      <Icon name="warn" />
      <p>
        {t(reason)} {kept > 0 ? t("kept", { kept }) : null}
      </p>
      {reason === "signIn" ? (
        <Link
          className={buttonClass("line", "s")}
          href={{ pathname: "/signin", query: { next: `/boards/${boardId}` } }}
          target={kept > 0 ? "_blank" : undefined}
        >
          {t("signInAction")}
        </Link>
      ) : null}
      {reason === "clientTooOld" || reason === "badFrame" ? null : (
        <Button size="s" onClick={onRetry}>
          {t("retry")}
        </Button>
      )}
      <Button size="s" onClick={() => window.location.reload()}>
        {t("reload")}
      </Button>
    </div>
  );
}
