"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { ErrorCode } from "@/lib/errors";
import type { BoardConnection } from "../canvas/board-connection";
import { Button } from "../ui/button";
import { Icon } from "../ui/icon";
import styles from "./notice.module.css";

/** What the server says over the board's socket and the person should know; `known`: the page says it already. */
export function ServerNotice({
  connection,
  known,
}: {
  connection: BoardConnection;
  known: ErrorCode | null;
}) {
  const t = useTranslations();
  const [code, setCode] = useState<ErrorCode | null>(null);
  useEffect(() => connection.onNotice(setCode), [connection]);
  if (code === null || code === known || !t.has(`errors.${code}`)) return null;
  return (
    <div className={styles.notice} data-kind="error" role="alert">
      <Icon name="warn" />
      <p>{t(`errors.${code}`, { max: "", length: "", seconds: 0, detail: "" })}</p>
      <Button kind="ghost" size="s" className={styles.push ?? ""} onClick={() => setCode(null)}>
        {t("common.close")}
      </Button>
    </div>
  );
}
