import { layoutOf } from "@/lib/board/canvas-layout";
import { readFlowEnds } from "./flow-ends";
import type { Board, Task } from "@/lib/board/types";
import { type Rect, headPath, labelPoint, linePath, routePoints } from "../canvas/route";
import { FitMarkShape, type FitState } from "../ui/fit-mark";
import { roleGlyphPath } from "../ui/role-mark";
import styles from "./board-picture.module.css";
import { PictureLegend, type LegendWords } from "./picture-legend";
import type { Standing } from "./standing";

interface Props {
  board: Board;
  /** The option whose fits are painted, first of the ranking. */
  lens: Standing;
  /** By role id; decides colour and glyph. */
  tones: Record<string, number>;
  /** What the picture shows, in words. */
  label: string;
  words: LegendWords;
}

const WIDTH = 1120;
const HEIGHT = 748;
const LETTERS = 20;
/** A title of more lines than this is set smaller, as on the map. */
const LINES = 4;

/** The map of a board as a still picture: the same places, fits and arrows as on its canvas. */
export function BoardPicture({ board, lens, tones, label, words }: Props) {
  const layout = layoutOf(board);
  const fits = new Map(
    board.fits.filter((fit) => fit.option === lens.option.id).map((fit) => [fit.task, fit.fit]),
  );
  const stateOf = (task: Task): FitState => (task.inScope ? (fits.get(task.id) ?? "unrated") : "out");
  const rects = new Map<string, Rect>();
  for (const [id, [x, y, w, h]] of layout.groups) rects.set(id, { x, y, w, h, gap: 0 });
  for (const [id, [x, y, w, h]] of layout.tasks) rects.set(id, { x, y, w, h, gap: 2 });
  return (
    <svg className={styles.picture} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <defs>
        <pattern id="picture-dots" width="16" height="16" patternUnits="userSpaceOnUse">
          <circle className={styles.dots} cx="6" cy="6" r="1" />
        </pattern>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill="url(#picture-dots)" />
      {board.phases.map((phase) => {
        const box = layout.phases.get(phase.id);
        if (!box) return null;
        const [x, y, w, h] = box;
        return (
          <g key={phase.id}>
            <rect className={styles.phase} x={x} y={y} width={w} height={h} rx="10" />
            <text className={styles.phaseTitle} x={x + 16} y={y + 22}>
              {phase.title}
              <tspan className={styles.purpose} dx="8">
                {cut(phase.purpose, (w - 48) / 6.1 - phase.title.length * 1.2)}
              </tspan>
            </text>
          </g>
        );
      })}
      {board.groups.map((group) => {
        const box = layout.groups.get(group.id);
        if (!box) return null;
        const [x, y, w, h] = box;
        return (
          <g key={group.id}>
            <rect className={styles.group} x={x} y={y} width={w} height={h} rx="8" />
            <text className={styles.groupTitle} x={x + 12} y={y + 18}>
              {cut(group.title, (w - 24) / 6.4)}
            </text>
            {(group.title.length + group.note.length + 4) * 6.4 < w ? (
              <text className={styles.note} x={x + w - 12} y={y + 18}>
                {group.note}
              </text>
            ) : null}
          </g>
        );
      })}
      {board.flows.map((flow) => {
        const from = rects.get(flow.from);
        const to = rects.get(flow.to);
        if (!from || !to) return null;
        const points = routePoints(from, to, readFlowEnds(flow));
        const middle = labelPoint(points);
        return (
          <g key={flow.id}>
            <path className={styles.flow} d={linePath(points)} />
            <path className={styles.head} d={headPath(points)} />
            {flow.label ? (
              <text className={styles.flowLabel} x={middle.x} y={middle.y + 4}>
                {flow.label}
              </text>
            ) : null}
          </g>
        );
      })}
      {board.tasks.map((task) => {
        const box = layout.tasks.get(task.id);
        return box ? <Card key={task.id} task={task} box={box} fit={stateOf(task)} tones={tones} /> : null;
      })}
      <PictureLegend
        standing={lens}
        outOfScope={board.tasks.filter((task) => !task.inScope).length}
        words={words}
      />
    </svg>
  );
}

interface CardProps {
  task: Task;
  box: readonly [number, number, number, number];
  fit: FitState;
  tones: Record<string, number>;
}

function Card({ task, box: [x, y, w, h], fit, tones }: CardProps) {
  const lines = wrap(task.title);
  const small = lines.length > LINES;
  const line = small ? 12 : 14;
  const top = y + h / 2 - ((lines.length - 1) * line) / 2 + 4.5;
  return (
    <g className={fit === "out" ? styles.out : undefined}>
      <rect className={styles.card} data-fit={fit} x={x} y={y} width={w} height={h} rx="8" />
      {fit === "out" ? <path className={styles.slash} d={`M${x + 8} ${y + h}L${x + w - 8} ${y}`} /> : null}
      <text className={`${styles.title} ${small ? styles.tight : ""}`}>
        {lines.map((words, i) => (
          <tspan key={words} x={x + 11} y={top + i * line}>
            {words}
          </tspan>
        ))}
      </text>
      <g transform={`translate(${x - 8} ${y - 8})`}>
        <FitMarkShape fit={fit} />
      </g>
      <g className={styles.roles}>
        {task.roles.map((role, i) => (
          <g
            key={role}
            data-tone={tones[role] ?? 0}
            transform={`translate(${x + w - 8 - 18 * (task.roles.length - i) + 2} ${y - 9})`}
          >
            <rect width="16" height="16" rx="4" />
            <path transform="translate(3.5 3.5) scale(.5625)" d={roleGlyphPath(tones[role] ?? 0)} />
          </g>
        ))}
      </g>
    </g>
  );
}

function wrap(title: string): string[] {
  const lines: string[] = [];
  for (const word of title.replaceAll("\u00ad", "").split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= LETTERS)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const cut = (text: string, letters: number): string =>
  text.length <= letters ? text : `${text.slice(0, Math.max(0, Math.floor(letters) - 1)).trimEnd()}…`;
