import styles from "./avatar.module.css";

/** Two letters for a person: the first two of the first word that has letters. */
export function initials(name: string): string {
  const letters = [...name.normalize("NFC").replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 2);
  const [first, second] = letters;
  return first ? first.toLocaleUpperCase() + (second ?? "").toLocaleLowerCase() : "?";
}

/** Initials ringed in the colour of the person's role. */
export function Avatar({
  name,
  tone,
  roleName,
  size = 28,
}: {
  name: string;
  tone: number | null;
  roleName?: string;
  size?: 20 | 28;
}) {
  const title = roleName ? `${name} · ${roleName}` : name;
  return (
    <span
      className={`${styles.avatar} ${size === 20 ? styles.small : ""}`}
      data-tone={tone === null ? undefined : tone % 5}
      title={title}
    >
      <span aria-hidden="true">{initials(name)}</span>
      <span className="sr">{title}</span>
    </span>
  );
}
