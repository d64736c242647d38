import type { ReactNode } from "react";
import { Icon } from "../ui/icon";
import styles from "./results.module.css";

interface Props {
  id: string;
  /** The finding, in words. */
  title: ReactNode;
  /** How to read the figure. */
  lede?: ReactNode;
  children: ReactNode;
}

/** A rule, the finding as its title, how to read it, the figure, the table. */
export function Section({ id, title, lede, children }: Props) {
  return (
    <section className={styles.section} id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      {lede ? <p className={styles.lede}>{lede}</p> : null}
      {children}
    </section>
  );
}

/** The same figures as a table, for whoever reads tables better than pictures, and for screen readers. */
export function AsTable({
  label,
  caption,
  children,
}: {
  label: string;
  caption: ReactNode;
  children: ReactNode;
}) {
  return (
    <details className={styles.asTable}>
      <summary>
        <Icon name="table" />
        {label}
      </summary>
      {/* A scrolling region needs to be reachable by keyboard. */}
      <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
        <table>
          <caption>{caption}</caption>
          {children}
        </table>
      </div>
    </details>
  );
}
