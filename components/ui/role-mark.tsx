import styles from "./role-mark.module.css";

/** One geometric glyph per tone: ◆ ● ▲ ■ ✚. Roles are square, fits are round: two shapes, never confused. */
const GLYPHS = [
  "M8 .9 15.1 8 8 15.1.9 8z",
  "M8 1.6a6.4 6.4 0 100 12.8 6.4 6.4 0 000-12.8z",
  "M8 1.2 15.2 14H.8z",
  "M2 2h12v12H2z",
  "M5.4 1.2h5.2v4.2h4.2v5.2h-4.2v4.2H5.4v-4.2H1.2V5.4h4.2z",
] as const;

export const roleGlyphPath = (tone: number): string => GLYPHS[tone % GLYPHS.length] ?? GLYPHS[0];

/** The bare glyph in the role's colour, for lists, plots and the room. Decoration: the role's name stands beside it. */
export function RoleGlyph({ tone, size = 12 }: { tone: number; size?: number }) {
  return (
    <svg
      data-tone={tone % 5}
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="var(--c)"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={roleGlyphPath(tone)} />
    </svg>
  );
}

/** The glyph in white on a rounded square of the role's colour, for cards and tables; carries the role's name. */
export function RoleBadge({ tone, name }: { tone: number; name: string }) {
  return (
    <span className={styles.badge} data-tone={tone % 5} title={name}>
      <svg width={9} height={9} viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
        <path d={roleGlyphPath(tone)} />
      </svg>
      <span className="sr">{name}</span>
    </span>
  );
}
