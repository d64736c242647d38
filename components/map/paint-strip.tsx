import { useTranslations } from "next-intl";
import { FITS, type Fit } from "@/lib/board/types";
import { FitMark } from "../ui/fit-mark";
import styles from "./paint-strip.module.css";

/** The keys that paint, everywhere: on the canvas, in the table, in the inspector. */
export const PAINT_KEYS: Readonly<Record<string, Fit | null>> = {
  "1": "efficient",
  "2": "mixed",
  "3": "inefficient",
  "4": "uncovered",
  "0": null,
};

const CHOICES: readonly (Fit | null)[] = [...FITS, null];
const keyOf = (fit: Fit | null): string => (fit === null ? "0" : String(FITS.indexOf(fit) + 1));

interface Props {
  /** Names the group, for instance "Fit of Databricks". */
  label: string;
  value: Fit | null;
  onPaint: (fit: Fit | null) => void;
  /** `touch`: words under the marks and 60 px targets. */
  size?: "normal" | "touch";
}

export function PaintStrip({ label, value, onPaint, size = "normal" }: Props) {
  const t = useTranslations("map");
  return (
    <div className={styles.strip} data-size={size} role="group" aria-label={label}>
      {CHOICES.map((fit) => (
        <button
          key={fit ?? "clear"}
          type="button"
          aria-pressed={fit === value}
          aria-label={fit === null ? t("clearFit") : t(`fit.${fit}`)}
          title={fit === null ? t("clearFit") : t(`fit.${fit}`)}
          data-fit={fit ?? "unrated"}
          onClick={() => onPaint(fit)}
        >
          <FitMark fit={fit ?? "unrated"} size={size === "touch" ? 22 : 18} />
          {size === "touch" ? (
            <span>{fit === null ? t("clear") : t(`fit.${fit}`)}</span>
          ) : (
            <span className="num">{keyOf(fit)}</span>
          )}
        </button>
      ))}
    </div>
  );
}
