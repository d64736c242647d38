import type { ReactNode } from "react";
import styles from "./new-board-form.module.css";

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.fields}>{children}</div>
    </section>
  );
}

interface ChoiceProps {
  name: string;
  value: string;
  checked: boolean;
  onChoose: () => void;
  title: string;
  text?: string;
  picture?: ReactNode;
}

/** A native radio button in a card of its own. */
export function Choice({ name, value, checked, onChoose, title, text, picture }: ChoiceProps) {
  return (
    <label className={styles.choice}>
      <input type="radio" name={name} value={value} checked={checked} onChange={onChoose} />
      <span>
        <b>{title}</b>
        {text ? <small>{text}</small> : null}
      </span>
      {picture ? <span className={styles.picture}>{picture}</span> : null}
    </label>
  );
}
