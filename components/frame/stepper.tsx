import { Icon } from "../ui/icon";
import styles from "./stepper.module.css";

interface Props {
  label: string;
  /** Names of the two buttons. */
  fewer: string;
  more: string;
  value: number;
  /** The value in words; by default the number. */
  text?: string;
  min: number;
  max?: number;
  step?: number;
  onChange: (value: number) => Promise<unknown>;
}

/** A small number between two buttons. */
export function Stepper({ label, fewer, more, value, text, min, max, step = 1, onChange }: Props) {
  return (
    <span className={styles.stepper} role="group" aria-label={label}>
      <button
        type="button"
        aria-label={fewer}
        disabled={value <= min}
        onClick={() => void onChange(Math.max(min, value - step))}
      >
        <Icon name="minus" size={14} />
      </button>
      <output>{text ?? value}</output>
      <button
        type="button"
        aria-label={more}
        disabled={max !== undefined && value >= max}
        onClick={() => void onChange(Math.min(max ?? value + step, value + step))}
      >
        <Icon name="plus" size={14} />
      </button>
    </span>
  );
}
