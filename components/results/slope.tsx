import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { RoleGlyph } from "../ui/role-mark";
import { type RankedRole, axis, scoreFor, spread } from "./reading";
import { type ResultsData, optionTitle, roleName } from "./results-props";
import styles from "./results.module.css";
import { useFigures } from "./use-figures";

/** Letters of a name that fit on a line beside the slope. */
const ONE_LINE = 18;

/** How high the picture is on a desktop and on a phone, and what share of it a label takes. */
function rowsOf(lines: number, twoLines: boolean): { gap: number; height: number; phone: number } {
  const [wide, narrow] = twoLines ? [36, 46] : [22, 30];
  const height = Math.max(372, Math.ceil(lines * wide * 1.15));
  const gap = (wide / height) * 100;
  return { gap, height, phone: Math.ceil((narrow / gap) * 100) };
}

/** Two roles side by side: each option's score with the one and the other. Both first places stand out. */
export function Slope({ frame, tones, left, right }: ResultsData & { left: RankedRole; right: RankedRole }) {
  const t = useTranslations("results");
  const lines = left.entries.flatMap((entry) => {
    const other = scoreFor(right, entry.option);
    return other === null ? [] : [{ option: entry.option, from: entry.score, to: other }];
  });
  const { min, max } = axis(lines.flatMap((line) => [line.from, line.to]));
  const y = (score: number) => 3 + (1 - (score - min) / (max - min || 1)) * 94;
  const twoLines = lines.some((line) => optionTitle(frame, line.option).length > ONE_LINE);
  const { gap, height, phone } = rowsOf(lines.length, twoLines);
  const emphasis = (option: string) =>
    left.winners.includes(option) ? "left" : right.winners.includes(option) ? "right" : undefined;
  const head = (role: RankedRole) => (
    <span>
      <RoleGlyph tone={tones[role.role] ?? 0} />
      {roleName(frame, role.role)} <em>{t("roles.ballots", { count: role.ballots })}</em>
    </span>
  );
  const side = (role: RankedRole, scores: number[]) => {
    const places = spread(scores.map(y), gap);
    return (
      <ol data-side={role === left ? "left" : "right"}>
        {lines.map((line, at) => (
          <Label
            key={line.option}
            top={places[at] ?? 0}
            hot={emphasis(line.option) !== undefined}
            name={optionTitle(frame, line.option)}
            score={scores[at] ?? 0}
          />
        ))}
      </ol>
    );
  };
  return (
    <figure className={styles.slope}>
      <div className={styles.slopeHead}>
        {head(left)}
        {head(right)}
      </div>
      <div
        className={styles.slopeBody}
        style={{ "--high": `${height}px`, "--high-phone": `${phone}px` } as CSSProperties}
      >
        {side(
          left,
          lines.map((line) => line.from),
        )}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {lines.map((line) => (
            <line
              key={line.option}
              x1="0"
              y1={y(line.from)}
              x2="100"
              y2={y(line.to)}
              data-first={emphasis(line.option)}
              vectorEffect="non-scaling-stroke"
            />
          ))}
        </svg>
        {side(
          right,
          lines.map((line) => line.to),
        )}
      </div>
    </figure>
  );
}

function Label({ top, hot, name, score }: { top: number; hot: boolean; name: string; score: number }) {
  const figures = useFigures();
  return (
    <li style={{ top: `${top}%` }} data-hot={hot ? "" : undefined}>
      <span title={name}>{name}</span> <b className="num">{figures.score(score)}</b>
    </li>
  );
}
