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

/** Something to be opened, under the figure it belongs to. */
export function Fold({ label, children }: { label: string; children: ReactNode }) {
  return (
    <details className={styles.asTable}>
      <summary>
        <Icon name="table" />
        {label}
      </summary>
      {children}
    </details>
  );
}

/** A table that may be wider than the page. */
export function Scrolled({ label, children }: { label: string; children: ReactNode }) {
  return (
    // A scrolling region needs to be reachable by keyboard.
    <div className={styles.scroll} tabIndex={0} role="group" aria-label={label}>
      {children}
    </div>
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
    <Fold label={label}>
      <Scrolled label={label}>
        <table>
          <caption>
            <span>{caption}</span>
          </caption>
          {children}
        </table>
      </Scrolled>
    </Fold>
  );
}
