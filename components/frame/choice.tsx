"use client";

import styles from "./choice.module.css";

interface Props {
  name: string;
  title: string;
  text: string;
  checked: boolean;
  /** Undefined = shown as a fact. */
  onChoose: (() => void) | undefined;
}

/** One of two policies, with its consequence in a sentence. */
export function Choice({ name, title, text, checked, onChoose }: Props) {
  const words = (
    <span>
      <b>{title}</b>
      <small>{text}</small>
    </span>
  );
  if (!onChoose) return <p className={styles.fact}>{words}</p>;
  return (
    <label className={styles.choice}>
      <input type="radio" name={name} checked={checked} onChange={onChoose} />
      {words}
    </label>
  );
}
