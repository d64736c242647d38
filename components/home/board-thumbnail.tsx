import type { FitState } from "../ui/fit-mark";
import styles from "./home.module.css";

/** A task on the thumbnail, in page coordinates of the board. */
export interface ThumbnailCard {
  x: number;
  y: number;
  w: number;
  h: number;
  fit: FitState;
}

const [WIDTH, HEIGHT, EDGE] = [96, 62, 4];

const LOOK: Record<FitState, { fill: string; stroke?: string; dash?: string }> = {
  efficient: { fill: "var(--fit-efficient)" },
  mixed: { fill: "var(--fit-mixed)" },
  inefficient: { fill: "var(--fit-inefficient)" },
  uncovered: { fill: "none", stroke: "var(--fit-uncovered)" },
  unrated: { fill: "none", stroke: "var(--fit-uncovered)", dash: "1 1" },
  out: { fill: "none", stroke: "var(--line-strong)" },
};

/** The map in the size of a stamp. Decoration: the words beside it say what it shows. */
export function BoardThumbnail({ cards }: { cards: readonly ThumbnailCard[] }) {
  const left = Math.min(...cards.map((card) => card.x));
  const top = Math.min(...cards.map((card) => card.y));
  const right = Math.max(...cards.map((card) => card.x + card.w));
  const bottom = Math.max(...cards.map((card) => card.y + card.h));
  const scale = Math.min(0.09, (WIDTH - 2 * EDGE) / (right - left), (HEIGHT - 2 * EDGE) / (bottom - top));
  const [dx, dy] = [(WIDTH - (right - left) * scale) / 2, (HEIGHT - (bottom - top) * scale) / 2];
  const round = (value: number) => Math.round(value * 10) / 10;
  return (
    <svg className={styles.mini} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
      {cards.map((card) => {
        const { fill, stroke, dash } = LOOK[card.fit];
        return (
          <rect
            key={`${card.x} ${card.y}`}
            x={round(dx + (card.x - left) * scale)}
            y={round(dy + (card.y - top) * scale)}
            width={round(card.w * scale)}
            height={round(card.h * scale)}
            rx="1.2"
            fill={fill}
            stroke={stroke}
            strokeWidth={stroke ? 0.8 : undefined}
            strokeDasharray={dash}
          />
        );
      })}
    </svg>
  );
}
