import type { ReactNode } from "react";
import { Icon, type IconName } from "./icon";
import styles from "./note.module.css";

interface Props {
  kind: "danger" | "warn" | "quiet";
  icon?: IconName;
  /** Read out when it appears. */
  alert?: boolean;
  children: ReactNode;
}

/** A short sentence that stands out from the text around it: what went wrong, what to mind. */
export function Note({ kind, icon = "warn", alert = false, children }: Props) {
  return (
    <div className={`${styles.note} ${styles[kind]}`} role={alert ? "alert" : undefined}>
      <Icon name={icon} />
      <div>{children}</div>
    </div>
  );
}
