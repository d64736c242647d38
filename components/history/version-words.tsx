import { useFormatter, useTranslations } from "next-intl";
import type { VersionItem } from "./history-types";

/** What a version is called: its name, else why it was kept. */
export function useVersionTitle(): (version: VersionItem) => string {
  const t = useTranslations("history.reason");
  return ({ name, reason }) => name ?? t(reason);
}

/** Why, by whom, how large: under the title, without repeating it. */
export function VersionFacts({ version }: { version: VersionItem }) {
  const t = useTranslations("history");
  const format = useFormatter();
  const { name, reason, by, bytes } = version;
  const size = format.number(Math.max(1, Math.round(bytes / 1000)), {
    style: "unit",
    unit: "kilobyte",
    unitDisplay: "short",
  });
  // Everybody had left: nobody in particular made it.
  const maker = by === null ? (reason === "left" ? null : t("byNobody")) : t("by", { name: by });
  const facts = [name === null ? null : t(`reason.${reason}`), maker, size].filter((fact) => fact !== null);
  return facts.map((fact) => <span key={fact}>{fact}</span>);
}
