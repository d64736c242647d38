/** Figures of several servers side by side, with the ratio of ours to each peer's. */
const OURS = "plateau";

/** Rows with `more` are better when larger; ratios say ours / theirs either way. */
export function tableOf(scenario, contenders, figures) {
  const peers = Object.keys(figures).filter((name) => name !== OURS);
  const names = [...(figures[OURS] ? [OURS] : []), ...peers];
  const compares = figures[OURS] !== undefined;
  const head = [
    scenario.title,
    ...names.map((name) => contenders[name].title),
    ...(compares ? peers.map((name) => `ours / ${contenders[name].title}`) : []),
  ];
  const lines = scenario.rows.map((row) => {
    const values = names.map((name) => valueAt(figures[name], row.key));
    const ours = valueAt(figures[OURS], row.key);
    const ratios = compares ? peers.map((name) => ratio(ours, valueAt(figures[name], row.key), row)) : [];
    return [
      `${row.label}${row.more ? " (more is better)" : ""}`,
      ...values.map((value) => shown(value, row.digits)),
      ...ratios,
    ];
  });
  return aligned([head, ...lines]);
}

export function valueAt(figures, key) {
  return key.split(".").reduce((value, part) => value?.[part], figures) ?? null;
}

function shown(value, digits = 2) {
  if (value === null) return "–";
  if (typeof value === "string") return value;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function ratio(ours, theirs, { neutral }) {
  if (neutral || typeof ours !== "number" || typeof theirs !== "number" || theirs <= 0) return "–";
  return (ours / theirs).toFixed(2);
}

function aligned(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const line = (row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join("  ");
  return [
    line(rows[0]),
    widths.map((width) => "-".repeat(width)).join("  "),
    ...rows.slice(1).map(line),
  ].join("\n");
}
