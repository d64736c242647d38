import styles from "./switch.module.css";

interface Props {
  label: string;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

export function Switch({ label, checked, disabled, onChange }: Props) {
  return (
    <span className={styles.row}>
      <span aria-hidden="true">{label}</span>
      <button
        type="button"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        className={styles.switch}
        disabled={disabled}
        onClick={() => onChange(!checked)}
      />
    </span>
  );
}
