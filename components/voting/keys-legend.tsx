import { useTranslations } from "next-intl";
import { Icon } from "../ui/icon";
import styles from "./keys-legend.module.css";

/** Which keys answer, under the desktop ballot. */
export function KeysLegend({ id, scores }: { id: string; scores: boolean }) {
  const t = useTranslations("vote");
  return (
    <footer className={styles.keys} id={id}>
      {scores ? (
        <>
          <span>
            <kbd>1</kbd>–<kbd>5</kbd> {t("keys.mark")}
          </span>
          <span>
            <kbd>A</kbd> <Icon name="abstain" /> {t("keys.abstain")}
          </span>
          <span>
            <kbd>N</kbd> <Icon name="not-applicable" /> {t("keys.notApplicable")}
          </span>
          <span>
            <kbd>R</kbd> {t("keys.reason")}
          </span>
          <span>
            <kbd>←</kbd>
            <kbd>↑</kbd>
            <kbd>↓</kbd>
            <kbd>→</kbd> {t("keys.move")}
          </span>
          <span>
            <kbd>⌫</kbd> {t("keys.clear")}
          </span>
        </>
      ) : null}
      <span className={styles.note}>{t("changeable")}</span>
    </footer>
  );
}
