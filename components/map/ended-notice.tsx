import { useTranslations } from "next-intl";
import type { EndedReason } from "@/lib/sync/protocol";
import type { BoardConnection } from "../canvas/board-connection";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./notice.module.css";
import { TakeChanges } from "./take-changes";

interface Props {
  connection: BoardConnection;
  boardId: string;
  reason: EndedReason;
  /** Edits that live in this tab only. */
  kept: number;
}

/** The board goes on as another document: what only this tab has can be taken along as a file. */
export function EndedNotice({ connection, boardId, reason, kept }: Props) {
  const t = useTranslations("map.ended");
  return (
    <div className={styles.notice} data-kind="refused" role="alert">
      <Icon name="warn" />
      <p>
        {t(reason)} {kept > 0 ? t("kept", { kept }) : null}
      </p>
      {kept > 0 ? <TakeChanges connection={connection} boardId={boardId} /> : null}
      <Button size="s" onClick={() => window.location.reload()}>
        {t("reload")}
      </Button>
    </div>
  );
}
