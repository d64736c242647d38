import type { ReactNode } from "react";
import { Icon, type IconName } from "../ui/icon";
import styles from "./vote-notice.module.css";

/** One sentence of what this page is waiting for, and the one next thing to do. */
export function VoteNotice({
  icon,
  title,
  children,
  actions,
}: {
  icon: IconName;
  title: string;
  children: ReactNode;
  actions?: ReactNode;
}) {
  return (
    <main className={styles.notice}>
      <span className={styles.icon}>
        <Icon name={icon} size={26} />
      </span>
      <h2>{title}</h2>
      <div className={styles.text}>{children}</div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </main>
  );
}
