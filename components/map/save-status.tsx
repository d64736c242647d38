"use client";

import { useTranslations } from "next-intl";
import type { SaveState } from "../canvas/board-connection";
import { Icon } from "../ui/icon";
import styles from "./save-status.module.css";

/** The truth of saving, in the top bar. */
export function SaveStatus({ state }: { state: SaveState }) {
  const t = useTranslations("map.save");
  const text =
    state.state === "offline"
      ? t("offline", { kept: state.kept })
      : state.state === "refused" || state.state === "ended"
        ? t("refused", { kept: state.kept })
        : state.state === "readOnly"
          ? t("readOnly", { kept: state.kept })
          : t(state.state);
  const alarming = "kept" in state;
  return (
    <span className={styles.status} data-state={state.state} role="status" title={text}>
      {state.state === "saved" ? <Icon name="check" size={14} /> : null}
      {alarming ? <Icon name="warn" size={14} /> : null}
      <span className={styles.text}>{text}</span>
    </span>
  );
}
