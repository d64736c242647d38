import type { ButtonHTMLAttributes, Ref } from "react";
import styles from "./button.module.css";

export type ButtonKind = "primary" | "line" | "ghost" | "danger";
export type ButtonSize = "s" | "m" | "l";

/** The class alone, for links that look like buttons. `icon` makes it square. */
export function buttonClass(kind: ButtonKind = "line", size: ButtonSize = "m", icon = false): string {
  return [styles.button, styles[kind], styles[size], icon ? styles.icon : ""].filter(Boolean).join(" ");
}

interface Props extends ButtonHTMLAttributes<HTMLButtonElement> {
  kind?: ButtonKind;
  size?: ButtonSize;
  icon?: boolean;
  ref?: Ref<HTMLButtonElement>;
}

export function Button({
  kind = "line",
  size = "m",
  icon = false,
  type = "button",
  className,
  ...rest
}: Props) {
  return (
    <button type={type} className={`${buttonClass(kind, size, icon)} ${className ?? ""}`.trim()} {...rest} />
  );
}
