import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import styles from "./canvas-chrome.module.css";

/** The drawing broke; the board did not. tldraw's own screen offers to reset data that is not there. */
export function CanvasFailed() {
  const t = useTranslations("canvas");
  return (
    <div className={styles.empty} role="alert">
      <p>{t("failed")}</p>
      <Button kind="primary" onClick={() => window.location.reload()}>
        {t("reload")}
      </Button>
    </div>
  );
}
