import type { Standing } from "./standing";
import styles from "./two-winners.module.css";

interface Props {
  /** The same options under both rules, first to last. */
  zero: Standing[];
  skip: Standing[];
  words: { title: string; zero: string; skip: string; label: string };
  format: (value: number) => string;
}

const WIDTH = 448;
const ROW = 27.5;
const [LEFT, RIGHT] = [170, 278];
const y = (row: number) => 14 + row * ROW;

/** One ranking becomes the other: what a rule that looks harmless does to the winner. */
export function TwoWinners({ zero, skip, words, format }: Props) {
  const rows = zero.map((standing, from) => {
    const to = skip.findIndex((other) => other.option.id === standing.option.id);
    return { standing, from, to, under: skip[to] };
  });
  // The two winners last, so that their lines lie on top.
  const rank = (row: (typeof rows)[number]) => (row.to === 0 ? 2 : row.from === 0 ? 1 : 0);
  return (
    <figure className={styles.figure}>
      <h2>{words.title}</h2>
      <div className={styles.columns}>
        <span>{words.zero}</span>
        <span>{words.skip}</span>
      </div>
      <svg
        className={`${styles.bump} num`}
        viewBox={`0 0 ${WIDTH} ${y(zero.length - 1) + 14}`}
        role="img"
        aria-label={words.label}
      >
        {rows
          .toSorted((a, b) => rank(a) - rank(b))
          .map(({ standing, from, to, under }) =>
            under ? (
              <g
                key={standing.option.id}
                className={to === 0 ? styles.other : from === 0 ? styles.first : undefined}
              >
                <path
                  d={`M${LEFT} ${y(from)}C${LEFT + 56} ${y(from)} ${RIGHT - 56} ${y(to)} ${RIGHT} ${y(to)}`}
                />
                <circle cx={LEFT} cy={y(from)} r="3" />
                <circle cx={RIGHT} cy={y(to)} r="3" />
                <text x={LEFT - 10} y={y(from) + 4.5} textAnchor="end">
                  {standing.option.title}
                  <tspan dx="8">{format(standing.value)}</tspan>
                </text>
                <text x={RIGHT + 10} y={y(to) + 4.5}>
                  {format(under.value)}
                  <tspan dx="8">{standing.option.title}</tspan>
                </text>
              </g>
            ) : null,
          )}
      </svg>
    </figure>
  );
}
