import type { ReactNode } from "react";
import { Icon, type IconName } from "../ui/icon";
import styles from "./results.module.css";

interface Props {
  icon: IconName;
  title: ReactNode;
  text: ReactNode;
  /** Round switcher, when other rounds have results. */
  above?: ReactNode;
  /** What else is known, for instance why options are out. */
  details?: ReactNode;
  /** The one next thing to do. */
  action?: ReactNode;
}

/** What this place is for, while there is nothing to show. */
export function ResultsEmpty({ icon, title, text, above, details, action }: Props) {
  return (
    <main id="content" className={styles.empty}>
      {above ? <div className={styles.above}>{above}</div> : null}
      <Icon name={icon} size={28} />
      <h2>{title}</h2>
      <p>{text}</p>
      {details}
      {action}
    </main>
  );
}
