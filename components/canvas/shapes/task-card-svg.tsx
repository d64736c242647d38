import { FitMarkShape, type FitState } from "../../ui/fit-mark";
import { roleGlyphPath } from "../../ui/role-mark";
import type { TaskView } from "../map-model";

const FILL: Record<FitState | "none", string> = {
  efficient: "var(--fit-efficient-soft)",
  mixed: "var(--fit-mixed-soft)",
  inefficient: "var(--fit-inefficient-soft)",
  uncovered: "var(--surface)",
  unrated: "var(--surface)",
  out: "var(--frame)",
  none: "var(--surface)",
};
const EDGE: Record<FitState | "none", string> = {
  efficient: "var(--fit-efficient)",
  mixed: "var(--fit-mixed)",
  inefficient: "var(--fit-inefficient)",
  uncovered: "var(--fit-uncovered)",
  unrated: "var(--fit-uncovered)",
  out: "var(--line-strong)",
  none: "var(--line-strong)",
};

/** A card as plain SVG, for export: no foreignObject, which most programs do not draw. */
export function TaskCardSvg({ view, w, h }: { view: TaskView; w: number; h: number }) {
  const fit = view.fit ?? "none";
  const lines = wrap(view.title, 22);
  const first = h / 2 - ((lines.length - 1) * 14) / 2 + 4;
  return (
    <g>
      <rect
        width={w}
        height={h}
        rx={8}
        fill={FILL[fit]}
        stroke={EDGE[fit]}
        strokeWidth={1.25}
        strokeDasharray={fit === "unrated" ? "2 2" : undefined}
      />
      {fit === "out" ? <path d={`M1 ${h - 1}L${w - 1} 1`} stroke="var(--line)" /> : null}
      {lines.map((line, i) => (
        <text
          key={line}
          x={11}
          y={first + i * 14}
          fontFamily="Inter Variable, system-ui, sans-serif"
          fontSize={12}
          fontWeight={500}
          fill={fit === "out" ? "var(--ink-muted)" : "var(--ink)"}
        >
          {line}
        </text>
      ))}
      {view.fit ? (
        <g transform="translate(-8 -8)">
          <FitMarkShape fit={view.fit} />
        </g>
      ) : null}
      {view.roles.map((role, i) => (
        <g
          key={role.id}
          data-tone={role.tone % 5}
          transform={`translate(${w - 8 - (view.roles.length - i) * 18 + 2} -9)`}
        >
          <rect width={16} height={16} rx={4} fill="var(--c)" />
          <path
            d={roleGlyphPath(role.tone)}
            transform="translate(3.5 3.5) scale(.5625)"
            fill="var(--role-on)"
          />
        </g>
      ))}
    </g>
  );
}

function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 4);
}
