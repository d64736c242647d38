import type { ReactNode } from "react";
import styles from "./section.module.css";

/** A part of the frame: a heading over a rule, a quiet count beside it, one action at the end. */
export function Section({
  id,
  title,
  aside,
  action,
  children,
}: {
  id: string;
  title: string;
  aside?: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <h3 id={`${id}-title`}>{title}</h3>
        {aside ? <span>{aside}</span> : null}
        {action}
      </div>
      {children}
    </section>
  );
}
