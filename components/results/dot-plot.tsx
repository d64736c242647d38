import type { ReactNode } from "react";
import { RoleGlyph } from "../ui/role-mark";
import styles from "./results.module.css";

export interface DotRow {
  id: string;
  label: string;
  /** The value of all roles: a vertical mark. */
  all: { value: number; title: string } | null;
  dots: { id: string; tone: number; value: number; title: string }[];
  /** At the end of the row. */
  figure: string;
}
interface Props {
  rows: readonly DotRow[];
  min: number;
  max: number;
  ticks: readonly { value: number; label: string }[];
  head: ReactNode;
  figureHead: string;
  /** Long labels: criteria rather than options. */
  wide?: boolean;
  /** Labels that take several lines. */
  long?: boolean;
}

/** One line per thing, one glyph per role, a mark for all roles: where roles agree and where they part. */
export function DotPlot({ rows, min, max, ticks, head, figureHead, wide = false, long = false }: Props) {
  const at = (value: number) => ((value - min) / (max - min || 1)) * 100;
  return (
    <figure className={styles.dots} data-wide={wide ? "" : undefined} data-long={long ? "" : undefined}>
      <div className={styles.dotsHead}>
        {head}
        <span className={styles.dotsFigure}>{figureHead}</span>
      </div>
      <ul>
        {rows.map((row) => {
          const places = row.dots.map((dot) => at(dot.value));
          return (
            <li key={row.id}>
              <span className={styles.name}>{row.label}</span>
              <span className={styles.plot}>
                {row.dots.length > 1 ? (
                  <i
                    className={styles.gap}
                    style={{
                      left: `${Math.min(...places)}%`,
                      width: `${Math.max(...places) - Math.min(...places)}%`,
                    }}
                  />
                ) : null}
                {row.all ? (
                  <i className={styles.all} style={{ left: `${at(row.all.value)}%` }} title={row.all.title} />
                ) : null}
                {row.dots.map((dot, index) => (
                  <span
                    key={dot.id}
                    className={styles.glyph}
                    style={{ left: `${places[index]}%`, marginTop: offset(places, index) }}
                    title={dot.title}
                  >
                    <RoleGlyph tone={dot.tone} />
                  </span>
                ))}
              </span>
              <span className={`${styles.dotsFigure} num`}>{row.figure}</span>
            </li>
          );
        })}
      </ul>
      <div className={styles.dotsAxis} aria-hidden="true">
        <span className={`${styles.plot} num`}>
          {ticks.map((tick) => (
            <span key={tick.value} style={{ left: `${at(tick.value)}%` }}>
              {tick.label}
            </span>
          ))}
        </span>
      </div>
    </figure>
  );
}

/** How far apart glyphs step, and over how much of a line's height they may. */
const STEP = 13;
const SPAN = 40;

/** Glyphs that would hide each other step up and down from the line. */
function offset(places: readonly number[], index: number): number {
  const here = places[index] ?? 0;
  const crowd = places.map((place, at) => ({ place, at })).filter(({ place }) => Math.abs(place - here) < 4);
  if (crowd.length < 2) return 0;
  const rank = crowd.sort((a, b) => a.place - b.place || a.at - b.at).findIndex(({ at }) => at === index);
  return (rank - (crowd.length - 1) / 2) * Math.min(STEP, SPAN / (crowd.length - 1));
}
