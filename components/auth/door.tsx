import type { ReactNode } from "react";
import styles from "./door.module.css";

/** The pages through which people come in: one thing to do, in the middle. */
export function Door({
  title,
  lead,
  notice,
  children,
  below,
}: {
  title: ReactNode;
  lead?: ReactNode;
  /** Instead of something to do: why it cannot be done. */
  notice?: ReactNode;
  children?: ReactNode;
  below?: ReactNode;
}) {
  return (
    <main id="content" className={styles.door}>
      <h1>{title}</h1>
      {lead ? <div className={styles.lead}>{lead}</div> : null}
      {notice ? <div className={styles.notice}>{notice}</div> : null}
      {children ? <div className={styles.card}>{children}</div> : null}
      {below ? <p className={styles.below}>{below}</p> : null}
    </main>
  );
}
