/** Line icons on a 16 px grid; decoration only, the words stand beside them or in the control's name. */
const PATHS = {
  arrow: "M3 13L12.5 3.5M6.5 3.5h6v6",
  bell: "M4 11.5V7.2a4 4 0 018 0v4.3M2.8 11.5h10.4M6.7 13.6h2.6",
  chart: "M3 13V8M7 13V3M11 13V6",
  check: "M3.5 8.5l3 3 6-7",
  clock: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM8 5v3.2l2.2 1.4",
  close: "M4 4l8 8M12 4l-8 8",
  copy: "M5.5 5.5h7.5v8h-7.5zM10.5 5.5V2.5H3v8h2.5",
  down: "M4.5 6.5L8 10l3.5-3.5",
  download: "M8 2.5v7M5 7l3 3 3-3M3 12.5h10",
  edit: "M3 13l.7-2.9L10.8 3l2.2 2.2-7.1 7.1z",
  eye: "M1.8 8S4 4 8 4s6.2 4 6.2 4S12 12 8 12 1.8 8 1.8 8zM8 6.2a1.8 1.8 0 100 3.6 1.8 1.8 0 000-3.6z",
  file: "M4 2.5h5l3 3v8H4zM9 2.5v3h3",
  fit: "M2.5 6V3.5a1 1 0 011-1H6M10 2.5h2.5a1 1 0 011 1V6M13.5 10v2.5a1 1 0 01-1 1H10M6 13.5H3.5a1 1 0 01-1-1V10",
  hand: "M5 8V4.2a1 1 0 012 0V7M7 6.8V3a1 1 0 012 0v3.8M9 7V3.8a1 1 0 012 0V8M11 7.2V5.6a1 1 0 012 0V9c0 2.8-1.8 4.8-4.4 4.8-2 0-3-.9-4-2.6L3 8.6c-.5-.9.7-1.6 1.3-.8L5 8.8",
  hidden:
    "M2.5 2.5l11 11M6.6 4.2A6.5 6.5 0 018 4c4 0 6.2 4 6.2 4a10 10 0 01-1.7 2.1M4.4 5.4A10 10 0 001.8 8S4 12 8 12c1 0 1.8-.2 2.6-.6",
  left: "M9.5 4.5L6 8l3.5 3.5",
  link: "M6.8 9.2a2.6 2.6 0 003.7 0l2-2a2.6 2.6 0 00-3.7-3.7l-.9.9M9.2 6.8a2.6 2.6 0 00-3.7 0l-2 2a2.6 2.6 0 003.7 3.7l.9-.9",
  lock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 015 0v2",
  map: "M2 3h4.5v3.5H2zM9.5 9.5H14V13H9.5zM6.5 4.8h3a2 2 0 012 2v2.7",
  minus: "M3 8h10",
  moon: "M13 9.6A5.5 5.5 0 016.4 3a5.5 5.5 0 106.6 6.6z",
  more: "M3 8h.01M8 8h.01M13 8h.01",
  note: "M3 3h10v6.5L9.5 13H3zM13 9.5H9.5V13",
  "not-applicable": "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM4.2 11.8l7.6-7.6",
  abstain: "M8 2.5a5.5 5.5 0 100 11 5.5 5.5 0 000-11zM5.5 8h5",
  people:
    "M6 7.5a2.3 2.3 0 100-4.6 2.3 2.3 0 000 4.6zM1.8 13c.3-2.3 2-3.6 4.2-3.6s3.9 1.3 4.2 3.6M10.5 7.3a2 2 0 10-.6-3.9M11.5 9.6c1.6.3 2.5 1.5 2.7 3.4",
  phase:
    "M2.5 5.5V3.5a1 1 0 011-1h2M10.5 2.5h2a1 1 0 011 1v2M13.5 10.5v2a1 1 0 01-1 1h-2M5.5 13.5h-2a1 1 0 01-1-1v-2",
  plus: "M8 3v10M3 8h10",
  print: "M4.5 6V2.5h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4h-7z",
  reason: "M3 3.5h10v7.5H7.5L5 13.5V11H3z",
  redo: "M10.5 3l2.7 2.7-2.7 2.7M13 5.7H7a3.8 3.8 0 000 7.6h2.5",
  right: "M6.5 4.5L10 8l-3.5 3.5",
  screen: "M2.5 3h11v7.5h-11zM6 13.5h4M8 10.5v3",
  seal: "M8 2.5a4 4 0 100 8 4 4 0 000-8zM5.8 10L5 14l3-1.6L11 14l-.8-4",
  search: "M7 3a4 4 0 100 8 4 4 0 000-8zM10 10l3.2 3.2",
  select: "M4 2.5l8.2 5.2-3.9.8-1.9 3.7z",
  sun: "M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1.5v1.3M8 13.2v1.3M1.5 8h1.3M13.2 8h1.3M3.4 3.4l.9.9M11.7 11.7l.9.9M3.4 12.6l.9-.9M11.7 4.3l.9-.9",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M6.5 6.5v6",
  task: "M4 4h8a1.5 1.5 0 011.5 1.5v5A1.5 1.5 0 0112 12H4a1.5 1.5 0 01-1.5-1.5v-5A1.5 1.5 0 014 4zM5 8h6",
  trash: "M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.6 9h5.8l.6-9",
  undo: "M5.5 3L2.8 5.7l2.7 2.7M3 5.7h6a3.8 3.8 0 010 7.6H6.5",
  vote: "M3 8.5v4h10v-4M5.5 8.5h5M8 2.5l3 3-3 3-3-3z",
  warn: "M8 2.5l6.2 11H1.8zM8 6.5v3.2M8 11.6h.01",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.4}
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: "none" }}
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true" style={{ flex: "none" }}>
      <path d="M1.5 19.5L6.5 8h11l5 11.5z" fill="currentColor" />
      <path d="M6.5 8h11" stroke="var(--accent)" strokeWidth={3} strokeLinecap="round" />
    </svg>
  );
}
