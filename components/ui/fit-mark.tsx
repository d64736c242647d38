/** The round seal of a fit: told apart by shape as well as by colour, on cards, chips, tables and print. */
export type FitState = "efficient" | "mixed" | "inefficient" | "uncovered" | "unrated" | "out";

export function FitMark({ fit, size = 20 }: { fit: FitState; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 20 20"
      aria-hidden="true"
      style={{ flex: "none", display: "block" }}
    >
      <FitMarkShape fit={fit} />
    </svg>
  );
}

/** The same mark without its `<svg>`, 20 × 20, to place inside another drawing. */
export function FitMarkShape({ fit }: { fit: FitState }) {
  switch (fit) {
    case "efficient":
      return (
        <>
          <circle cx="10" cy="10" r="9" fill="var(--fit-efficient)" />
          <path
            d="M6 10.4l2.8 2.8L14.2 7.2"
            fill="none"
            stroke="var(--fit-on)"
            strokeWidth="2"
            strokeLinecap="round"
            strokeLinejoin="round"
          />
        </>
      );
    case "mixed":
      return (
        <>
          <circle cx="10" cy="10" r="8" fill="var(--surface)" stroke="var(--fit-mixed)" strokeWidth="2" />
          <path d="M10 2a8 8 0 000 16z" fill="var(--fit-mixed)" />
        </>
      );
    case "inefficient":
      return (
        <>
          <circle cx="10" cy="10" r="9" fill="var(--fit-inefficient)" />
          <path
            d="M6.8 6.8l6.4 6.4M13.2 6.8l-6.4 6.4"
            fill="none"
            stroke="var(--fit-on)"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </>
      );
    case "uncovered":
      return (
        <>
          <circle
            cx="10"
            cy="10"
            r="8.2"
            fill="var(--surface)"
            stroke="var(--fit-uncovered)"
            strokeWidth="1.6"
          />
          <path d="M6.4 10h7.2" stroke="var(--fit-uncovered-ink)" strokeWidth="2" strokeLinecap="round" />
        </>
      );
    case "unrated":
      return (
        <circle
          cx="10"
          cy="10"
          r="8"
          fill="none"
          stroke="var(--fit-uncovered-ink)"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeDasharray="0.1 4.09"
        />
      );
    case "out":
      return (
        <>
          <circle
            cx="10"
            cy="10"
            r="8.2"
            fill="var(--surface)"
            stroke="var(--line-strong)"
            strokeWidth="1.4"
          />
          <path d="M5 15L15 5" stroke="var(--fit-uncovered)" strokeWidth="1.6" strokeLinecap="round" />
        </>
      );
  }
}
