import { useTranslations } from "next-intl";
import type { Coverage } from "@/lib/decision/coverage";
import { FitMark } from "../ui/fit-mark";
import styles from "./map-facts.module.css";

const SHOWN = ["efficient", "mixed", "inefficient", "uncovered"] as const;

/** What the map says of an option, as four seals with their counts. */
export function MapFacts({ coverage, spread = false }: { coverage: Coverage; spread?: boolean }) {
  const t = useTranslations("vote");
  const { counts } = coverage;
  return (
    <span
      className={spread ? styles.spread : styles.facts}
      role="img"
      aria-label={t("onMapCounts", { ...counts })}
    >
      {SHOWN.map((fit) => (
        <span key={fit} className={counts[fit] === 0 ? styles.zero : undefined}>
          <FitMark fit={fit} size={spread ? 16 : 13} />
          {counts[fit]}
        </span>
      ))}
    </span>
  );
}
